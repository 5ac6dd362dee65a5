"""The window of the facility's office."""
