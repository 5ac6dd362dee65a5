"""What is declared is used: no signal that nobody emits, no table that lacks a member."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

import drivers
import kiosk
import models
import ui
from kiosk.session import states, view
from kiosk.session.events import Fault
from kiosk.staff.acts import StaffAct
from kiosk.texts import load
from ui.table.model import TableAct

ELSEWHERE = (
    "kiosk.bench",
    "kiosk.eligibility.national.store.migrations",
    "models.convert",
    "models.face_recognition_engine",
)
"""Parts whose packages need not be installed, or which have no such tables."""
PARTIAL = {
    "drivers.camera.sources.faulty_source.SCENES": "other troubles are of the stream",
    "drivers.card.virtual.personalise.TOKENS": "other cards have no such application",
    "drivers.matching.face_desk.PHOTO_FAULTS": "any other reason is said in one general way",
    "kiosk.apps.simulated_patient.ANSWERS": "on other pages the patient decides or waits",
    "kiosk.facility.demonstration.MEAN_SECONDS": "a reception that is done takes no further time",
    "kiosk.facility.counting.record.CATEGORIES": "the others open no medical information",
    "kiosk.facility.counting.record.UNPARTED": "other look-ups are counted by category",
    "kiosk.apps.table.fault_catalog.PHONES": "a card is no phone of another kind",
    "kiosk.facility.counting.record.WAYS": "look-ups of information are no checks",
    "kiosk.eligibility.national.checks.LASTING": "other treatments use no lasting consent",
    "kiosk.desk.receptions.moments.METHODS": "other phases say nothing of the method",
    "kiosk.facility.counting.record.PHASES": "other phases come before or after a reception",
    "kiosk.staff.permissions.ALLOWED": "whoever signs in has no role yet",
    "kiosk.staff.rows.NOTES": "a result that came in time needs no notice",
    "kiosk.staff.rows.NOTICES": "a valid certificate needs no notice",
    "kiosk.staff.rows.PHASES": "before a reception there is no row; an outcome ends it",
    "kiosk.eligibility.server.bulk.CHECKS": "other kinds register, or find their patients",
    "kiosk.eligibility.server.bulk.TREATMENTS": "other kinds do not go by consent",
    "kiosk.eligibility.national.consents.VIEWS": "these two categories open no medical information",
    "kiosk.eligibility.server.http.app.STATUS": "any other fault is a conflict, 409",
    "kiosk.texts.screens.TOOLS": "other presses belong to a page, not to the tools",
    "kiosk.desk.virtual.visitors.FACES": "any other reason is said in one general way",
    "ui.patient.chrome.SYMBOLS": "other presses are no tools",
    "kiosk.texts.parts._TYPING": "other presses are not typed",
    "kiosk.texts.parts.KEYS": "answers have the keys 1, 2, …, and other presses none",
    "kiosk.texts.texts._DATES": "Japanese dates are written with the era",
    "kiosk.texts.pages.ending.ADVICE": "laying the card down in another way mends these only",
    "kiosk.apps.training.director.NAMES": "signing in and looking are not judged",
    "kiosk.apps.training.patient.WANTED": "the visual way is chosen by staff, not by a patient",
    "kiosk.staff.advice.CALLS_STAFF": "other notices need nobody",
    "ui.staff.detail._WARNED": "other ends need no warning",
}
"""Tables that lack members on purpose, each with the reason."""
OUTSIDE = {"idle", "done", "take_card", "problem"}
"""Phases before and after what a reception asks."""
LACKING: dict[str, set[str]] = {
    "kiosk.apps.simulated_patient.ANSWERS": {
        "CodePage", "DonePage", "ErrorPage", "FacePage", "FaceUnprovenPage", "HoldPage", "IdlePage",
        "LanguagePage", "MethodPage", "PasswordPage", "PhonePage", "PinPage", "RemovedEarlyPage",
        "TakeCardPage", "VisualPage", "WaitPage",
    },
    "kiosk.desk.receptions.moments.METHODS": {
        "AskingRegistration", "AskingSubsidy", "CertificateNotice", "ChoosingMethod",
        "ChoosingPrescription", "ConsentAll", "ConsentOne", "Done", "Identifying", "Idle",
        "Problem", "Reading", "RemovedEarly", "Submitting", "TakeCard",
    },
    "kiosk.facility.counting.record.PHASES": OUTSIDE,
    "kiosk.staff.rows.PHASES": OUTSIDE,
}  # fmt: skip
"""The screens that those tables lack: a new phase or page belongs into the table, or here."""


def modules() -> Iterator[ModuleType]:
    for root in (kiosk, ui, drivers, models):
        for found in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if not found.name.startswith(ELSEWHERE) and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def names(union: Any, suffix: str = "") -> frozenset[str]:
    return frozenset(one.__name__.removesuffix(suffix) for one in get_args(union))


FAMILIES: list[tuple[str, frozenset[Any]]] = [
    ("pages", frozenset(get_args(view.Page))),
    ("pages by name", names(view.Page, "Page")),
    ("phases", frozenset(get_args(states.AnyPhase))),
    ("phases by id", frozenset(phase.id for phase in get_args(states.AnyPhase))),
    ("acts of the staff", frozenset(get_args(StaffAct))),
    ("acts at the table", frozenset(get_args(TableAct))),
]


def family(keys: frozenset[Any]) -> tuple[str, frozenset[Any]] | None:
    """What the keys of a table are members of, where that is known."""
    kinds = {type(key) for key in keys}
    if len(kinds) == 1 and issubclass(kind := kinds.pop(), Enum):
        return kind.__name__, frozenset(kind)
    return next(((name, all_) for name, all_ in FAMILIES if keys <= all_), None)


def tables() -> Iterator[tuple[str, dict[Any, Any]]]:
    for module in modules():
        own = frozenset(assigned(ast.parse(inspect.getsource(module))))
        for name, value in vars(module).items():
            if name in own and isinstance(value, dict) and len(value) > 1:
                yield f"{module.__name__}.{name}", value


def assigned(tree: ast.Module) -> Iterator[str]:
    """The names that a module gives values to itself; what it imports is another's table."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_no_table_lacks_a_member() -> None:
    lacking = {}
    for name, table in tables():
        of = family(frozenset(table))
        if of is not None and (missing := of[1] - table.keys()):
            lacking[name] = (of[0], sorted(map(str, missing)))
    assert lacking.keys() == PARTIAL.keys(), lacking


def test_a_new_screen_is_in_every_table_or_left_out_of_it_on_purpose() -> None:
    lacking: dict[str, set[str]] = {}
    for name, table in tables():
        of = family(frozenset(table))
        if of is not None and of[0].startswith(("pages", "phases")):
            missing = {getattr(one, "__name__", one) for one in of[1] - table.keys()}
            lacking |= {name: missing} if missing else {}
    assert lacking == LACKING


@pytest.mark.parametrize("fault", Fault)
def test_staff_are_told_of_every_fault(fault: Fault) -> None:
    assert load(domain="staff").has(f"fault.{fault}")


def classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def signals(of: ast.ClassDef) -> Iterator[str]:
    for node in of.body:
        match node:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Signal"))):
                yield name


def used(tree: ast.AST, what: str) -> Iterator[tuple[str, str]]:
    """The object and the name of each signal of which `what` (emit, connect) is taken."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Attribute(whose, name), attr) if attr == what:
                yield ast.unparse(whose), name


@pytest.mark.parametrize("what", ["emit", "connect"])
def test_every_signal_is_emitted_and_heard(what: str) -> None:
    roots = [Path(inspect.getfile(root)).parent for root in (kiosk, ui)]
    trees = [
        ast.parse(file.read_text(encoding="utf-8")) for root in roots for file in root.rglob("*.py")
    ]
    declared = [(one, name) for tree in trees for one in classes(tree) for name in signals(one)]
    assert len(declared) > 5
    others = {name for tree in trees for whose, name in used(tree, what) if whose != "self"}
    unused = [
        f"{one.name}.{name}"
        for one, name in declared
        if ("self", name) not in used(one, what) and name not in others
    ]
    assert unused == []
