"""Faces as numbers: arrays in, numbers out. No threads, no windows, no events."""
