"""The English sentences that the program's source says to a user."""

import ast
from collections.abc import Iterator
from pathlib import Path

from kiosk import errors

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("drivers", "kiosk", "models", "ui")
SAID_BY = {"BadParameter", "Finding", "_refused", "complain", "inform", "say"}
"""What is called with a sentence, besides the errors that are raised or returned."""
ERRORS = {name for name, made in vars(errors).items() if isinstance(made, type)}
NOT_SHOWN_ERRORS = {"AssertionError", "BadMessage", "HTTPException", "RuntimeError", "unknown"}
"""What is raised and no command shows: mistakes of the program, answers on the wire."""
NOT_SHOWN = ("drivers/card/apdu.py", "kiosk/eligibility/wire", "models/convert")
"""Where errors are mistakes of the program, or answers on the wire."""
SAMPLE = "v4lue"
"""Stands for every value."""


def sentences() -> Iterator[tuple[str, str]]:
    """Where a sentence stands and the sentence, with `SAMPLE` for its values."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith(NOT_SHOWN):
                tree = ast.parse(file.read_text("utf-8"))
                yield from ((f"{place}:{line}", said) for line, said in _of(tree))


def _of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    raised = {id(one.exc) for one in ast.walk(tree) if isinstance(one, ast.Raise)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _says(node, raised=id(node) in raised):
            given = node.args
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "sentence":
            given = [node.value]
        else:
            continue
        forms = (form for one in given for form in _forms(one))
        yield from ((node.lineno, said) for said in filter(None, map(_sentence, forms)))


def _forms(node: ast.expr) -> list[ast.expr]:
    """A sentence, or both where the source chooses between two."""
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]


def _says(call: ast.Call, *, raised: bool) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    return name in SAID_BY | ERRORS or (raised and name not in NOT_SHOWN_ERRORS)


def _sentence(node: ast.expr) -> str:
    """The text of a literal; empty for anything else, and for a single word."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    if not all(isinstance(one, ast.Constant | ast.FormattedValue) for one in parts):
        return ""
    said = "".join(str(p.value) if isinstance(p, ast.Constant) else SAMPLE for p in parts)
    return said if " " in said.replace(SAMPLE, "").strip() else ""
