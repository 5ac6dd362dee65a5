"""docs/testing.md names every request of the control protocol, its fields, and every step."""

import re
from pathlib import Path
from typing import get_args

from fastapi.routing import APIRoute
from pydantic import BaseModel

from kiosk.testkit.playing.play import CALLS
from kiosk.testkit.playing.steps import STEPS, AnyStep
from kiosk.testkit.server.http import acts, protocol, reads

PAGE = Path(__file__).parents[3] / "docs" / "testing.md"
SECTION = PAGE.read_text("utf-8").partition("\n## The control protocol\n")[2]
ROUTES = [
    route
    for router in (acts.router, reads.router)
    for route in router.routes
    if isinstance(route, APIRoute)
]
BODIES = [
    one
    for one in vars(protocol).values()
    if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ == protocol.__name__
]


def test_every_request_on_a_desk_is_told() -> None:
    told = re.sub(r"\{\w+\}", "{}", SECTION)
    paths = {re.sub(r"\{\w+\}", "{}", route.path.rpartition("{desk}")[2]) for route in ROUTES}
    assert len(paths) > 15
    assert {path for path in paths if f"…{path}" not in told} == set()


def test_every_field_of_a_request_is_told() -> None:
    told = set(re.findall(r"\w+", SECTION))
    fields = {name for body in BODIES for name in body.model_fields}
    assert len(fields) > 15
    assert fields - told == set()


def test_a_kind_of_step_has_its_class_its_call_and_its_words() -> None:
    assert CALLS.keys() == STEPS.keys()
    assert {*STEPS.values()} == {*get_args(AnyStep)}
    told = PAGE.read_text("utf-8").partition("\n## Scenarios\n")[2].partition("\n## ")[0]
    assert [step for step in STEPS if f"`{step}" not in told] == []
