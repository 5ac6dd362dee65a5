"""Faces as numbers: arrays in, numbers out. No threads, no windows, no events."""

import os

# onnxruntime reports home from its first import on: it looks up a collector's name and keeps a
# device id and queued events in the user's cache folder. Only this variable, set before that
# import, prevents all of it (onnxruntime's page on privacy, "Disabling Telemetry").
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
