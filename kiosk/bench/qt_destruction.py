"""Finds Qt objects of the GUI thread that are destroyed on another thread.

QtCore calls a hook in every `~QObject`, on the destroying thread: `qtHookData` in Qt's
`src/corelib/global/qhooks_p.h`, made for tools such as GammaRay. So every class and every cause of
destruction (garbage collector, last reference, Qt itself) is covered.
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
    """Add a text to `deaths` for each such object: the thread's name and the place in the program.

    Raises OSError on a system where the name of Qt's library is unknown (Windows).
    """
    if sys.platform not in LIBRARIES:
        raise OSError("Qt's hooks are not known by name on this system")
    core = ctypes.CDLL(str(Path(PySide6.__file__).parent / LIBRARIES[sys.platform]))
    hooks = (ctypes.c_size_t * (REMOVE_QOBJECT + 1)).in_dll(core, "qtHookData")
    thread_of = core._ZNK7QObject6threadEv  # noqa: SLF001  QThread *QObject::thread() const
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
