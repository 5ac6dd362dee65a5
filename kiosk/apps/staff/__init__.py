"""The staff's window connected to desks and registry."""
