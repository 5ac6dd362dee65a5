"""Every message kind has all its parts; a test names the one that was forgotten."""

from pathlib import Path

import pytest

from kiosk.eligibility.server.kinds import KINDS, TABLE, UNTOLD, MessageKind, refusal_of, split
from kiosk.eligibility.server.publish import SCHEMAS, schema_name
from kiosk.eligibility.wire import kinds as names
from kiosk.eligibility.wire.serialization import ROOT, plan

ROOT_FOLDER = Path(__file__).parents[2]
DOCS = ROOT_FOLDER / "docs"
ROWS = [
    line
    for line in (DOCS / "interfaces.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
]


def missing(kind: MessageKind) -> list[str]:
    """The parts of a kind that are not there."""
    examples = DOCS / "schema" / "examples"
    parts = {
        "title": bool(kind.title),
        "operation": kind.operation.isidentifier(),
        "request": [slot.tag for slot in plan(kind.request)] == ["MessageHeader", "MessageBody"],
        "answer": [slot.tag for slot in plan(kind.answer)] == ["MessageHeader", "MessageBody"],
        "schema of the request": (DOCS / "schema" / f"{schema_name(kind.request)}.xsd").exists(),
        "schema of the answer": (DOCS / "schema" / f"{schema_name(kind.answer)}.xsd").exists(),
        "example": any(True for _ in kind.examples()),
        "published examples": all(
            (examples / f"{kind.name}{way}_{tail}.xml").exists()
            for tail, _ in kind.examples()
            for way in ("req", "res")
        ),
        "row of docs/interfaces.md": any(f"`{kind.name}" in row for row in ROWS),
        "title in docs/interfaces.md": any(
            kind.title.split("（要求）")[0].split("（結果")[0] in row for row in ROWS
        ),
    }
    return [name for name, there in parts.items() if not there]


def _plain(title: str) -> str:
    """The title without the step of a bulk kind."""
    return title.replace("（要求）", "").replace("（結果取得）", "")


@pytest.mark.parametrize("kind", TABLE, ids=KINDS)
def test_every_kind_has_all_its_parts(kind: MessageKind) -> None:
    assert missing(kind) == []


def test_a_kind_without_parts_is_noticed() -> None:
    bare = MessageKind("OQSsixxx01", "", int, int, lambda *_: None, "", lambda: iter(()))
    with pytest.raises(TypeError):
        missing(bare)


def test_every_name_of_the_wire_is_in_the_table_once() -> None:
    known = {value for name, value in vars(names).items() if name.isupper()}
    assert known <= set(KINDS)
    assert len(KINDS) == len(TABLE) == len({kind.operation for kind in TABLE})


def test_two_message_classes_never_share_a_schema_file() -> None:
    classes = {kind.request for kind in TABLE} | {kind.answer for kind in TABLE}
    assert len(classes) == len(SCHEMAS)
    assert all(f"<{ROOT}>" not in name for name in SCHEMAS)


@pytest.mark.parametrize("name", [*KINDS, "OQSsixyz01", "EPSsiabc01", "ABCDEF01"])
def test_any_name_of_the_form_of_a_request_is_split_and_refused_or_known(name: str) -> None:
    assert split(f"{name}req_1.xml") == (name, "_1")
    assert name in KINDS or refusal_of(name)[0].value.startswith("UKE")


def test_untold_kinds_are_named_in_the_docs() -> None:
    text = (DOCS / "interfaces.md").read_text(encoding="utf-8")
    assert [
        start for start, title in UNTOLD.items() if start not in text or title not in text
    ] == []
