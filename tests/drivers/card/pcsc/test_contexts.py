"""Connections to the PC/SC service are given back, whatever ends the attempt to use them."""

from types import SimpleNamespace

import pytest

from drivers.card import pcsc
from kiosk.errors import NoReader


@pytest.mark.parametrize("error", [NoReader("none"), RuntimeError("not foreseen")])
def test_an_attempt_that_fails_leaves_no_connection_to_the_service(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[int] = []

    def fails(*_: object) -> list[str]:
        raise error

    monkeypatch.setattr(pcsc, "context", lambda: 7)
    monkeypatch.setattr(pcsc, "readers", fails)
    monkeypatch.setattr(pcsc, "scard", SimpleNamespace(SCardReleaseContext=released.append))
    with pytest.raises(type(error)):
        pcsc.PcscReader().connect()
    assert released == [7]
