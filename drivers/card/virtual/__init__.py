"""A virtual My Number card: its files, keys and counters, and its readers."""
