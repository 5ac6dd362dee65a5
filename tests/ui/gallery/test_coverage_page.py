"""docs/screens/coverage.md names only tests and pictures there are."""

import re
from pathlib import Path

import ui
from ui.gallery.album import main_pages
from ui.gallery.samples import screens

ROOT = Path(ui.__file__).parents[1]
PAGE = (ROOT / "docs/screens/coverage.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([^`]+)`", PAGE.split("\n## ", maxsplit=1)[1])


def test_every_test_named_on_the_page_exists() -> None:
    source = "\n".join(f.read_text("utf-8") for f in (ROOT / "tests").rglob("test_*.py"))
    there = set(re.findall(r"def (test_\w+)\(", source))
    assert [name for name in NAMED if name.startswith("test_") and name not in there] == []


def test_every_picture_named_on_the_page_exists() -> None:
    there = {file.name.split(".portrait.")[0] for file in (ROOT / "docs/screens").glob("*.webp")}
    there = {name.split(".desk.")[0] for name in there}
    assert [n for n in NAMED if not n.startswith("test_") and n not in there] == []


def test_every_main_page_is_named() -> None:
    """A page that stands for its kind has its row."""
    assert [name for name in screens() if main_pages(name) and name not in NAMED] == []
