"""One request file in, one answer file out, whatever carries them: the folder and HTTP use this."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.eligibility import information
from kiosk.eligibility.bulk import Bulk, Kind
from kiosk.eligibility.codes import Charset, FileCategory
from kiosk.eligibility.facility import Facility
from kiosk.eligibility.messages import BadMessage, read, write
from kiosk.eligibility.messages.information import InformationRequest
from kiosk.eligibility.messages.qualification import Request
from kiosk.eligibility.national import National
from kiosk.eligibility.settings import EligibilitySettings
from kiosk.errors import KioskError

SINGLE = "OQSsiquc01"
MEDICINE = "YZKsiquc01"
CHECKUP = "TKKsiquc01"
UPLOADS = {f"{kind.value}01": kind for kind in Kind}
DOWNLOADS = {f"{kind.value}02": kind for kind in Kind}
PREFIXES = (SINGLE, MEDICINE, CHECKUP, *UPLOADS, *DOWNLOADS)

NAME = re.compile(rf"(?P<prefix>{'|'.join(PREFIXES)})req(?P<tail>[_A-Za-z0-9.\-]{{0,100}})\.xml")


@dataclass(frozen=True, slots=True)
class Question:
    """A request: its kind, its bytes, and the name under which a repetition is recognised."""

    prefix: str
    data: bytes = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: the end of its file's name, its bytes, and what was wrong with the request."""

    suffix: str
    data: bytes = field(repr=False)
    problem: BadMessage | None = None


class Exchange:
    """Answers request files of one facility. Safe to call from several threads."""

    def __init__(self, national: National, facility: Facility) -> None:
        self.national = national
        self.facility = facility
        self.bulk = Bulk(national)

    def answer(self, questions: Sequence[Question]) -> list[Reply]:
        """The replies in the order of the questions; single checks share one transaction.

        Raises SystemDown; whatever is wrong with a request is said in its reply.
        """
        replies: dict[int, Reply] = {}
        singles: dict[int, tuple[Request, str]] = {}
        for place, asked in enumerate(questions):
            if asked.prefix == SINGLE:
                try:
                    singles[place] = (_request(asked.data), asked.name)
                except BadMessage as problem:
                    replies[place] = self.broken(problem)
            else:
                replies[place] = self._other(asked)
        results = self.national.single(self.facility, list(singles.values()))
        for place, result in zip(singles, results, strict=True):
            replies[place] = _reply(result, result.message_header.character_code_identifier)
        return [
            seal(replies[place], asked.prefix, self.national.settings)
            for place, asked in enumerate(questions)
        ]

    def broken(self, problem: BadMessage | KioskError) -> Reply:
        """The reply to what could not be read or served."""
        charset = self.national.settings.default_charset
        unreadable = problem if isinstance(problem, BadMessage) else None
        return Reply(".xml", write(self.national.broken(problem), charset), unreadable)

    def _other(self, asked: Question) -> Reply:
        try:
            if asked.prefix in (MEDICINE, CHECKUP):
                return self._information(asked)
            request = _request(asked.data)
        except BadMessage as problem:
            return self.broken(problem)
        if asked.prefix in UPLOADS:
            kind = UPLOADS[asked.prefix]
            result = self.bulk.take(self.facility, kind, request, asked.name)
        else:
            result = self.bulk.fetch(self.facility, DOWNLOADS[asked.prefix], request)
        return _reply(result, result.message_header.character_code_identifier)

    def _information(self, asked: Question) -> Reply:
        request, charset = read(InformationRequest, asked.data)
        of_medicine = asked.prefix == MEDICINE
        tell = information.medicine if of_medicine else information.checkup
        answer: Any = tell(self.national, self.facility.code, request, asked.name)
        told = answer.message_header.result_code == information.OK
        if told and request.message_body.file_category is FileCategory.PDF:
            paper: Any = information.medicine_pdf if of_medicine else information.checkup_pdf
            return Reply(".pdf", paper(answer))
        return _reply(answer, charset)


def _request(data: bytes) -> Request:
    """The request, answered in the encoding it came in unless it names another."""
    request, charset = read(Request, data)
    head = request.message_header
    named = replace(head, character_code_identifier=head.character_code_identifier or charset)
    return replace(request, message_header=named)


def _reply(message: Any, charset: Charset) -> Reply:
    return Reply(".xml", write(message, charset))


def seal(reply: Reply, prefix: str, settings: EligibilitySettings) -> Reply:
    """The reply inside a password ZIP, where its kind is to be encrypted."""
    if prefix not in settings.encrypted_prefixes:
        return reply
    import io

    import pyzipper

    out = io.BytesIO()
    inside = f"{prefix}res{reply.suffix}"
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as file:
        file.setpassword(settings.password.encode())
        file.writestr(inside, reply.data)
    return replace(reply, suffix=".zip", data=out.getvalue())
