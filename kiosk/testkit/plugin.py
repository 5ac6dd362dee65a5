"""The pytest plugin: fixtures for whole kiosks, and scenario files as tests.

`kiosk` is one desk a test, `kiosks` opens several, `kiosk_page` paints one page, `scenario` plays a
file. `*.toml` files below a folder `scenarios` are collected as tests. A process with the desks is
started at the first use and shared by all tests of a worker; a test whose process crashed fails
alone.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kiosk.testkit.client import Kiosk, KitError, Service
from kiosk.testkit.pictures import FOLDER as PICTURES
from kiosk.testkit.pictures import Pictures
from kiosk.testkit.playing.play import Options, Run, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.scenario import Scenario
from kiosk.testkit.playing.trace import Trace
from kiosk.testkit.process import Desks
from kiosk.toml_lines import Mistakes

FOLDER = "scenarios"
MARK = "kiosk(config=None, start=None, seed=0, frames='owner'): how the desk of a test is"
DESKS = pytest.StashKey["_Started"]()


class _Started:
    """The process of this worker, started at its first use and again after a crash."""

    def __init__(self) -> None:
        self._desks: Desks | None = None
        self._names: dict[str, Any] | None = None

    @property
    def service(self) -> Service:
        """The connection to a process that runs."""
        if self._desks is not None and not self._desks.answers:
            self.close()
        if self._desks is None:
            self._desks = Desks()
        return self._desks.service

    @property
    def names(self) -> dict[str, Any]:
        """The kit's names."""
        if self._names is None:
            self._names = self.service.names()
        return self._names

    def close(self) -> None:
        """End the process."""
        desks, self._desks = self._desks, None
        if desks is not None:
            desks.service.close()
            desks.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the kit's options."""
    group = parser.getgroup("kiosk", "kiosks as virtual devices")
    group.addoption(
        "--kiosk-trace",
        choices=("on-failure", "always", "never"),
        default="on-failure",
        help="when a trace of a test's kiosk is written",
    )
    group.addoption(
        "--kiosk-update-pictures", action="store_true", help="keep the pictures that differ"
    )
    group.addoption(
        "--kiosk-traces", type=Path, default=Path(".kiosk"), help="the folder of the traces"
    )
    group.addoption(
        "--kiosk-with-persons",
        action="store_true",
        help="do not cover real people of recorded frames in traces",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark."""
    config.addinivalue_line("markers", MARK)
    config.stash[DESKS] = _Started()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process of the desks."""
    started = config.stash.get(DESKS, None)
    if started is not None:
        started.close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect scenario files."""
    if file_path.suffix == ".toml" and FOLDER in file_path.parent.parts:
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


class ScenarioFile(pytest.File):
    """A scenario file: one test for each of its runs."""

    def collect(self) -> Iterator[pytest.Item]:
        """The runs; a file that is wrong is one failing test."""
        try:
            runs = read(self.path, None)
        except Mistakes as error:
            raise self.CollectError(str(error)) from None
        for number, scenario in enumerate(runs):
            yield ScenarioItem.from_parent(self, name=scenario.name, number=number)


class ScenarioItem(pytest.Item):
    """One run of a scenario file."""

    def __init__(self, *, number: int, **more: Any) -> None:
        super().__init__(**more)
        self._number = number

    def runtest(self) -> None:
        """Play it."""
        started = self.config.stash[DESKS]
        play_checked(read(self.path, started.names)[self._number], started.service, self.config)

    def repr_failure(self, excinfo: Any, style: Any = None) -> str:
        """The failure without the kit's own frames."""
        if isinstance(excinfo.value, ScenarioFailed | Mistakes | KitError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it is."""
        return self.path, 0, self.name


class ScenarioFailed(AssertionError):
    """A scenario is red."""


def play_checked(scenario: Scenario, service: Service, config: pytest.Config) -> Run:
    """Play a scenario; raises ScenarioFailed when it is red."""
    options = Options(
        traces=config.getoption("--kiosk-traces"),
        keep=config.getoption("--kiosk-trace"),
        update_pictures=config.getoption("--kiosk-update-pictures"),
        with_persons=config.getoption("--kiosk-with-persons"),
    )
    run = play_one(scenario, service, options)
    if not run.green:
        where = f"{scenario.file}:{run.step.line}: " if run.step else f"{scenario.file}: "
        trace = f"\ntrace: {run.trace}" if run.trace else ""
        raise ScenarioFailed(f"{where}{run.failure}{trace}")
    return run


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether a test has failed, for its trace."""
    outcome: Any = yield
    report = outcome.get_result()
    if report.when == "call":
        item.stash[FAILURE] = str(report.longrepr) if report.failed else ""


FAILURE = pytest.StashKey[str]()


@pytest.fixture
def kiosks(request: pytest.FixtureRequest) -> Iterator[Callable[..., Kiosk]]:
    """Opens desks, with the arguments of the mark `kiosk`; they are closed after the test."""
    started = request.config.stash[DESKS]
    mark = request.node.get_closest_marker("kiosk")
    keep = request.config.getoption("--kiosk-trace")
    wished = {
        "pictures": keep == "always",
        "with_persons": request.config.getoption("--kiosk-with-persons"),
        **(mark.kwargs if mark is not None else {}),
    }
    opened: list[Kiosk] = []
    update = request.config.getoption("--kiosk-update-pictures")
    kept = Pictures(request.path.parent / PICTURES, update)

    def open_one(**wish: Any) -> Kiosk:
        opened.append(started.service.open(**{**wished, **wish}))
        opened[-1].check_picture = kept.check
        return opened[-1]

    yield open_one
    failure = request.node.stash.get(FAILURE, "")
    for number, kiosk in enumerate(opened):
        try:
            if keep == "always" or (keep == "on-failure" and failure):
                name = request.node.name + (f" {number}" if number else "")
                file = _trace(kiosk, name, failure, request.config.getoption("--kiosk-traces"))
                request.node.add_report_section("teardown", "kiosk", f"trace: {file}")
            kiosk.close()
        except KitError:
            continue  # its process has crashed; the next test gets a new one


def _trace(kiosk: Kiosk, name: str, failure: str, folder: Path) -> Path:
    trace = Trace(name)
    with suppress(KitError):  # a process that hangs still tells its events
        trace.events, trace.pictures = kiosk.events(), kiosk.pictures
        trace.journal = kiosk.journal_text
        trace.result, trace.picture = kiosk.result_file, kiosk.picture
    return trace.write(folder, None, failure, 0)


@pytest.fixture
def kiosk(kiosks: Callable[..., Kiosk]) -> Kiosk:
    """A desk of this test's own, on its waiting screen."""
    return kiosks()


@pytest.fixture
def kiosk_page(kiosks: Callable[..., Kiosk]) -> Callable[..., Kiosk]:
    """`kiosk_page("pin", left=1)`: a window with that page, painted without a reception.

    The other values of the page are those of the program's own samples.
    """

    def paint(page: str, **values: Any) -> Kiosk:
        made = kiosks()
        made.paint(page, **values)
        return made

    return paint


@pytest.fixture
def scenario(request: pytest.FixtureRequest) -> Callable[[str], list[Run]]:
    """`scenario("first.toml")`: plays all runs of a file beside the test, or below scenarios/."""
    started = request.config.stash[DESKS]

    def play(name: str) -> list[Run]:
        beside = request.path.parent
        places = (beside / name, beside / FOLDER / name, request.config.rootpath / FOLDER / name)
        file = next((place for place in places if place.is_file()), places[0])
        runs = read(file, started.names)
        return [play_checked(run, started.service, request.config) for run in runs]

    return play
