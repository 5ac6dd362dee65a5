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
    try:
        found = platformdirs.user_data_path(APP, appauthor=False)
    except RuntimeError:
        raise _homeless() from None
    if not found.is_absolute():  # "~" stands where the home folder should
        raise _homeless()
    return found


def data_folder(named: str) -> Path:
    """The folder that `folder.data` of a configuration names; see `data_home` where it is empty."""
    return Path(named) if named else data_home()


def _homeless() -> KioskError:
    return KioskError(
        "this user has no home folder; set UKETSUKE_HOME to the folder that is to keep cards, "
        "registry and test CA"
    )
