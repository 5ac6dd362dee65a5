"""Another process for tests: runs a desk or writes a journal until it is killed.

`holding.py journal FILE` begins a reception; `holding.py desk FOLDER`; `holding.py filled FILE`
may write 400 bytes into the journal and no more. Each prints "held" once it is at work.
"""

import sys
from pathlib import Path
from typing import Any

from kiosk.desk.receptions.journal import Journal
from kiosk.eligibility.desk_identity import DeskIdentity
from kiosk.records.record import Moment

what, place = sys.argv[1], Path(sys.argv[2])
held: Any = DeskIdentity(place) if what == "desk" else Journal(place)
if what == "filled":
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (400, resource.RLIM_INFINITY))
    for number in range(20):
        held.record(Moment(1.0, number, "reading"))
elif what == "journal":
    held.record(Moment(1.0, 1, "reading"))
while what != "desk" and not place.read_bytes():
    pass
sys.stdout.write("held\n")
sys.stdout.flush()
sys.stdin.readline()
if what == "filled":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
held.close()
