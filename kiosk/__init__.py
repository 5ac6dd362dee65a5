"""The reception itself: session, runner, eligibility, configuration and the `kiosk` command."""
