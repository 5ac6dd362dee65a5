"""What docs/interfaces.md tells a stranger to do works, word for word."""

import json
import re
from pathlib import Path

import pytest

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.registry import Registry
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.exchange import Exchange, Question
from kiosk.eligibility.wire import Reason, from_json, read
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.qualification import Request, Result
from tests.support.eligibility import ManualClock

TEXT = (Path(__file__).parents[2] / "docs" / "interfaces.md").read_text(encoding="utf-8")


@pytest.fixture
def exchange(registry: Registry, clock: ManualClock, facility: Facility) -> Exchange:
    return Exchange(National(registry, clock=clock), facility)


def test_the_example_request_is_answered(exchange: Exchange) -> None:
    (example,) = re.findall(r"```xml\n(.*?)```", TEXT, re.DOTALL)
    (reply,) = exchange.answer([Question(SINGLE, example.encode(), "example")])
    assert read(Result, reply.data)[0].message_body.qualification_validity == "1"


def test_the_example_of_curl_is_answered(exchange: Exchange) -> None:
    (body,) = re.findall(r"-d '(.*?)'\n", TEXT, re.DOTALL)
    request = from_json(Request, json.loads(body)["XmlMsg"])
    (result,) = exchange.single([(request, None)])
    assert result.message_body.qualification_validity == "1"


def test_every_setting_and_error_code_is_described() -> None:
    for setting in EligibilitySettings.model_fields:
        assert f"`{setting}`" in TEXT, setting
    for refusal in Refusal:
        assert refusal.value in TEXT or refusal.value[-4:] in TEXT, refusal
    assert f"{Reason.SIZE.value}–{Reason.VALUE.value[-4:]}" in TEXT
