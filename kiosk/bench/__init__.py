"""Benches: measured figures as rows, each with its goal."""

import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import CameraMissing
from kiosk.texts.told import named

if TYPE_CHECKING:
    from drivers.camera.source import Pixels


JAPANESE_FONTS = ("Noto Sans CJK JP", "Yu Gothic", "MS Gothic", "Hiragino Sans")
"""For names of groups in a drawing; those that are installed are used."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its goal; `met` is False if the goal is missed."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    met: bool | None = None


def at_most(name: str, value: float, unit: str, goal: float) -> Row:
    """A figure that should not exceed its goal."""
    return Row(name, round(value, 4), unit, goal, value <= goal)


def at_least(name: str, value: float, unit: str, goal: float) -> Row:
    """A figure that should reach its goal."""
    return Row(name, round(value, 4), unit, goal, value >= goal)


def machine() -> dict[str, Any]:
    """The machine on which the figures were measured."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "processor": processor(),
        "cores": os.cpu_count(),
    }


def processor() -> str:
    """The processor's name, if the system gives it."""
    info = Path("/proc/cpuinfo")
    if sys.platform == "linux" and info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor()


def ready_to_draw() -> None:
    """Load what draws curves, before minutes of measuring. Raises ModuleNotFoundError."""
    import platformdirs

    # Otherwise matplotlib creates two folders of its own for its font list.
    os.environ.setdefault("MPLCONFIGDIR", str(platformdirs.user_cache_path("uketsuke")))
    import matplotlib
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    japanese = [name for name in JAPANESE_FONTS if name in installed]
    matplotlib.rcParams["font.family"] = ["DejaVu Sans", *japanese]


def resident_mb() -> float:
    """The peak resident memory of this process in MiB; 0 if the system does not give it."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def present_mb() -> float:
    """The resident memory of this process now in MiB; 0 if the system does not give it."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    except OSError:
        return 0.0


def report(bench: str, rows: Iterable[Row]) -> dict[str, Any]:
    """The object that `--json` prints."""
    return {"bench": bench, "machine": machine(), "rows": [asdict(row) for row in rows]}


def show(bench: str, rows: list[Row], as_json: bool) -> None:
    """Print the rows, as a table or as one JSON object."""
    from rich.console import Console

    if as_json:
        text = json.dumps(report(bench, rows), ensure_ascii=False, indent=2)
        Console(soft_wrap=True, highlight=False, markup=False).print(text)
        return
    from rich.table import Table

    table = Table(title=bench)
    table.add_column(named("bench", "what"), overflow="fold")  # names alike stay different
    table.add_column(named("bench", "value"), justify="right")
    table.add_column(named("bench", "unit"), overflow="fold")
    table.add_column(named("bench", "goal"), justify="right")
    table.add_column(named("bench", "met"))
    for row in rows:
        goal = "" if row.goal is None else f"{row.goal:g}"
        met = "" if row.met is None else named("bench", "yes" if row.met else "no")
        name, unit = named("bench", row.name), named("unit", row.unit)
        table.add_row(name, f"{row.value:g}", unit, goal, met)
    Console().print(table)


def picture_of(file: Path) -> "Pixels | None":
    """A picture as the camera's source reads it, whatever its format; None if it is unusable."""
    from drivers.camera.sources.pictures import decode

    try:
        return decode(file)
    except CameraMissing:
        return None
