"""Converted graphs in the user's cache: made once, whole or not at all.

The carried files hold block-quantised weights that a runtime would expand on every start; the
conversions expand them once. The key of a cached graph is the weight's hash, the versions of the
libraries that made it, and RECIPE.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import platformdirs

RECIPE = 4
"""Raised whenever a conversion below changes what it writes."""

LIBRARIES = ("onnx", "onnxruntime", "numpy")

ABANDONED_S = 3600
"""Age at which a file that is being written was left by a process that was killed."""


def cache_folder() -> Path:
    """Where converted graphs are kept; deleting it costs one conversion.

    A user without a home folder, such as a service's, keeps them in the folder UKETSUKE_HOME.
    """
    home = os.environ.get("UKETSUKE_HOME")
    try:
        user = platformdirs.user_cache_path("uketsuke")
    except RuntimeError:
        if not home:
            raise
        user = Path(home)
    if not user.is_absolute() and home:  # the path still has "~" instead of a home folder
        user = Path(home)
    return user / "models"


def cached(
    name: str, source_sha256: str, build: Callable[[], bytes], folder: Path | None = None
) -> Path:
    """The converted file of that name, built now if it is not in the cache yet."""
    versions = [f"{library}={metadata.version(library)}" for library in LIBRARIES]
    key = hashlib.sha256("|".join([source_sha256, str(RECIPE), *versions]).encode()).hexdigest()
    stem, suffix = name.rsplit(".", 1)
    target = (folder or cache_folder()) / f"{stem}-{key[:16]}.{suffix}"
    if not target.is_file():
        write_whole(target, build())
    return target


def write_whole(target: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all; remove what a killed process has left."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(".part", f".{target.name}.", target.parent)
    now = Path(aside).stat().st_mtime  # by the clock of that disk
    for left in target.parent.glob(f".{target.name}.*.part"):
        with suppress(OSError):
            if now - left.stat().st_mtime > ABANDONED_S:
                left.unlink()
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
