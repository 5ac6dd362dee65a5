"""The window of `kiosk record`."""
