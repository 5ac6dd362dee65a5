"""The simulated national system: its rules and what it answers; its database is in `store`."""
