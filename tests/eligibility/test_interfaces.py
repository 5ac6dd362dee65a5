"""What docs/interfaces.md tells a stranger to do works, word for word."""

import json
import re
from pathlib import Path

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange, RequestFile
from kiosk.eligibility.wire import Reason, from_json, read
from kiosk.eligibility.wire.kinds import MEDICINE, SINGLE
from kiosk.eligibility.wire.qualification import Request, Result
from kiosk.personas import schema
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.eligibility import ManualClock

TEXT = (Path(__file__).parents[2] / "docs" / "interfaces.md").read_text(encoding="utf-8")


@pytest.fixture
def exchange(registry: Registry, clock: ManualClock, facility: Facility) -> Exchange:
    return Exchange(National(registry, clock=clock), facility)


def test_the_example_request_is_answered(exchange: Exchange) -> None:
    example = re.findall(r"```xml\n(.*?)```", TEXT, re.DOTALL)[-1]
    (reply,) = exchange.answer([RequestFile(SINGLE, example.encode(), "example")])
    assert read(Result, reply.data)[0].message_body.qualification_validity == "1"


def test_the_example_of_curl_is_answered(exchange: Exchange) -> None:
    (body,) = re.findall(r"-d '(.*?)'\n", TEXT, re.DOTALL)
    request = from_json(Request, json.loads(body)["XmlMsg"])
    (result,) = exchange.single([(request, None)])
    assert result.message_body.qualification_validity == "1"


def test_a_person_of_ones_own_making_gets_medicines(
    exchange: Exchange, registry: Registry, tmp_path: Path
) -> None:
    (person,) = re.findall(r"```toml\n(note.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "mine.toml"
    file.write_text(person, encoding="utf-8")
    registry.fill([schema.load(file)])
    wanted = re.findall(r"```xml\n(.*?)```", TEXT, re.DOTALL)[0].encode()
    (reply,) = exchange.answer([RequestFile(MEDICINE, wanted, "before")])
    assert "UKE1007" in reply.data.decode()
    answers = Answers(agreed=frozenset({Category.MEDICINE, Category.CARE}))
    exchange.national.consent(exchange.facility.code, registry.id_of("mine"), answers)
    (reply,) = exchange.answer([RequestFile(MEDICINE, wanted, "after")])
    assert "<DrugN>架空" in reply.data.decode()


def test_every_error_code_has_a_way_out() -> None:
    rows = dict(re.findall(r"^\| (UKE\d{4}).*? \|.*?\| (.+?) \|$", TEXT, re.MULTILINE))
    assert [refusal for refusal in Refusal if not rows.get(refusal.value)] == []


def test_every_setting_and_error_code_is_described() -> None:
    for setting in EligibilitySettings.model_fields:
        assert f"`{setting}`" in TEXT, setting
    for refusal in Refusal:
        assert refusal.value in TEXT or refusal.value[-4:] in TEXT, refusal
    assert f"{Reason.SIZE.value}–{Reason.VALUE.value[-4:]}" in TEXT
