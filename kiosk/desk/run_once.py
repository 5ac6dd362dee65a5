"""That a desk runs once: looked at before a window opens, so nothing heavy is imported here."""

from contextlib import suppress
from pathlib import Path

from kiosk.config import Config
from kiosk.desk.journal import journal_lock
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.errors import FolderUnwritable
from kiosk.home import data_home


def desk_folder(config: Config) -> Path:
    """Where this desk keeps its identity, its lock, and what waits to be sent."""
    given = config.folder.desk or config.folder.data
    return Path(given) if given else data_home()


def refuse_twice(config: Config) -> None:
    """Raise Busy when this desk runs already, or its journal is written by another process.

    What cannot be looked at now is found out, and said, when the desk is set up.
    """
    with suppress(OSError, FolderUnwritable):
        DeskIdentity(desk_folder(config)).close()
    with suppress(OSError):
        journal_lock(Path(config.folder.journal)).release()
