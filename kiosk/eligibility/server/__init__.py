"""How other programs reach the simulated national system: HTTP and the OQS folder."""
