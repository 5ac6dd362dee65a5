"""Signs that a face before the camera is a head: the challenge, the face mesh and its relief."""
