"""The store of the national system: its database, and what several services share in it."""
