"""Cameras and recordings, and the transfer of frames to the screen and to the engine."""
