"""The face desk: a camera and a face engine made into events."""

from drivers.matching.face_desk import CameraFaceDesk

__all__ = ["CameraFaceDesk"]
