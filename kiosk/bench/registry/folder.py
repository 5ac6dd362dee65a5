"""Answers through an OQS folder: single requests and bulk requests."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kiosk.bench import Row, at_most
from kiosk.bench.registry.questions import FACILITY, request, some
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.bulk import Kind
from kiosk.eligibility.server.exchange import Exchange
from kiosk.eligibility.server.oqs_folder import FolderServer
from kiosk.eligibility.wire import read, write
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.qualification import Request, RequestBody, RequestHeader, Result
from kiosk.session.codes import Segment

BULK_WITHIN_S = 300.0
_RUNNING = f"<SegmentOfResult>{Segment.RUNNING.value}</".encode()


def rows(registry: Registry, folder: Path, persons: int, *, quick: bool) -> list[Row]:
    """The time from a request file to its answer, and the time of a bulk request of `persons`."""
    with _served(registry, folder / "OQS") as client:
        taken = sorted(client.single(index) for index in some(persons, 60 if quick else 300))
        found = [at_most("folder_single_p95", taken[int(len(taken) * 0.95)] * 1000, "ms", 150)]
        if not quick:
            spent, answer = client.bulk(write(request(range(persons))))
            assert units_in(answer) == persons
            found.append(at_most("folder_bulk_10k", spent, "s", 10))
        return found


@contextmanager
def _served(registry: Registry, root: Path) -> Iterator["FolderClient"]:
    server = FolderServer(root, Exchange(National(registry), FACILITY))
    stop = threading.Event()
    thread = threading.Thread(target=server.run, args=(stop,))
    thread.start()
    try:
        yield FolderClient(server.req, server.res)
    finally:
        stop.set()
        thread.join()
        server.close()


@dataclass(frozen=True, slots=True)
class FolderClient:
    """A receipt computer that writes to `req` and waits for files in `res`."""

    req: Path
    res: Path

    def single(self, index: int) -> float:
        """Seconds from a request file to its answer file."""
        begun = self._put(f"{SINGLE}req_{index}.xml", write(request([index])))
        self._await(f"{SINGLE}res_{index}.xml", every=0.001)
        return time.perf_counter() - begun

    def bulk(self, data: bytes) -> tuple[float, Path]:
        """Seconds from the upload file to the file of the answer, which is not read here."""
        kind = Kind.QUALIFICATION
        begun = self._put(f"{kind}01req_b.xml", data)
        upload = read(Result, self._await(f"{kind}01res_b.xml").read_bytes())[0]
        body = RequestBody(reception_number=upload.message_body.reception_number)
        fetch = write(Request(RequestHeader(FACILITY.code), body))
        for turn in count():
            self._put(f"{kind}02req_{turn}.xml", fetch)
            answer = self._await(f"{kind}02res_{turn}.xml")
            if _RUNNING not in _beginning(answer):
                return time.perf_counter() - begun, answer
            if time.perf_counter() - begun > BULK_WITHIN_S:
                raise RuntimeError("a bulk request had no answer in time")
            time.sleep(0.2)
        raise AssertionError

    def _put(self, name: str, data: bytes) -> float:
        """Write a file whole; returns the moment at which it appeared."""
        beside = self.req / f".{name}"
        beside.write_bytes(data)
        begun = time.perf_counter()
        beside.rename(self.req / name)
        return begun

    def _await(self, name: str, every: float = 0.005) -> Path:
        answer = self.res / name
        ends = time.perf_counter() + BULK_WITHIN_S
        while not answer.exists():
            if time.perf_counter() > ends:
                raise RuntimeError(f"the folder did not answer with {name}")
            time.sleep(every)
        return answer


def units_in(answer: Path) -> int:
    """How many persons the answer to a bulk request has."""
    told, _ = read(Result, answer.read_bytes(), limited=False)
    return len(told.message_body.bulk_confirm_unit)


def _beginning(answer: Path) -> bytes:
    with answer.open("rb") as file:
        return file.read(4096)
