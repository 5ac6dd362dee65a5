"""The browsable gallery of all screens: `python -m ui.gallery.album docs/screens`."""

import argparse
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.session.states import Language
from ui.gallery import pages

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

_QUALITY = 50
_WIDE, _TALL = 560, 350
_QUALITIES = {"phone": 36, "browser": 36, "desk": 44}
_BOXES = {"desk": (900, 563), "phone": (260, 416), "browser": (420, 263)}
"""The pixels of a picture, for sizes that are not shown as the patient's window is."""
_VARIANTS = frozenset(
    {"idle-no-phone", "method-no-phone", "phone-pin-wrong", "code-wrong"}
    | {"hold-android", "hold-reading", "hold-short", "hold-mute", "hold-same-reader"}
    | {"consent-countdown", "method-countdown"}
    | {"code-expiry", "code-full", "pin-full", "done-phone", "method-no-photo", "method-turned"}
    | {"password", "password-typed", "password-wrong", "password-wait"}
    | {"method-visual", "unproven-visual"}
)
"""Pages that differ from another one by a line or a cell."""
_AGREED = frozenset({"consent-all", "consent-care"})
"""What one agrees to: shown in every language at the largest text too."""
_PLAIN_FAULTS = (
    "error-internal",
    "error-card.unreadable",
    "error-eligibility.network_down",
    "error-phone.connection",
)


@dataclass(frozen=True, slots=True)
class Plate:
    """One picture of the album, with the terms to filter it."""

    name: str
    size: str
    text: str
    theme: str
    language: str
    picture: "Callable[[], QImage]"

    @property
    def file(self) -> str:
        """The picture's file name, in the page's folder."""
        return f"{self.name}.{self.size}.{self.text}.{self.theme}.{self.language}.webp"


def main_pages(name: str) -> bool:
    """Whether a page represents its kind; most errors and hints differ in one sentence only."""
    if name.startswith("error-"):
        return name in _PLAIN_FAULTS
    if name in _VARIANTS:
        return False
    return not name.startswith("face-") or name in ("face-farther", "face-hold")


def patient_plates() -> Iterator[Plate]:
    """Every page once, and the main pages in more sizes, text sizes, themes and languages."""
    ja = Language.JAPANESE
    series: list[tuple[str, int, bool, Language, Callable[[str], bool]]] = [
        ("portrait", 100, False, ja, lambda _: True),
        ("portrait", 200, False, ja, main_pages),
        ("portrait", 100, True, ja, main_pages),
        ("landscape", 100, False, ja, main_pages),
        ("landscape", 200, True, ja, main_pages),
        ("small", 100, False, ja, main_pages),
    ]
    others = [x for x in Language if x is not ja]
    series += [("portrait", 100, False, x, main_pages) for x in others]
    series += [("portrait", 200, False, x, _AGREED.__contains__) for x in others]
    for size, text, contrast, language, wanted in series:
        for shot in pages.shots((size,), (text,), contrast, language):
            name = shot.name.split(f".{size}.", maxsplit=1)[0]
            if wanted(name):
                theme = "contrast" if contrast else "standard"
                yield Plate(
                    name, size, str(text), theme, language.value,
                    lambda shot=shot: pages.render(shot),  # type: ignore[misc]
                )  # fmt: skip


def staff_plates() -> Iterator[Plate]:
    """資格確認端末: the list, a running reception, 目視確認モード, sign-in, and every outcome."""
    from kiosk.staff.view import Check, StaffView, VisualModeView
    from ui.staff import outcomes, sample
    from ui.staff.window import StaffWindow

    view = sample.view()
    visual = VisualModeView("見本", view.now - timedelta(minutes=4), 6)
    views = {
        "staff": view,
        "staff-running": replace(view, selected="1-8"),
        "staff-visual": replace(view, visual=visual, selected="1-6"),
        "staff-compare": replace(view, visual=visual, check=Check("1-8", 1)),
        "staff-signin": replace(view, role=None),
        **{f"staff-{name}": shown for name, shown in outcomes.views().items()},
    }

    def render(shown: StaffView) -> "QImage":
        window = StaffWindow(lambda _: None)
        return _grab(window, lambda: window.present(shown))

    for name, shown in views.items():
        yield _desk(name, lambda shown=shown: render(shown))  # type: ignore[misc]


def office_plates() -> Iterator[Plate]:
    """施設の事務: the pages of a synthetic clinic's year."""
    from tempfile import TemporaryDirectory

    from kiosk.facility import demonstration
    from kiosk.facility.counting.store import Store
    from kiosk.facility.pages.book import Book
    from ui.office.window import OfficeWindow, Presses

    profile = demonstration.PROFILES["clinic"]
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        demonstration.fill(store, "clinic")
        book = Book(store, profile, demonstration.NOTICE)
        book.tick("measure.call", True, date(2025, 9, 1))
        book.tick("step.test", True, date(2026, 11, 2))
        view = book.view(datetime(2026, 11, 27, 9, 0))
        store.close()
    presses = Presses(lambda *_: None, lambda *_: None, lambda *_: "", lambda _: "", book.what_if)

    def render(name: str) -> "QImage":
        window = OfficeWindow(presses)

        def present() -> None:
            window.present(view)
            window.show_page(name)

        return _grab(window, present)

    for page in view.pages:
        if page.fields and page.id not in ("start", "figures", "lump_sum"):
            continue  # forms of one kind
        yield _desk(f"office-{page.id}", lambda name=page.id: render(name))  # type: ignore[misc]


def paper_plates() -> Iterator[Plate]:
    """Poster and desk sign in Japanese, the leaflet in every language."""
    from kiosk.facility import demonstration
    from kiosk.facility.guidance.printed import LANGUAGES, PAPERS, svg
    from ui.office.papers import picture

    name, today = demonstration.PROFILES["clinic"].name, date(2026, 11, 27)
    for kind in PAPERS:
        for language in LANGUAGES if kind == "leaflet" else ("ja",):
            yield Plate(
                f"paper-{kind}", "paper", "100", "standard", language,
                lambda kind=kind, to=language: picture(svg(kind, to, name, today)),  # type: ignore[misc]
            )  # fmt: skip


def web_plates() -> Iterator[Plate]:
    """The consent pages, the bridge's page, and the terminal's pages, in Chromium."""
    from ui.gallery import web

    for sheet, picture in web.pictures():
        size = "phone" if sheet.window == web.PHONE else "browser"
        yield Plate(
            sheet.name, size, sheet.text, "standard", sheet.language,
            lambda picture=picture: picture,  # type: ignore[misc]
        )  # fmt: skip


def table_plates() -> Iterator[Plate]:
    """実演の机."""
    from ui.table import sample
    from ui.table.model import TableView
    from ui.table.window import TableWindow

    def render(shown: TableView) -> "QImage":
        window = TableWindow(lambda _: None)
        return _grab(window, lambda: window.present(shown))

    view = sample.view()
    quiet = tuple(replace(story, step=None) for story in view.stories)
    yield _desk("table", lambda: render(view))
    yield _desk("table-paused", lambda: render(replace(view, paused=True)))
    yield _desk("table-empty", lambda: render(replace(view, on_reader=None, stories=quiet)))


def _desk(name: str, picture: "Callable[[], QImage]") -> Plate:
    return Plate(name, "desk", "100", "standard", "ja", picture)


def _grab(window: "QWidget", present: Callable[[], None]) -> "QImage":
    from PySide6.QtWidgets import QApplication

    present()
    window.show()
    for _ in range(3):
        QApplication.processEvents()
    picture = window.grab().toImage()
    window.close()
    window.deleteLater()
    return picture


def write(out: Path, plates: Iterator[Plate]) -> list[Plate]:
    """Write the pictures into `out` in small files; pictures of removed pages are deleted."""
    from PySide6.QtCore import QSize, Qt

    out.mkdir(parents=True, exist_ok=True)
    written = []
    for plate in plates:
        whole = plate.picture()
        box = QSize(_TALL, _WIDE) if whole.height() > whole.width() else QSize(_WIDE, _TALL)
        box = QSize(*_BOXES.get(plate.size, (box.width(), box.height())))
        smooth = Qt.TransformationMode.SmoothTransformation
        small = whole.scaled(box, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        small.save(str(out / plate.file), None, _QUALITIES.get(plate.size, _QUALITY))
        written.append(plate)
    for name in _named(out) - {plate.file for plate in written}:
        (out / name).unlink(missing_ok=True)
    return written


def _named(out: Path) -> set[str]:
    """The pictures of the album that the folder holds, as its page names them."""
    index = out / "index.html"
    if not index.is_file():
        return set()
    return set(re.findall(r"src='([\w.-]+\.webp)'", index.read_text(encoding="utf-8")))


def page(plates: list[Plate]) -> str:
    """The HTML page: the pictures with four filter lists, without external scripts."""
    lists = "".join(
        f"<label>{kind} <select data-kind={kind}><option value=''>all</option>"
        + "".join(f"<option>{escape(v)}</option>" for v in _values(plates, kind))
        + "</select></label>"
        for kind in ("size", "text", "theme", "language")
    )
    figures = "".join(
        f"<figure data-size={p.size} data-text={p.text} data-theme={p.theme}"
        f" data-language={p.language}><img loading=lazy src='{escape(p.file)}'"
        f" alt='{escape(p.name)}'><figcaption>{escape(p.name)}<br>"
        f"{p.size} {p.text} % {p.theme} {p.language}</figcaption></figure>\n"
        for p in plates
    )
    return _PAGE.replace("LISTS", lists).replace("FIGURES", figures)


def _values(plates: list[Plate], kind: str) -> list[str]:
    return list(dict.fromkeys(str(getattr(plate, kind)) for plate in plates))


_PAGE = """<!doctype html>
<meta charset=utf-8>
<meta name=viewport content="width=device-width">
<title>uketsuke: the screens</title>
<style>
body { font: 16px/1.5 "BIZ UDPGothic", sans-serif; color: #1B2330; background: #D8D3C8; margin: 0 }
header { position: sticky; top: 0; padding: 16px 24px; background: #F6F4EF; display: flex;
  gap: 24px; flex-wrap: wrap; align-items: center; border-bottom: 2px solid #7D8592 }
h1 { font-size: 22px; margin: 0 }
select { font: inherit; padding: 6px 10px }
main { display: flex; flex-wrap: wrap; gap: 20px; padding: 24px; align-items: flex-start }
figure { margin: 0; width: 260px }
figure[data-size=landscape], figure[data-size=small], figure[data-size=browser] { width: 420px }
figure[data-size=desk] { width: 860px }
img { width: 100%; display: block; border: 1px solid #7D8592; border-radius: 6px }
figcaption { font-size: 13px; color: #4B5563; padding-top: 4px }
[hidden] { display: none }
</style>
<header><h1>uketsuke: the screens</h1>LISTS</header>
<main>
FIGURES</main>
<script>
const lists = [...document.querySelectorAll("select")]
const show = () => document.querySelectorAll("figure").forEach(f =>
  f.hidden = lists.some(l => l.value && f.dataset[l.dataset.kind] !== l.value))
lists.forEach(l => l.onchange = show)
</script>
"""


def main() -> None:
    """Write the album."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])

    def plates() -> Iterator[Plate]:
        yield from patient_plates()
        yield from staff_plates()
        yield from office_plates()
        yield from paper_plates()
        yield from table_plates()
        yield from web_plates()

    written = write(out, plates())
    (out / "index.html").write_text(page(written), encoding="utf-8")
    app.processEvents()


if __name__ == "__main__":
    main()
