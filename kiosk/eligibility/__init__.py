"""Who is insured how: the simulated national system, its consents and its wire formats."""
