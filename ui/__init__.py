"""The windows: they draw a view of the session and send presses."""
