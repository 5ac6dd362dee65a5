"""Files of an OQS folder, for the tests of the folder server."""

import os
from collections.abc import Callable
from pathlib import Path

from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.store.registry import Registry
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.eligibility.server.bulk import Kind
from kiosk.eligibility.server.oqs_folder import SWEEP_SECONDS, FolderServer
from kiosk.eligibility.uses import Use
from kiosk.eligibility.wire import read, write
from kiosk.eligibility.wire.qualification import (
    Request,
    RequestBody,
    RequestHeader,
    Result,
    SearchInfo,
)
from kiosk.personas import schema
from kiosk.session.codes import Charset
from kiosk.session.effects import Answers
from kiosk.session.rules import Category
from tests.support.time import MovedTime

SETTINGS = EligibilitySettings(settle_seconds=0)
CODE = "1312345678"


def info(name: str) -> SearchInfo:
    persona = schema.find(name)
    held = persona.insurance[0]
    return SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
        birthdate=persona.person.birth,
    )


def asked(*names: str, charset: Charset = Charset.SHIFT_JIS, **head: object) -> bytes:
    request = Request(RequestHeader(CODE, **head), RequestBody(tuple(map(info, names))))
    return write(request, charset)


def answer(server: FolderServer, name: str) -> Result:
    return read(Result, (server.res / name).read_bytes())[0]


def settle(server: FolderServer) -> None:
    """Two looks: a file that does not parse must be seen not to grow."""
    server.scan()
    server.scan()


def fetch(server: FolderServer, put: Callable[..., Path], number: str | None, kind: Kind) -> Result:
    body = RequestBody(reception_number=number)
    put(f"{kind}02req_x.xml", write(Request(RequestHeader(CODE), body)))
    server.scan()
    return answer(server, f"{kind}02res_x.xml")


def upload(server: FolderServer, put: Callable[..., Path], kind: Kind, data: bytes) -> str | None:
    put(f"{kind}01req_x.xml", data)
    server.scan()
    return answer(server, f"{kind}01res_x.xml").message_body.reception_number


def visited(server: FolderServer, registry: Registry, name: str) -> None:
    holder, _ = registry.of_card(serial_of(name))
    national = server.exchange.national
    new = NewVisit(name, Use.VISIT, Answers(agreed=frozenset({Category.CARE})))
    with registry.transaction() as connection:
        Ledger(connection, CODE, national.clock(), national.settings).register(holder, new)


def later(server: FolderServer, seconds: float) -> None:
    assert isinstance(server.time, MovedTime)
    server.time.moved += seconds


def sweep(server: FolderServer) -> None:
    """Let the server look for old files when every file of `res` is old."""
    for file in server.res.iterdir():
        os.utime(file, (0, 0), follow_symlinks=False)
    later(server, SWEEP_SECONDS)
    server.scan()
