"""A server for the kill test: folder and HTTP over a SQLite registry, until it is killed."""

import sys
from pathlib import Path

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.server.serve import serve
from kiosk.eligibility.server.serving import Serving

url, ca, folder, port = sys.argv[1:]
serve(
    Serving(url, Path(ca), Facility("1312345678"), Path(folder), port=int(port), with_tokens=False)
)
