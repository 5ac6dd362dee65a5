r"""The OQS folder: requests appear in `req`, answers in `res`, as on a 資格確認端末.

How a request gets exactly one answer, even if the process ends at any point:

    req/X ──claim──► .uketsuke/claims/X ──answer──► .uketsuke/out/Y ──drop claim──► res/Y

Each arrow is a rename or an unlink, so the files show the state of a request: a claim must be
answered (again); an answer without a claim must only be published. `req`, `res` and `.uketsuke`
must be on one file system.
"""

import hashlib
import logging
import re
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from kiosk import files
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.server.exchange import AnswerFile, Exchange, RequestFile
from kiosk.eligibility.server.kinds import split
from kiosk.eligibility.server.shared_files import Published, SharedFiles
from kiosk.eligibility.wire import BadMessage, Reason
from kiosk.eligibility.wire.charsets import MAX_BYTES
from kiosk.errors import FolderUnwritable, SystemDown
from kiosk.lock import Lock
from kiosk.timing import REAL, Time

END = b"</XmlMsg>"
RETURNED = ".err"
"""Suffix of a request that is returned unread (`unread_requests`)."""
AT_ONCE = 64
"""Maximum of requests answered in one scan, which limits the wait of each answer."""
SWEEP_SECONDS = 60
ENDS_WITHIN_S = 5.0
"""Seconds that the bulk request under way has to end; it is answered at the next start."""
STUCK_SECONDS = 10
"""Seconds before a file that could not be moved is tried again."""

log = logging.getLogger(__name__)


class FolderServer:
    """Serves one OQS folder and holds its lock. Raises Busy, FolderUnwritable.

    `on_trouble` gets a sentence for the staff's screen when answers cannot be written, and None
    when they can be written again. `share` are the files of the folder, `time` when one is tried
    again.
    """

    def __init__(
        self,
        root: Path,
        exchange: Exchange,
        on_trouble: Callable[[str | None], None] = lambda _: None,
        share: SharedFiles | None = None,
        time: Time = REAL,
    ) -> None:
        own = root / ".uketsuke"
        self.req, self.res, self.rejected = root / "req", root / "res", root / "rejected"
        self.face = root / "face"
        self._claims, self._out, records = own / "claims", own / "out", own / "published"
        others = self.req, self.res, self.face, self.rejected
        try:
            for folder in (*others, self._claims, self._out, records):
                folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(own / "lock", f"{root} is already served")
        except OSError as error:
            raise FolderUnwritable(
                f"{root} cannot be used as an OQS folder ({error.strerror})"
            ) from None
        self._published = Published(self.res, records)
        self.exchange, self.time = exchange, time
        self.share = share if share is not None else SharedFiles()
        self._settings = exchange.national.settings
        self.on_trouble = on_trouble
        self._trouble: str | None = None
        self._growing: dict[str, tuple[tuple[int, int], float]] = {}
        self._stuck: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._swept = 0.0

    def close(self) -> None:
        """Release the folder's lock."""
        self._lock.release()

    def run(self, stop: threading.Event) -> None:
        """Serve until `stop` is set; a second thread answers bulk requests."""
        worker = threading.Thread(target=self._work, args=(stop,), name="bulk", daemon=True)
        worker.start()
        try:
            while not stop.is_set():
                if not self.scan():
                    stop.wait(self._settings.scan_seconds)
        finally:
            worker.join(ENDS_WITHIN_S)

    def _work(self, stop: threading.Event) -> None:
        while not stop.wait(self._settings.scan_seconds):
            try:
                self.exchange.bulk.work(self.exchange.facility)
            except SystemDown as error:
                log.warning("bulk requests wait: %s", error.detail)
                stop.wait(1.0)
            except Exception as error:  # its text could be personal
                log.error("a bulk request cannot be answered (%s)", type(error).__name__)
                stop.wait(1.0)

    def scan(self) -> int:
        """Scan the folder once; returns how many requests were answered. Never raises."""
        try:
            self._publish()
            for file in self._arrived():
                self._claim(file)
            answered = self._answer()
            self._sweep()
        except FolderUnwritable as error:
            self._say(error.detail)
            return 0
        except Exception as error:  # its text could be personal
            self._say(f"the folder cannot be served ({type(error).__name__}); it is tried again")
            return 0
        self._say(None)
        return answered

    def _arrived(self) -> Iterator[Path]:
        """Files of `req` that are complete, or have stopped growing; at most AT_ONCE."""
        taken = 0
        for file in sorted(_entries(self.req)):
            if file.name.startswith(".") or file.suffix.lower() != ".xml":
                continue  # a writer's temporary file
            if taken >= AT_ONCE:
                return
            if self.time.monotonic() < self._stuck.get(file.name, 0.0):
                continue
            if answer_stem(file.name) and not self._ready(file):
                continue
            taken += 1
            yield file

    def _ready(self, file: Path) -> bool:
        """Whether a request is complete, or has not grown for `settle_seconds`."""
        if (self._claims / _claim_name(file.name)).exists():
            return False  # an earlier request of this name is answered first
        try:
            seen = file.lstat()
            if not stat.S_ISREG(seen.st_mode) or self._looks_whole(file, seen.st_size):
                self._growing.pop(file.name, None)
                return True
        except OSError:
            return False  # locked, renamed or gone again
        size_and_time = seen.st_size, seen.st_mtime_ns
        before, since = self._growing.get(file.name, (None, 0.0))
        if before != size_and_time:
            self._growing[file.name] = size_and_time, self.time.monotonic()
            return False
        return self.time.monotonic() - since >= self._settings.settle_seconds

    def _looks_whole(self, file: Path, size: int) -> bool:
        """Whether the file ends with the closing tag; True without reading if it is too large."""
        return size > MAX_BYTES or self.share.tail(file, size).rstrip().endswith(END)

    def _claim(self, file: Path) -> None:
        if not answer_stem(file.name) or file.is_symlink() or not file.is_file():
            self._reject(file, "この名前の要求は受け付けません。 / not a request this system knows")
            return
        with suppress(OSError):  # still open in a writer, or gone: the next scan retries
            self.share.take(file, self._claims / _claim_name(file.name))
            self._growing.pop(file.name, None)

    def _answer(self) -> int:
        claims = [file for file in sorted(_entries(self._claims)) if answer_stem(file.name)]
        claims = claims[:AT_ONCE]
        sound: list[tuple[Path, RequestFile]] = []
        answered = 0
        for claim in claims:
            question = self._question(claim)
            if question is None:
                continue
            answered += 1
            if isinstance(question, BadMessage):
                self._finish(claim, self.exchange.broken(_kind(claim), question))
            else:
                sound.append((claim, question))
        try:
            replies = self.exchange.answer([question for _, question in sound])
        except SystemDown as error:
            log.warning("answered with an error: %s", error.detail)
            replies = [self.exchange.broken(one.prefix, error, one.data) for _, one in sound]
        except Exception as error:
            log.error("a request failed (%s): each is tried alone", type(error).__name__)
            for claim, asked in sound:
                self._answer_alone(claim, asked)
            return answered
        for (claim, _), reply in zip(sound, replies, strict=True):
            self._finish(claim, reply)
        return answered

    def _question(self, claim: Path) -> RequestFile | BadMessage | None:
        """Read the request of a claim; None while its writer holds the file open."""
        try:
            seen = claim.stat()
            if seen.st_size > MAX_BYTES:
                return BadMessage(Reason.SIZE, f"the file is larger than {MAX_BYTES} bytes")
            data = self.share.read(claim)
        except OSError as error:
            since = self._held.setdefault(claim.name, self.time.monotonic())
            if isinstance(error, PermissionError) and self.time.monotonic() - since < STUCK_SECONDS:
                return None
            self._held.pop(claim.name, None)
            return BadMessage(Reason.NOT_XML, f"the file cannot be read ({error.strerror})")
        self._held.pop(claim.name, None)
        told = f"{claim.name}|{seen.st_mtime_ns}|".encode()
        return RequestFile(_kind(claim), data, hashlib.sha256(told + data).hexdigest())

    def _answer_alone(self, claim: Path, question: RequestFile) -> None:
        """Answer one request; it is rejected if answering it raises an unexpected error."""
        failed = None
        try:
            (reply,) = self.exchange.answer([question])
        except SystemDown as error:
            reply = self.exchange.broken(question.prefix, error, question.data)
        except Exception as error:  # its text could be personal: report its type only
            failed = f"failed: {type(error).__name__}"
            log.error("a request could not be answered (%s)", type(error).__name__)
            reply = self.exchange.broken(question.prefix, Refusal.BUSY, question.data)
        self._finish(claim, reply, failed)

    def _finish(self, claim: Path, reply: AnswerFile, failed: str | None = None) -> None:
        """Write the answer, drop the claim and publish: see the module's drawing."""
        ready, data = self._out / (answer_stem(claim.name) + reply.suffix), reply.data
        if reply.reason is not None and self._settings.unread_requests == "err":
            ready, data = self._out / f"{claim.name}{RETURNED}", _bytes(claim)
        files.place(ready, data, shared=True)
        reason = failed if reply.reason is None else reply.reason
        try:
            if reason is None or not self._reject(claim, reason):
                claim.unlink(missing_ok=True)  # it must not be answered again
        except OSError as error:
            raise FolderUnwritable(
                f"{self._claims} cannot be written ({error.strerror or error})"
            ) from None
        self._appear(ready)

    def _appear(self, ready: Path) -> None:
        target = self.res / ready.name
        try:
            if self._settings.response_file_stay_minutes:
                self._published.remember(ready)
            files.move(ready, target, in_place=self._settings.files_appear == "in_place")
        except OSError as error:
            raise FolderUnwritable(
                f"{self.res} cannot be written ({error.strerror or error}); "
                "answers wait until it can"
            ) from None

    def _publish(self) -> None:
        """Publish answers whose claim is gone; only their last rename is missing."""
        claims = [file.name for file in _entries(self._claims)]
        claimed = {answer_stem(name) for name in claims} | set(claims)
        for ready in sorted(_entries(self._out)):
            if ready.name.startswith("."):
                ready.unlink(missing_ok=True)  # incomplete: the process ended during the write
            elif ready.stem not in claimed:
                self._appear(ready)

    def _reject(self, file: Path, reason: str) -> bool:
        """Move a file to `rejected` and add the reason as a file; returns whether it was moved."""
        name = re.sub(r"[^A-Za-z0-9_.\-]", "_", file.name)[:120]
        target = self.rejected / f"{round(self.time.instant().timestamp() * 1e6)}_{name}"
        told = target.with_name(f"{target.name}.reason.txt")
        try:
            # The reason is written first, so no rejected file lacks it.
            ready = self._out / told.name  # where an unfinished file is removed
            files.stage(ready, f"{reason}\n".encode(), shared=True)
            files.move(files.temporary(ready), told)
            file.replace(target)
        except (OSError, FolderUnwritable) as error:
            with suppress(OSError):
                told.unlink(missing_ok=True)
            if not isinstance(error, FileNotFoundError):
                log.warning("a rejected request could not be moved: %s", error)
                self._stuck[file.name] = self.time.monotonic() + STUCK_SECONDS
            return False
        self._stuck.pop(file.name, None)
        return True

    def _sweep(self) -> None:
        """Delete answers that nobody fetched within ResponseFileStayTime, and stored data."""
        minutes = self._settings.response_file_stay_minutes
        now = self.time.monotonic()
        if not minutes or now - self._swept < SWEEP_SECONDS:
            return
        self._swept = now
        with suppress(SystemDown):
            national = self.exchange.national
            national.registry.forget(national.clock() - timedelta(minutes=minutes))
        with suppress(OSError):
            self._published.delete(before=self.time.instant().timestamp() - minutes * 60)

    def _say(self, trouble: str | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            if trouble is not None:
                log.error("%s", trouble)
            self.on_trouble(trouble)


def _claim_name(request: str) -> str:
    """The claim's name; requests with the same answer name share it: `X.XML` becomes `X.xml`."""
    return f"{request[:-4]}.xml"


def answer_stem(request: str) -> str:
    """The answer's name without suffix: `OQSsiquc01res_1` for `OQSsiquc01req_1.xml`.

    A name of another form keeps its letters, so that every request is answered. A name without
    `req` is not the name of a request; the result is "".
    """
    named = split(request)
    if named is not None:
        return "res".join(named)
    if "req" not in request[:-4]:
        return ""
    return re.sub(r"[^A-Za-z0-9_.\-]", "_", request[:-4]).replace("req", "res", 1)[:120]


def _kind(claim: Path) -> str:
    """The kind that a claim's name says; "" for a name of another form."""
    named = split(claim.name)
    return named[0] if named else ""


def _bytes(claim: Path) -> bytes:
    """What the request holds; nothing if it cannot be read."""
    try:
        return claim.read_bytes()
    except OSError:
        return b""


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise FolderUnwritable(f"{folder} cannot be read ({error.strerror})") from None
