"""Checks that a desk is open only once, before a window opens; imports nothing heavy."""

from contextlib import suppress
from pathlib import Path

from kiosk import private
from kiosk.config import Config
from kiosk.desk.receptions.journal import journal_lock
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.errors import FolderUnwritable
from kiosk.home import data_home

REQUEST = "end.request"
"""Name of the file with which a second start asks for the desk."""


def desk_folder(config: Config) -> Path:
    """The folder of this desk's identity, lock and unsent results."""
    given = config.folder.desk or config.folder.data
    return Path(given) if given else data_home()


def ask_to_end(config: Config) -> None:
    """Ask the program that runs this desk to end; it looks every half second."""
    with suppress(OSError), open(desk_folder(config) / REQUEST, "wb", opener=private.opener):
        pass


def asked_to_end(config: Config) -> bool:
    """Whether a second start has asked for this desk since the last look."""
    try:
        (desk_folder(config) / REQUEST).unlink()
    except OSError:
        return False
    return True


def refuse_twice(config: Config) -> None:
    """Raise Busy when this desk runs already, or its journal is written by another process.

    A folder that cannot be read now is reported when the desk is opened.
    """
    with suppress(OSError, FolderUnwritable):
        DeskIdentity(desk_folder(config)).close()
    with suppress(OSError):
        journal_lock(Path(config.folder.journal)).release()
