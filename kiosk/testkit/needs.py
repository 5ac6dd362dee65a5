"""What the test kit needs from this machine, found without Qt: `kiosk doctor --test`.

Each finding is whether all is well and a sentence, with the way to get what is missing.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec

from kiosk.testkit.client import KitError, NotSeen
from kiosk.testkit.process import Desks

LIBRARIES = {
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""The system's libraries with which Qt draws without a display, and their packages in Debian and
Ubuntu (where `libglib2.0-0t64` provides the old name). What these need comes with them.
"""
APT = f"apt-get install -y --no-install-recommends {' '.join(LIBRARIES.values())}"
"""The one line that installs all of them; as root."""

Finding = tuple[bool, str]


def examine(
    load: Callable[[str], object] = ctypes.CDLL, start: Callable[[], Desks] = Desks
) -> Iterator[Finding]:
    """Look for what is needed; what `load` cannot find raises OSError.

    A desk is opened only if nothing is missing: that is the only proof that tests can run.
    """
    found = [_pytest()]
    if sys.platform == "linux":
        found.append(_libraries(load))
    yield from found
    if all(good for good, _ in found):
        yield _desk(start)


def _pytest() -> Finding:
    if find_spec("pytest") is None:
        return False, 'pytest is missing; pip install "uketsuke-kiosk[test]"'
    return True, "pytest is there, and finds the fixture `kiosk` by itself."


def _libraries(load: Callable[[str], object]) -> Finding:
    missing = []
    for library in LIBRARIES:
        try:
            load(library)
        except OSError:
            missing.append(library)
    if missing:
        return False, f"Qt lacks {', '.join(missing)}; as root: {APT}"
    return True, f"Qt has its libraries. On another machine, as root: {APT}"


def _desk(start: Callable[[], Desks]) -> Finding:
    try:
        with start() as desks:
            kiosk = desks.service.open()
            kiosk.expect(page="idle")
            kiosk.close()
    except (KitError, NotSeen, OSError) as error:
        return False, f"A desk cannot be opened: {str(error).splitlines()[0]}"
    return True, "A desk in virtual time opens; no display, camera or card reader is needed."
