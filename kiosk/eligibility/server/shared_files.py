"""Files in folders that other machines use too."""

from contextlib import suppress
from pathlib import Path

from kiosk import files


class SharedFiles:
    """Reads files that other machines write.

    Every call raises PermissionError while a writer holds the file open without sharing.
    """

    def tail(self, file: Path, size: int) -> bytes:
        """The last bytes of a file of `size` bytes. Raises OSError."""
        with file.open("rb") as opened:
            opened.seek(max(0, size - 64))
            return opened.read(64)

    def take(self, file: Path, target: Path) -> None:
        """Rename a file so that its writer no longer finds it. Raises OSError."""
        file.replace(target)

    def read(self, file: Path) -> bytes:
        """The whole file. Raises OSError."""
        return file.read_bytes()


class Published:
    """Remembers the files that a program put into a folder, to delete those and no others.

    `records` is a folder of the program's own: a file for each published name, with the digest of
    what was published.
    """

    def __init__(self, folder: Path, records: Path) -> None:
        self._folder, self._records = folder, records

    def remember(self, ready: Path) -> None:
        """Note a file that is about to be moved into the folder. Raises OSError."""
        (self._records / ready.name).write_text(files.digest(ready.read_bytes()), encoding="ascii")

    def delete(self, before: float) -> None:
        """Delete what is older than `before` (seconds since 1970) and unchanged.

        A file of the same name with another content belongs to somebody else and stays. Raises
        OSError if the records cannot be read.
        """
        for record in self._records.iterdir():
            with suppress(OSError):
                self._delete(record, before)

    def _delete(self, record: Path, before: float) -> None:
        file = self._folder / record.name
        with suppress(FileNotFoundError):  # the other side has taken it
            if file.lstat().st_mtime >= before:
                return
            if files.is_unchanged(file, record.read_text(encoding="ascii")):
                file.unlink()
        record.unlink()
