"""The office's window on the store, and its printed matter as PDF."""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kiosk import files
from kiosk.apps.kiosk import application
from kiosk.apps.process.signals import ended_by_signals
from kiosk.clock import Clock, japan
from kiosk.config import Config
from kiosk.errors import FolderUnwritable, KioskError
from kiosk.facility.counting.record import JournalSource
from kiosk.facility.counting.store import FILE, Store
from kiosk.facility.guidance import portal, printed
from kiosk.facility.pages.book import ENTERING, REPORT, SHARED, Book
from kiosk.facility.pages.portal_pages import NEW_SETTINGS
from kiosk.facility.pages.questions import QUESTIONS
from kiosk.facility.profile import FacilityProfile
from kiosk.facility.values import Mistake
from kiosk.home import data_folder
from kiosk.texts import load
from ui.office.papers import pdf
from ui.office.window import OfficeWindow, Presses

log = logging.getLogger(__name__)


def open_window(
    book: Book,
    facility: str,
    papers: Path,
    now: Clock = japan,
    switched: Callable[[], None] = lambda: None,
) -> OfficeWindow:
    """The window, shown by the caller; printed matter goes to the folder `papers`.

    `switched` is called after a change of 環境設定.
    """
    texts = load(domain="office")

    def renew() -> None:
        window.present(book.view(now()))

    def tick(name: str, on: bool) -> None:
        if name.startswith("setting."):
            book.switch(name, on)
            switched()
        else:
            book.tick(name, on, now().date())
        window.later(renew)

    def send(page: str, given: dict[str, str]) -> str:
        if page in QUESTIONS:
            return "\n".join(book.answer(page, given))
        try:
            if page == ENTERING:
                book.enter(given)
            else:
                book.register(given, now().date())
        except Mistake as mistake:
            return mistake.reason
        window.later(renew)
        return ""

    def choose(name: str) -> str:
        if name == NEW_SETTINGS:
            book.switch_as_new()
            switched()
            window.later(renew)
            return ""
        kind, _, language = name.partition(".")
        try:
            if name in (REPORT, SHARED):
                folder = papers / name
                book.export(folder, now().date(), shared=name == SHARED)
                return texts("stored", place=folder)
            made = print_paper(kind, language, facility, papers, now().date())
            return texts("stored", place=made)
        except FolderUnwritable:
            return texts("unwritable", place=papers)

    window = OfficeWindow(Presses(tick, book.evidence, send, choose, book.what_if))
    renew()
    return window


class OfficeBeside:
    """The office's window beside the staff's: opened at a press, closed with it.

    `switched` is called after a change of 環境設定. `journals` are those of the kiosks, whose
    receptions are counted when it opens. `ask` runs work in a worker and gives the GUI its result.
    """

    def __init__(
        self,
        config: Config,
        clock: Clock,
        switched: Callable[[], None],
        ask: Callable[[Callable[[], Any], Callable[[Any], None]], None],
        journals: Sequence[Path] = (),
    ) -> None:
        self._config, self._clock, self._switched = config, clock, switched
        self._ask, self._journals = ask, journals
        self._store: Store | None = None
        self._window: OfficeWindow | None = None

    def window(self) -> OfficeWindow | None:
        """The window; None while it is closed."""
        return self._window

    def open(self) -> None:
        """Open the window, or bring it to the front. Raises DataUnwritable."""
        if self._window is None:
            folder, facility = data_folder(self._config.folder.data), self._config.facility
            self._store = Store(folder)
            book = Book(self._store, FacilityProfile.of(facility))
            papers = folder / "papers"
            self._window = open_window(book, facility.name, papers, self._clock, self._switched)
            self._window.open()
            self._ask(
                partial(_count, folder, self._journals),
                partial(self._counted, self._window, book),
            )
        self._window.show()
        self._window.raise_()

    def _counted(self, window: OfficeWindow, book: Book, number: Any) -> None:
        """Show the new counts, if there are any and the same window is still open."""
        if number and window is self._window:
            window.present(book.view(self._clock()))

    def close(self) -> None:
        """Close the window and the office's file."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
        if self._store is not None:
            self._store.close()
        self._window = self._store = None


def _count(folder: Path, journals: Sequence[Path]) -> int:
    """Count what kiosks' journals have new, in a connection of this thread; returns how many.

    A journal that cannot be read is left for a later time.
    """
    number = 0
    with closing(Store(folder)) as store:
        for file in journals:
            try:
                if file.is_file():
                    number += store.count(JournalSource(file))
            except (OSError, KioskError) as error:
                log.warning("%s is not counted: %s", file, error)
    return number


def in_force(config: Config) -> Config:
    """The configuration as 環境設定 changed it; as it is where the office was never opened.

    Raises DataUnwritable when the office's file cannot be read.
    """
    folder, facility = data_folder(config.folder.data), config.facility
    if not (folder / FILE).exists():
        return config
    store = Store(folder)
    try:
        marks = store.marks()
    finally:
        store.close()
    changed = {
        "uses": portal.uses(marks, facility.uses),
        "ask_prescription": portal.asks(marks, "prescription", facility.ask_prescription),
        "ask_subsidy": portal.asks(marks, "subsidy", facility.ask_subsidy),
    }
    return config.model_copy(update={"facility": facility.model_copy(update=changed)})


def run(book: Book, facility: str, papers: Path) -> int:
    """Show the window until it is closed; returns the exit code."""
    running = application()
    with ended_by_signals() as ending:
        window = open_window(book, facility, papers)
        window.open()
        code = running.exec()
        window.close()
        window.deleteLater()
    return ending.code or code


def print_paper(
    kind: str, language: str, facility: str, folder: Path, on: date, *, svg: bool = False
) -> Path:
    """Write a poster, desk sign or leaflet of that day as PDF (or SVG). Raises FolderUnwritable."""
    application()
    paper, text = printed.PAPERS[kind], printed.svg(kind, language, facility, on)
    file = folder / f"{kind}-{language}.{'svg' if svg else 'pdf'}"
    data = text.encode() if svg else pdf(text, paper.width, paper.height)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderUnwritable(
            f"{folder} cannot be written ({error.strerror or error}); make room or choose another"
        ) from None
    files.place(file, data)
    return file
