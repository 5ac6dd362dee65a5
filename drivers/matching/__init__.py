"""The face desk: events from a camera and a face engine."""

from drivers.matching.face_desk import CameraFaceDesk

__all__ = ["CameraFaceDesk"]
