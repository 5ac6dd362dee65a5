"""Where the kiosk keeps what is its own on this machine."""

import os
from pathlib import Path

import platformdirs

from kiosk.errors import KioskError

APP = "uketsuke"


def data_home() -> Path:
    """The folder of cards, registry and test CA; UKETSUKE_HOME overrides the user's own.

    Raises KioskError for a user who has no home folder, as many services' users.
    """
    override = os.environ.get("UKETSUKE_HOME")
    if override:
        return Path(override)
    found = platformdirs.user_data_path(APP, appauthor=False)
    if not found.is_absolute():  # "~" could not be replaced
        raise KioskError(
            "this user has no home folder; set UKETSUKE_HOME to the folder that is to keep cards, "
            "registry and test CA"
        )
    return found
