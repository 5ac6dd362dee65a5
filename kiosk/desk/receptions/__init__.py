"""Runs the receptions of a desk: the session, its effects, its records and late deliveries."""
