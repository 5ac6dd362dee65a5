import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from kiosk.eligibility.server.publish import SCHEMAS, publish, schema_of
from kiosk.eligibility.wire import write
from kiosk.eligibility.wire.qualification import Request, Result
from kiosk.eligibility.wire.schema import component_name, components, xsd
from tests.eligibility.wire.strategies import messages

DOCS = Path(__file__).parents[3] / "docs" / "schema"
EXAMPLES = sorted(file.name for file in (DOCS / "examples").glob("*.xml"))


def validator(cls: object) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(xsd(cls)))


def test_what_is_published_is_what_the_program_speaks(tmp_path: Path) -> None:
    fresh = {file.relative_to(tmp_path): file.read_bytes() for file in publish(tmp_path)}
    docs = {file.relative_to(DOCS): file.read_bytes() for file in DOCS.rglob("*.x*")}
    assert sorted(fresh) == sorted(docs)
    changed = [str(file) for file in fresh if fresh[file] != docs[file]]
    assert changed == [], "run: python -m kiosk.eligibility.server.publish"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_valid(name: str) -> None:
    schema = etree.XMLSchema(etree.parse(DOCS / f"{schema_of(name)}.xsd"))
    document = etree.fromstring((DOCS / "examples" / name).read_bytes())
    assert schema.validate(document), schema.error_log


@settings(max_examples=25)
@given(messages(Result))
def test_whatever_is_written_fits_the_schema(message: Result) -> None:
    schema = validator(Result)
    assert schema.validate(etree.fromstring(write(message))), schema.error_log


@pytest.mark.parametrize("cls", SCHEMAS.values(), ids=SCHEMAS)
def test_the_json_schemas_name_every_part_of_a_message(cls: Any) -> None:
    made = components(cls)
    assert list(made[cls.__name__]["properties"]) == ["MessageHeader", "MessageBody"]
    refs = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(made)))
    assert refs == made.keys() - {component_name(cls)}


def test_a_code_is_described_by_its_labels() -> None:
    assert "無効（新しい資格あり）" in xsd(Result).decode()
    assert "未同意" in xsd(Request).decode()
