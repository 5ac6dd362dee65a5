"""config.toml as a typed, closed model; `kiosk config` describes every key."""

from kiosk.config.model import Config, describe
from kiosk.config.reading import ConfigMistakes, load, parse, parse_table
from kiosk.config.sections import (
    USES,
    CameraConfig,
    EligibilityConfig,
    FaceConfig,
    FolderConfig,
    ReaderConfig,
    WindowConfig,
    nearest,
)

__all__ = [
    "USES",
    "CameraConfig",
    "Config",
    "ConfigMistakes",
    "EligibilityConfig",
    "FaceConfig",
    "FolderConfig",
    "ReaderConfig",
    "WindowConfig",
    "describe",
    "load",
    "nearest",
    "parse",
    "parse_table",
]
