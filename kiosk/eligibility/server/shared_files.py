"""Access to files that other machines write into a shared folder."""

from pathlib import Path


class SharedFiles:
    """Every call raises PermissionError while a writer holds the file open without sharing."""

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
