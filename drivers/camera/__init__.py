"""Cameras and recorded frames behind one source protocol."""
