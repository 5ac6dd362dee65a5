"""The command `kiosk`: one module for each group of subcommands."""
