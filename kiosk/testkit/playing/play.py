"""Plays scenarios: each run at a desk of its own, with a verdict, a fingerprint and a trace."""

import hashlib
import itertools
import json
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.testkit.client import Kiosk, KitError, Lacking, NotSeen, Refused, Service
from kiosk.testkit.pictures import FOLDER, Compared, Pictures
from kiosk.testkit.playing.scenario import Scenario, Step
from kiosk.testkit.playing.trace import Trace
from kiosk.testkit.process import Desks
from kiosk.timing import REAL

CALLS: dict[str, Callable[..., Any]] = {
    "insert": lambda kiosk, insert, **more: kiosk.insert(insert, **more),
    "remove": lambda kiosk, remove, **more: kiosk.remove(**more),
    "press": lambda kiosk, press, **more: kiosk.press(press, **more),
    "pin": lambda kiosk, pin, **more: kiosk.pin(pin, **more),
    "visit": lambda kiosk, visit, **more: kiosk.visit(visit, **more),
    "staff": lambda kiosk, staff, **more: kiosk.staff(staff, **more),
    "frames": lambda kiosk, frames: kiosk.frames(frames),
    "fault": lambda kiosk, fault, **more: kiosk.fault(fault, **more),
    "mend": lambda kiosk, mend: kiosk.mend(mend),
    "wait": lambda kiosk, wait: kiosk.wait(wait),
    "finish": lambda kiosk, finish: kiosk.finish(),
    "expect": lambda kiosk, expect, within=None: kiosk.expect(within=within, **expect),
    "never": lambda kiosk, never, within=5.0: kiosk.expect_never(within=within, **never),
}
"""How each kind of step is carried out."""
NOT_THE_SAME = "the run is not the same as the one before: its fingerprint differs"


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended. `failure` is empty when it is green; `virtual` are the desk's seconds."""

    scenario: Scenario
    seed: int
    failure: str
    step: Step | None
    seconds: float
    virtual: float
    fingerprint: str
    pages: tuple[str, ...] = ()
    presses: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    """The outcome of each reception, with the id of its fault after it if it had one."""
    trace: Path | None = None
    pictures: tuple[Compared, ...] = field(default=(), repr=False)
    """The screens that were compared with kept pictures."""
    told: tuple[str, ...] = field(default=(), repr=False)
    """What the fingerprint is made of, a line each."""

    @property
    def green(self) -> bool:
        """Whether all was as expected."""
        return not self.failure

    @property
    def sentence(self) -> str:
        """One line: the verdict, the name, and the cause of a failure."""
        if self.green:
            return f"green  {self.scenario.name}  ({self.seconds:.2f} s)"
        return f"RED    {self.where}: {self.failure.splitlines()[0]}"

    @property
    def where(self) -> str:
        """The name, the file, and the line of the step that failed."""
        line = f":{self.step.line}" if self.step else ""
        return f"{self.scenario.name}  {self.scenario.file}{line}"


@dataclass(frozen=True, slots=True)
class Options:
    """How to play. `seed` is added to each scenario's own; traces of red runs go to `traces`."""

    seed: int = 0
    repeat: int = 1
    jobs: int = 1
    traces: Path | None = Path(".kiosk")
    keep: str = "on-failure"
    """When a trace is written: on-failure, always or never."""
    update_pictures: bool = False
    """Keep the pictures that differ instead of being red."""
    real: bool = False
    """At the real pace: no two runs are the same, and a red one is not played again."""
    with_persons: bool = False
    """Whether real people in recorded frames are not covered in traces."""


def play(
    scenarios: Sequence[Scenario],
    options: Options,
    say: Callable[[Run], None] = lambda _: None,
    start: Callable[[], Desks] = Desks,
) -> list[Run]:
    """Play all, in `options.jobs` processes; `say` is called for each run as it ends.

    Repeated runs of one scenario must have one fingerprint, else they are red.
    Raises KitError when a process cannot be started.
    """
    waiting: queue.SimpleQueue[tuple[int, Scenario]] = queue.SimpleQueue()
    for number, scenario in enumerate(one for one in scenarios for _ in range(options.repeat)):
        waiting.put((number, scenario))
    done: dict[int, Run] = {}
    errors: list[BaseException] = []
    lock = threading.Lock()
    firsts: dict[str, Run] = {}

    def work() -> None:
        try:
            _worker(waiting, options, start, finished)
        except BaseException as error:
            errors.append(error)

    def finished(number: int, run: Run) -> None:
        with lock:
            name = f"{run.scenario.file}:{run.scenario.name}"
            first = firsts.setdefault(name, run) if run.green else run
            if not options.real and run.fingerprint != first.fingerprint:
                run = replace(run, failure=f"{NOT_THE_SAME}; {unlike(first.told, run.told)}")
            done[number] = replace(run, told=())
            say(run)

    threads = [threading.Thread(target=work) for _ in range(max(1, options.jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [done[number] for number in sorted(done)]


def _worker(
    waiting: "queue.SimpleQueue[tuple[int, Scenario]]",
    options: Options,
    start: Callable[[], Desks],
    finished: Callable[[int, Run], None],
) -> None:
    """Play what waits with one process of desks; a process that crashed is started again."""
    desks = start()
    try:
        while True:
            try:
                number, scenario = waiting.get_nowait()
            except queue.Empty:
                return
            run = play_one(scenario, desks.service, options)
            if not run.green and not desks.answers:
                desks.close()
                desks = start()
            finished(number, run)
    finally:
        desks.service.close()
        desks.close()


@dataclass
class _Played:
    """The state of a run."""

    failure: str = ""
    step: Step | None = None
    expected: set[str] = field(default_factory=set)
    """Faults that must strike."""
    pictures: list[Compared] = field(default_factory=list)


def play_one(scenario: Scenario, service: Service, options: Options) -> Run:
    """Play one scenario at a new desk; a red one again, with a picture of every page."""
    pictured = options.keep == "always" or (options.real and options.keep != "never")
    run, trace = _play(scenario, service, options, pictures=pictured)
    if options.keep == "never" or (run.green and options.keep != "always"):
        return run
    if not pictured:
        _, again = _play(scenario, service, options, pictures=True)
        trace = again if again.steps else trace  # none, when the first run ended the process
    folder = options.traces or Path(".kiosk")
    return replace(run, trace=trace.write(folder, scenario, run.failure, run.seed))


def _play(
    scenario: Scenario, service: Service, options: Options, *, pictures: bool
) -> tuple[Run, Trace]:
    """The run, and its trace as far as it came."""
    seed = int(scenario.desk.get("seed", 0)) + options.seed
    began, played, trace = REAL.monotonic(), _Played(), Trace(scenario.name)
    kiosk: Kiosk | None = None
    try:
        desk = {key: value for key, value in scenario.desk.items() if key != "seed"}
        kiosk = service.open(
            **desk, seed=seed, pictures=pictures, with_persons=options.with_persons
        )
        kept = Pictures(scenario.file.parent / FOLDER, options.update_pictures, played.pictures)
        kiosk.check_picture = kept.check
        _steps(scenario, kiosk, played, trace)
        trace.events = kiosk.events()
        if pictures:
            trace.pictures = kiosk.pictures
        if not played.failure:
            _struck(played, trace.events)
        trace.journal, trace.result = kiosk.journal_text, kiosk.result_file
        if pictures:
            trace.picture = kiosk.picture
    except Lacking:
        raise
    except (KitError, NotSeen) as error:  # NotSeen: the desk did not come to its waiting screen
        played.failure = played.failure or str(error)
    finally:
        if kiosk is not None:
            _quietly(kiosk.close)
    seconds = REAL.monotonic() - began
    return _run(scenario, seed, played, trace, seconds), trace


def _steps(scenario: Scenario, kiosk: Kiosk, played: _Played, trace: Trace) -> None:
    for step in scenario.steps:
        played.step = step
        table = dict(step.table)
        if step.verb == "fault":
            played.expected.add(step.table["fault"])
        for fault in step.table.get("faults", ()):
            played.expected.add(fault["fault"])
        try:
            CALLS[step.verb](kiosk, **table)
        except (NotSeen, Refused) as error:
            played.failure = str(error)
            trace.step(step, played.failure)
            return
        trace.step(step, "")
    played.step = None


def _struck(played: _Played, events: Iterable[dict[str, Any]]) -> None:
    """A fault that never struck makes the run red: it tested nothing."""
    struck = {event["fault"] for event in events if event["kind"] == "fault.struck"}
    if missing := sorted(played.expected - struck):
        played.failure = f"the fault {', '.join(missing)} never struck"


def _run(scenario: Scenario, seed: int, played: _Played, trace: Trace, seconds: float) -> Run:
    events = trace.events
    lines = [json.dumps(event, ensure_ascii=False, sort_keys=True) for event in events]
    lines += [*trace.journal.splitlines(), *trace.result.decode("utf-8", "replace").splitlines()]
    whole = hashlib.sha256("\n".join(lines).encode())

    def of(kind: str, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e[key] for e in events if e["kind"] == kind))

    return Run(
        scenario,
        seed,
        played.failure,
        played.step,
        seconds,
        events[-1]["at"] if events else 0.0,
        whole.hexdigest()[:16],
        of("page", "page"),
        of("press", "press"),
        of("fault.struck", "fault"),
        tuple(
            f"{one['outcome']} {one.get('fault', '')}".strip() for one in events if "outcome" in one
        ),
        pictures=tuple(played.pictures),
        told=tuple(lines),
    )


def unlike(first: Sequence[str], second: Sequence[str]) -> str:
    """The first line in which two runs differ, as both have it."""
    for one, other in itertools.zip_longest(first, second, fillvalue="nothing"):
        if one != other:
            return f"it was {one}, now it is {other}"
    return "the lines are the same"


def _quietly(call: Callable[[], None]) -> None:
    try:
        call()
    except (KitError, NotSeen):
        return
