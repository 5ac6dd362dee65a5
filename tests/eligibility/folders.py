"""Files of an OQS folder, for the tests of the folder server."""

from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.server.oqs_folder import FolderServer
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
