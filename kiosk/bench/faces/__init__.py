"""Benches of the face engine: its speed, its error rates, and pictures held to the camera."""
