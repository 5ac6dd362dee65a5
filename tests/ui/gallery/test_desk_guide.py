"""docs/desk.md shows every outcome of the staff's window, with pictures that exist."""

import re
from pathlib import Path

import ui
from ui.staff import outcomes

ROOT = Path(ui.__file__).parents[1]
GUIDE = (ROOT / "docs/desk.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"\]\((screens/[^)]+)\)", GUIDE)


def test_every_picture_of_the_guide_exists() -> None:
    assert [name for name in SHOWN if not (ROOT / "docs" / name).is_file()] == []


def test_every_outcome_of_the_staffs_window_is_in_the_guide() -> None:
    shown = {Path(name).name.split(".desk.")[0] for name in SHOWN}
    assert {f"staff-{name}" for name in outcomes.ROWS} <= shown
