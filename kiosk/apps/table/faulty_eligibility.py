"""The eligibility adapter of the demonstrator's table, with faults that can be switched on."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from kiosk import files
from kiosk.clock import Clock
from kiosk.eligibility.adapters.embedded import Embedded, Told, judge_here
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.owed_results import result_name
from kiosk.eligibility.national.store.queries import Holder
from kiosk.eligibility.port import Delivery, Eligibility, Late, Proof, Ticket, unheard
from kiosk.eligibility.wire import qualification as wire
from kiosk.eligibility.wire import write
from kiosk.errors import KioskError
from kiosk.session.codes import Reference, Segment, Status, Validity
from kiosk.session.effects import Answers
from kiosk.timing import Signal, Time

HALF_WRITTEN_S = 5.0
"""Seconds after which the second half of a half-written result follows."""
OTHER_READER = "002"
ALWAYS = "always"
"""At every call to the system and on its wire; what the patient has answered is kept and delivered
later.
"""


class MisdirectedResult(StrEnum):
    """Wrong files in the result folder."""

    CROSSED = "crossed"
    """The result of another patient, from another reader of the facility, is written first."""
    PARTIAL = "partial"
    """Half of the result is written, and the rest later."""
    DUPLICATE = "duplicate"
    """The result is written twice, under two names."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault of eligibility: an error or delay of a call, another verdict, or a wrong file.

    With `twice` the result is requested again although the answer came. With `days` it strikes only
    while the table's date is moved by less.
    """

    at: str = "identify"
    error: type[KioskError] | None = None
    seconds: float = 0.0
    verdict: Validity | None = None
    stray: MisdirectedResult | None = None
    twice: bool = False
    days: int | None = None


class FaultyEligibility:
    """Wraps an Eligibility, and adds the faults that are switched on.

    `validity` is the last verdict that was delivered, OQSCD006; empty before the first. `cross`
    puts another patient's result into the folder. `days` says by how many the date is moved.
    `struck` is called with each fault that strikes.
    """

    def __init__(self, time: Time) -> None:
        self._time = time
        self.validity = ""
        self.cross: Callable[[], None] = lambda: None
        self.days: Callable[[], int] = lambda: 0
        self.struck: Callable[[Wrong], None] = lambda _: None
        self._wrong: tuple[Wrong, ...] = ()
        self._relief = self._time.signal()
        self._inner: Eligibility | None = None

    def around(self, inner: Eligibility) -> Eligibility:
        """Wrap `inner`; returns this object."""
        self._inner = inner
        return self

    def obey(self, settings: EligibilitySettings) -> None:
        """Give a registry in this process other settings; another system has its own."""
        if isinstance(self._inner, Embedded):
            self._inner.obey(settings)

    def set_faults(self, wrong: Iterable[Wrong]) -> None:
        """Switch these faults on and all others off; a running delay ends."""
        self._relief.set()
        self._relief = self._time.signal()
        self._wrong = tuple(wrong)

    def challenge(self) -> bytes:
        """See Eligibility."""
        return self._system.challenge()

    def identify(self, proof: Proof) -> Ticket:
        """See Eligibility."""
        self._meet("identify")
        return self._system.identify(proof)

    def register(self, ticket: Ticket) -> None:
        """See Eligibility."""
        self._meet("register")
        self._system.register(ticket)

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """See Eligibility."""
        self._meet("submit")
        wrong = self._wrong
        strays = {one.stray for one in wrong}
        for one in wrong:
            if one.stray or one.twice:
                self.struck(one)
        if MisdirectedResult.CROSSED in strays:
            self.cross()
        delivery = self._system.submit(ticket, answers)
        if any(one.twice for one in wrong):
            delivery = self._system.submit(ticket, answers)
        self.validity = delivery.validity
        if delivery.result_file is not None:
            with suppress(OSError, KioskError):  # the program that takes results was faster
                if MisdirectedResult.DUPLICATE in strays:
                    content = delivery.result_file.read_bytes()
                    files.place(again(delivery.result_file), content, shared=True)
                if MisdirectedResult.PARTIAL in strays:
                    halve(delivery.result_file, self._relief, self._time)
        return delivery

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        """See Eligibility."""
        return self._system.deliver_pending(tell)

    def judge(self, holder: Holder, on: date) -> Told:
        """The registry's answer, with the verdict replaced by a fault's if there is one."""
        self._meet("judge")
        judged = next((wrong for wrong in self._wrong if wrong.verdict), None)
        verdict = judged.verdict if judged else None
        if judged is not None:
            self.struck(judged)
        return judge_here(holder, on, verdict)

    def contact(self) -> None:
        """Before each exchange with a system outside of this process, see Replacements."""
        self._meet("contact")

    @property
    def _system(self) -> Eligibility:
        assert self._inner is not None
        return self._inner

    def _meet(self, call: str) -> None:
        """Let the faults of a call strike, also those that are switched on while it is delayed."""
        began = self._time.monotonic()
        while True:
            relief = self._relief
            met = [one for one in self._wrong if _at(one, call) and self._still(one)]
            for wrong in met:
                if wrong.seconds or wrong.error:
                    self.struck(wrong)
                if wrong.error:
                    raise wrong.error(
                        "switched on at the demonstrator's table; switch it off there"
                    )
            slowest = max((one.seconds for one in met), default=0.0)
            left = began + slowest - self._time.monotonic()
            if left <= 0:
                return
            relief.wait(left)

    def _still(self, wrong: Wrong) -> bool:
        """Whether the table's date is not moved beyond the fault's last day."""
        return wrong.days is None or self.days() < wrong.days


def _at(wrong: Wrong, call: str) -> bool:
    """Whether a fault strikes this call.

    A submission goes on until it leaves this desk (`judge`, `contact`): by then the patient's
    answers are kept.
    """
    return wrong.at == call or (wrong.at == ALWAYS and call != "submit")


def again(file: Path) -> Path:
    """Another name for a result that is sent twice: one digit of its identifier differs."""
    head, _, tail = file.name.rpartition("_")
    digit = "8" if head[-17] == "9" else "9"
    return file.with_name(f"{head[:-17]}{digit}{head[-16:]}_{tail}")


def halve(file: Path, relief: Signal, time: Time) -> None:
    """Truncate a result to half; the rest follows after HALF_WRITTEN_S, or when `relief` is set."""
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])

    def finish() -> None:
        relief.wait(HALF_WRITTEN_S)
        with suppress(KioskError):  # the folder is gone, so nobody waits for the result
            if file.exists():
                files.place(file, whole, shared=True)

    time.start("half-written", finish)


def stranger(here: str | None) -> str:
    """A persona who is not at the desk, for the fault "another patient's result"."""
    return next(name for name in ("kenji", "sakura") if name != here)


def crossed(folder: Path, facility: Facility, holder: Holder, clock: Clock) -> Path:
    """Put `holder`'s result into the folder as the facility's other reader would.

    Raises FolderUnwritable.
    """
    now = clock().replace(microsecond=0)
    validity, found = judge_here(holder, now.date())
    header = wire.ResultHeader(
        process_execution_time=now,
        qualification_confirmation_date=now.date(),
        medical_institution_code=facility.code,
        reference_classification=Reference.MY_NUMBER_CARD,
        segment_of_result=Segment.NORMAL,
    )
    body = wire.ResultBody(
        processing_result_status=Status.NORMAL,
        qualification_validity=validity,
        result_list=wire.ResultList(found) if found else None,
    )
    other = replace(facility, reader=OTHER_READER)
    file = folder / result_name(other, f"{OTHER_READER}{now}", int(now.timestamp()), now)
    files.place(file, write(wire.Result(header, body)), shared=True)
    return file
