"""Counts of the office: from the reception record, the registry and what is typed or imported."""
