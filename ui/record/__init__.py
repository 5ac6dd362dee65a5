"""Windows that show a camera's picture: of `kiosk record` and of `kiosk doctor --camera`."""
