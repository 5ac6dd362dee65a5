"""A desk without windows: its devices, how it is opened, and what a machine lacks for it."""
