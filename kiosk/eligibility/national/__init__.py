"""The simulated national system: its store, its rules and what it answers."""
