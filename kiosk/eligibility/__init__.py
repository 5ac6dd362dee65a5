"""The simulated national insurance system: its data, its consents and its wire formats."""
