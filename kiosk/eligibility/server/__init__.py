"""Servers of the simulated national system: HTTP and the OQS folder."""
