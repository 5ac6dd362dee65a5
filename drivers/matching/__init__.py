"""The face desk: a camera and a face engine made into events."""

from drivers.matching.desk import FaceEyes

__all__ = ["FaceEyes"]
