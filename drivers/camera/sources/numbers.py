"""Which camera has which number, as Linux tells it; other systems do not say.

A camera that is plugged in again may get another number, and its old number may go to another
camera. `/sys/class/video4linux` says which product each number is and where it is plugged in.
"""

import re
from dataclasses import dataclass
from pathlib import Path

LISTED = Path("/sys/class/video4linux")
NUMBERED = re.compile(r"video(\d+)")
MADE = ("idVendor", "idProduct", "serial")
"""Files of the USB device that say which one it is."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A device node `/dev/video{number}`.

    `name` is the product's. `node` counts the nodes of one camera: the first gives its pictures,
    others may give only data about them. `made` is vendor, product and serial number on USB, empty
    elsewhere; `place` is the path of buses and ports to it.
    """

    number: int
    name: str
    node: str
    made: str
    place: str


def listed(folder: Path = LISTED) -> list[Listed]:
    """The cameras of this machine by number; empty where the system does not list them."""
    try:
        entries = [(NUMBERED.fullmatch(entry.name), entry) for entry in folder.iterdir()]
    except OSError:
        return []
    found = [_listed(int(match[1]), entry) for match, entry in entries if match]
    return sorted(found, key=lambda camera: camera.number)


def _listed(number: int, entry: Path) -> Listed:
    interface = (entry / "device").resolve()
    made = ":".join(_told(interface.parent / name) for name in MADE).strip(":")
    return Listed(number, _told(entry / "name"), _told(entry / "index"), made, str(interface))


def _told(file: Path) -> str:
    """The line in a file; empty if it cannot be read, as of a camera that was just unplugged."""
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def again(known: Listed, now: list[Listed]) -> Listed | None:
    """The camera that was `known` before among those that are there `now`.

    The same product at the same place; else the only one of the product, plugged in elsewhere.
    """
    alike = [c for c in now if (c.name, c.node, c.made) == (known.name, known.node, known.made)]
    here = [camera for camera in alike if camera.place == known.place]
    return next(iter(here or (alike if len(alike) == 1 else [])), None)


def named(part: str, now: list[Listed]) -> Listed | None:
    """The first camera whose product name contains `part`, in capital or small letters."""
    wanted = part.casefold()
    return next((c for c in now if c.node in {"", "0"} and wanted in c.name.casefold()), None)
