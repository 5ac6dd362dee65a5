"""The command `kiosk`: one module a group of subcommands."""
