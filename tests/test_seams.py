"""There is no second way beside the seams: one desk, one source of time, one place for texts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_A_DESK = (
    "kiosk/session",
    "kiosk/records",
    "kiosk/texts",
    "kiosk/desk",
    "kiosk/eligibility/adapters",
    "kiosk/eligibility/national",
    "kiosk/eligibility/pki",
    "kiosk/staff",
    "kiosk/apps/kiosk.py",
    "kiosk/apps/staff",
    "kiosk/apps/table",
    "drivers",
    "models",
    "ui",
)
"""What runs in a test desk, so what it waits for must be able to pass in virtual time."""
OWN = {
    "asyncio.sleep",
    "concurrent.futures",
    "os.getrandom",
    "os.urandom",
    "queue",
    "sched",
    "secrets",
    "threading.Barrier",
    "threading.Condition",
    "threading.Event",
    "threading.Semaphore",
    "threading.Thread",
    "threading.Timer",
    "uuid",
}
"""What waits, starts threads or makes chance beside the `Time` and `Chance` that are given."""
WHY = {
    "drivers/camera/served.py": "a server of its own process, `kiosk camera serve`",
    "drivers/camera/source.py": "a test steps the frames by hand",
    "drivers/card/deadline.py": "calls of PC/SC block inside a C library",
    "drivers/card/virtual/card.py": "compares a PIN in equal time",
    "drivers/card/virtual/vpcd.py": "the daemon beside it runs in real time",
    "drivers/card/watcher.py": "PC/SC blocks inside a C library",
    "kiosk/desk/receptions/journal.py": "the disk is real, and no reception waits for it",
    "kiosk/eligibility/adapters/checked_answers.py": "a socket of another machine blocks",
    "kiosk/eligibility/adapters/locks.py": "no time passes while it is held",
    "kiosk/eligibility/national/homevisit/app_devices.py": "codes and keys are secrets",
    "kiosk/eligibility/national/homevisit/care_clients.py": "tokens are secrets",
    "kiosk/eligibility/national/homevisit/visit_pages.py": "the address of a page is a secret",
}
"""Files that need one of them nevertheless."""


def names_in(source: str) -> Iterator[str]:
    """What a module imports, and the dotted names it uses."""
    if not any(name.rpartition(".")[2] in source for name in OWN):
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                yield node.module or ""
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            case ast.Attribute():
                yield ast.unparse(node)


def own_in(source: str) -> set[str]:
    return OWN.intersection(names_in(source))


def files_of(*places: str) -> Iterator[tuple[str, str]]:
    """Path from the root, and source."""
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def test_what_a_desk_waits_for_passes_in_the_time_that_it_is_given() -> None:
    found = {name: own for name, source in files_of(*OF_A_DESK) if (own := own_in(source))}
    assert {name: own for name, own in found.items() if name not in WHY} == {}
    assert WHY.keys() <= found.keys(), "an exception that nobody needs"


@pytest.mark.parametrize(
    "line",
    [
        "import secrets",
        "from threading import Timer",
        "threading.Timer(1.0, print)",
        "threading.Event().wait(0.5)",
        "import concurrent.futures",
        "from queue import Queue",
    ],
)
def test_a_wait_or_chance_beside_them_is_caught(line: str) -> None:
    assert own_in(f"import threading\n{line}\n")


PLACES = {
    "Runner": {"kiosk/desk/setup.py"},
    "Journal": {"kiosk/desk/setup.py"},
    "open_desk": {"kiosk/desk/setup.py"},
    "open_adapter": {"kiosk/desk/devices.py"},
    "CameraFaceDesk": {"kiosk/desk/devices.py"},
    "Devices": {"kiosk/desk/devices.py"},
    "CardPlacer": {"kiosk/desk/devices.py"},
    "Setup": {"kiosk/apps/kiosk.py"},
}
"""Where each part of a desk is made: at one place in the whole program."""


def calls_in(source: str) -> set[str]:
    if not any(f"{name}(" in source for name in PLACES):
        return set()
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return {call.id for call in calls if isinstance(call, ast.Name)}


def test_a_desk_is_composed_at_one_place() -> None:
    found: dict[str, set[str]] = {name: set() for name in PLACES}
    for file, source in files_of("kiosk", "drivers", "ui", "models"):
        for name in calls_in(source) & PLACES.keys():
            found[name].add(file)
    assert found == PLACES


JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
NO_SENTENCES = {
    "ui/gallery/web.py": "an invented facility",
    "ui/kit/fonts.py": "names of fonts",
    "ui/kit/wrap.py": "where a line may end",
    "ui/staff/forms.py": "how a day may be typed",
    "ui/staff/outcomes.py": "invented persons of a picture",
    "ui/staff/sample.py": "invented persons of a picture",
    "ui/staff/window.py": "the sign between two times",
    "ui/table/sample.py": "invented persons of a picture",
    "ui/gallery/album.py": "an invented person of a picture",
}


def sentences_in(source: str) -> list[str]:
    """The Japanese strings of a module, docstrings left out."""
    tree = ast.parse(source)
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [
        node.value
        for node in strings
        if isinstance(node.value, str) and node not in told and JAPANESE.search(node.value)
    ]


def test_a_window_draws_texts_and_holds_none() -> None:
    found = {name: told for name, source in files_of("ui") if (told := sentences_in(source))}
    assert {name: told for name, told in found.items() if name not in NO_SENTENCES} == {}
    assert NO_SENTENCES.keys() <= found.keys(), "an exception that nobody needs"


def test_a_sentence_in_a_window_is_caught() -> None:
    assert sentences_in('"""保険"""\nlabel = QLabel(f"{count}件、必須")\n') == ["件、必須"]
