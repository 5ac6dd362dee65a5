"""Scenarios: files are read and checked, played, and reported."""
