"""Where the kiosk keeps what is its own on this machine."""

import os
from pathlib import Path

import platformdirs

APP = "uketsuke"


def data_home() -> Path:
    """The folder of cards, registry and test CA; UKETSUKE_HOME overrides the user's own."""
    override = os.environ.get("UKETSUKE_HOME")
    return Path(override) if override else platformdirs.user_data_path(APP, appauthor=False)
