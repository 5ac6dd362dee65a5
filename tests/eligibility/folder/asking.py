"""A client of an OQS folder for the kill test: it asks once and is killed at a moment.

Moments: half (half of the request is written aside), whole (all of it is), sent (it has appeared).
"""

import os
import signal
from datetime import date
from pathlib import Path

from kiosk import files
from kiosk.eligibility.adapters.folder import FolderAsk, Requests
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.store.queries import Holder
from kiosk.personas import schema

aoi = schema.find("aoi")
HOLDER = Holder(1, aoi.person, True, False, False, tuple(aoi.insurance))


def main(root: Path, notes: Path, moment: str) -> None:
    """Ask; this process does not survive it."""

    def placing(target: Path, data: bytes, *, shared: bool = False) -> None:
        if moment == "half":
            files.temporary(target).write_bytes(data[:100])
        else:
            files.stage(target, data, shared=shared)
        if moment == "sent":
            files.publish(target)
        os.kill(os.getpid(), signal.SIGKILL)

    files.place = placing
    FolderAsk(Requests(root, notes), Facility("1312345678"))(HOLDER, date(2026, 11, 20))
