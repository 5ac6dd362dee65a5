"""One process of desks for all tests of the kit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.testkit.client import Kiosk, Service
from kiosk.testkit.process import Desks


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home: Path = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UKETSUKE_HOME", str(home))
        with Desks() as desks:
            yield desks.service


@pytest.fixture
def desk(service: Service) -> Iterator[Kiosk]:
    opened = service.open()
    yield opened
    opened.close()
