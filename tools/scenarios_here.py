"""Plays each shipped scenario as a test within one process, so that tools/mutants.py can trace it.

    .venv/bin/python tools/mutants.py kiosk/session --tests tools/scenarios_here.py --count 50

`kiosk play` has a process for the desks, whose lines no plugin of pytest sees. Here the requests of
the client reach the same application without a socket.
"""

import json
import os
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says under which name its client of HTTP will come
    from starlette.testclient import TestClient

import kiosk.testkit
from kiosk import durable
from kiosk.apps.kiosk import application as qt_application
from kiosk.testkit.client import NotSeen, Refused, Service
from kiosk.testkit.playing.play import Options, Run, play_one
from kiosk.testkit.playing.reading import read
from kiosk.testkit.playing.scenario import Scenario
from kiosk.testkit.server.http.app import application
from kiosk.testkit.server.http.serve import VirtualDesks
from kiosk.testkit.server.names import names

SHIPPED = Path(kiosk.testkit.__file__).parent / "scenarios"
ALL = [one for file in sorted(SHIPPED.glob("*.toml")) for one in read(file, names())]
TOKEN = "here"


class Here(Service):
    """A service in this process. The desks work on the thread that calls `work`."""

    def __init__(self, desks: VirtualDesks) -> None:
        super().__init__("http://127.0.0.1", TOKEN)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        base = "http://127.0.0.1:1"
        self._app = TestClient(application(desks, TOKEN), base, headers=headers)

    def call(self, method: str, path: str, body: Any = None) -> bytes:
        """See Service."""
        data = None if body is None else json.dumps(body, default=str)
        kind = {"Content-Type": "application/json"} if data else {}
        answer = self._app.request(method, path, content=data, headers=kind)
        if answer.status_code < 300:
            return answer.content
        told = answer.json() if answer.content else {}
        if answer.status_code == 409:
            raise NotSeen(told)
        raise Refused(str(told.get("sentence") or answer.status_code))


@pytest.fixture(scope="session")
def desks() -> Iterator[VirtualDesks]:
    """The desks of all tests: the engine and the keys are made once."""
    durable.forgo()
    qt_application()
    made = VirtualDesks()
    yield made
    made.end()


@pytest.mark.parametrize("scenario", ALL, ids=lambda one: f"{one.file.stem} {one.name}")
def test_a_scenario_is_green(scenario: Scenario, desks: VirtualDesks) -> None:
    """Play it in a thread, while this one is the desks' own."""
    ended: list[Run | BaseException] = []

    def play() -> None:
        try:
            ended.append(play_one(scenario, Here(desks), Options(keep="never")))
        except BaseException as error:
            ended.append(error)
        finally:
            desks.stop()

    threading.Thread(target=play, daemon=True).start()
    desks.work()
    (run,) = ended
    assert isinstance(run, Run), run
    assert run.failure == ""
