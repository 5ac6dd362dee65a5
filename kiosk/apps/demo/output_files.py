"""The files of a demo, in a folder that may hold files of others.

A manifest names the files of the last run with their digests. The next run removes those that are
unchanged and no other file; when a name is taken, it uses the next free name.
"""

import json
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from kiosk import files, private
from kiosk.errors import FolderUnwritable

MANIFEST = "kiosk-demo.json"


class Output:
    """The folder of a demo's files, which is created. All methods raise FolderUnwritable."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            private.folder(folder, repair=False)
        except OSError as error:
            raise FolderUnwritable(
                f"{folder} cannot be made ({error.strerror or error}); name another with --out"
            ) from None
        self._written, self._kept = _read(folder / MANIFEST)
        self._manifest()

    def clear(self) -> None:
        """Remove the pictures and reports of the last run that are unchanged."""
        for name, digest in self._written.items():
            file = self.folder / name
            try:
                if files.is_unchanged(file, digest):
                    file.unlink()
            except OSError as error:
                raise FolderUnwritable(
                    f"{file} cannot be removed ({error.strerror or error}); name another --out"
                ) from None
        self._written = {}
        self._manifest()

    def write(self, name: str, data: bytes) -> Path:
        """Write a file, whole or not at all; returns its path. Uses the next free name."""
        file = self._free(name)
        self._written[file.name] = files.digest(data)
        self._manifest()  # first, so it names every file even if the run ends here
        files.place(file, data)
        return file

    def appended(self, name: str) -> Path:
        """The file to which every run appends; it is never removed."""
        if name not in self._kept:
            self._kept[name] = self._free(name).name
            self._manifest()
        return self.folder / self._kept[name]

    def _free(self, name: str) -> Path:
        wanted = Path(name)
        names = (f"{wanted.stem}-{n}{wanted.suffix}" for n in count(2))
        file = self.folder / name
        while file.is_symlink() or file.exists():
            file = self.folder / next(names)
        return file

    def _manifest(self) -> None:
        told = {"files": self._written, "appended": self._kept}
        text = json.dumps(told, ensure_ascii=False, indent=2)
        files.place(self.folder / MANIFEST, f"{text}\n".encode())


def _read(manifest: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Files with digests, and appended files, of a manifest; of none or a broken one nothing."""
    with suppress(OSError, ValueError):
        told = json.loads(manifest.read_text(encoding="utf-8"))
        if isinstance(told, dict):
            return _named(told.get("files"), 0), _named(told.get("appended"), 1)
    return {}, {}


def _named(table: Any, name: int) -> dict[str, str]:
    """The entries of which the file's name (0: the key, 1: the value) is one in the folder."""
    found = table.items() if isinstance(table, dict) else ()
    pairs = (pair for pair in found if all(isinstance(one, str) for one in pair))
    return {key: value for key, value in pairs if _plain((key, value)[name])}


def _plain(name: str) -> bool:
    return name not in {"", ".", ".."} and not set(name) & set("/\\:\0")
