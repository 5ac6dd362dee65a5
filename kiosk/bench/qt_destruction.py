"""Counts Qt objects of the GUI's thread that are destroyed on another, for tests and benches.

QtCore calls a hook in every `~QObject`, on the thread that destroys: `qtHookData` in Qt's
`src/corelib/global/qhooks_p.h`, made for tools such as GammaRay. So neither the way of an object's
death (the collector, a last reference, Qt itself) nor its class matters.
"""

import ctypes
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import PySide6
import shiboken6
from PySide6.QtCore import QCoreApplication

REMOVE_QOBJECT = 4
"""Index in `qtHookData`: the version, its size, Qt's version, then the calls."""
LIBRARIES = {
    "linux": "Qt/lib/libQt6Core.so.6",
    "darwin": "Qt/lib/QtCore.framework/Versions/A/QtCore",
}
REMOVED = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


@contextmanager
def watched(application: QCoreApplication, deaths: list[str]) -> Iterator[None]:
    """Add to `deaths` a text for each: the thread's name, and where in the program it happened.

    Raises OSError on a system where Qt's library is not known by name (Windows).
    """
    if sys.platform not in LIBRARIES:
        raise OSError("Qt's hooks are not known by name on this system")
    core = ctypes.CDLL(str(Path(PySide6.__file__).parent / LIBRARIES[sys.platform]))
    hooks = (ctypes.c_size_t * (REMOVE_QOBJECT + 1)).in_dll(core, "qtHookData")
    thread_of = core._ZNK7QObject6threadEv  # QThread *QObject::thread() const
    thread_of.restype, thread_of.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    (gui,) = shiboken6.getCppPointer(application.thread())
    own = threading.get_ident()

    def removed(pointer: int) -> None:
        if threading.get_ident() != own and thread_of(pointer) == gui:
            where = "".join(traceback.format_stack(limit=6))
            deaths.append(f"on the thread {threading.current_thread().name}:\n{where}")

    hook, before = REMOVED(removed), hooks[REMOVE_QOBJECT]
    hooks[REMOVE_QOBJECT] = ctypes.cast(hook, ctypes.c_void_p).value or 0
    try:
        yield
    finally:
        hooks[REMOVE_QOBJECT] = before
