"""Answers request files with answer files; used by the OQS folder and by HTTP."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national import medical_information
from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.bulk import Bulk, Kind
from kiosk.eligibility.wire import BadMessage, read, write
from kiosk.eligibility.wire.kinds import CHECKUP, MEDICINE, SINGLE
from kiosk.eligibility.wire.medical_information import Checkup, InformationRequest, Medicine
from kiosk.eligibility.wire.qualification import Request, Result
from kiosk.errors import KioskError
from kiosk.session.codes import Charset, Treatment

UPLOADS = {f"{kind.value}01": kind for kind in Kind}
DOWNLOADS = {f"{kind.value}02": kind for kind in Kind}
GUESSED = {"OQSsihvq01": Treatment.HOME_VISIT, "OQSsionq01": Treatment.ONLINE}
"""Single checks whose names are public; their meaning is guessed from the bulk kinds [G]."""
PREFIXES = (SINGLE, MEDICINE, CHECKUP, *UPLOADS, *DOWNLOADS, *GUESSED)
UNTOLD = r"(?:OQSsi(?:hvd|url|inq|upd)|PMHsimsm|EPS[A-Za-z]{2,8})\d\d"
"""Kinds whose names are public but whose contents are not; they are answered with an error."""

NAME = re.compile(
    rf"(?P<prefix>{'|'.join(PREFIXES)}|{UNTOLD})req(?P<tail>[_A-Za-z0-9.\-]{{0,100}})\.(?i:xml)"
)


Message = Request | InformationRequest
Answer = Result | Medicine | Checkup


@dataclass(frozen=True, slots=True)
class Question:
    """A request file: its kind, its bytes, and the name that identifies a repetition."""

    prefix: str
    data: bytes = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer file: its suffix, its bytes, and the problem of an unreadable request."""

    suffix: str
    data: bytes = field(repr=False)
    problem: BadMessage | None = None


class Exchange:
    """Answers requests of one facility, as messages or as files. Safe for several threads."""

    def __init__(self, national: National, facility: Facility) -> None:
        self.national = national
        self.facility = facility
        self.bulk = Bulk(national)

    def single(self, requests: Sequence[tuple[Request, str | None]]) -> list[Result]:
        """Single checks (OQSsiquc01), each with its name, in one transaction. Raises SystemDown."""
        return self.national.single(self.facility, requests)

    def tell(self, prefix: str, message: Message, name: str) -> Answer:
        """Answer one request of any kind. Raises SystemDown."""
        if isinstance(message, InformationRequest):
            told = (
                medical_information.medicine if prefix == MEDICINE else medical_information.checkup
            )
            return told(self.national, self.facility.code, message, name)
        if prefix == SINGLE:
            return self.single([(message, name)])[0]
        if prefix in GUESSED:
            if not self.national.settings.guessed_kinds:
                return self.national.refused(message, Refusal.KIND)
            return self.national.lasting(self.facility, message, GUESSED[prefix], name)
        if prefix in UPLOADS:
            return self.bulk.take(self.facility, UPLOADS[prefix], message, name)
        return self.bulk.fetch(self.facility, DOWNLOADS[prefix], message)

    def answer(self, questions: Sequence[Question]) -> list[Reply]:
        """Answer request files, in their order; single checks share one transaction.

        A faulty request gets an error reply. Raises SystemDown.
        """
        replies: dict[int, Reply] = {}
        singles: dict[int, tuple[Request, str | None]] = {}
        for place, asked in enumerate(questions):
            if asked.prefix not in PREFIXES:
                replies[place] = self.broken(Refusal.KIND)
                continue
            try:
                message, charset = parse(asked.prefix, asked.data)
                if asked.prefix == SINGLE and isinstance(message, Request):
                    singles[place] = message, asked.name
                else:
                    answer = self.tell(asked.prefix, message, asked.name)
                    replies[place] = written(message, answer, charset)
            except BadMessage as problem:
                replies[place] = self.broken(problem)
        for place, result in zip(singles, self.single(list(singles.values())), strict=True):
            charset = result.message_header.character_code_identifier
            replies[place] = Reply(".xml", write(result, charset))
        settings = self.national.settings
        return [
            seal(replies[place], asked.prefix, settings) for place, asked in enumerate(questions)
        ]

    def broken(self, problem: BadMessage | KioskError | Refusal) -> Reply:
        """The error reply to a request that could not be read or served."""
        charset = self.national.settings.default_charset
        unreadable = problem if isinstance(problem, BadMessage) else None
        return Reply(".xml", write(self.national.broken(problem), charset), unreadable)


def request_class(prefix: str) -> type[Request] | type[InformationRequest]:
    """The message class of the requests with this prefix."""
    return InformationRequest if prefix in (MEDICINE, CHECKUP) else Request


def parse(prefix: str, data: bytes) -> tuple[Message, Charset]:
    """Read a request; returns it and the encoding of the answer.

    That is the encoding that the request names, else that of the file. Raises BadMessage.
    """
    if prefix in (MEDICINE, CHECKUP):
        return read(InformationRequest, data)
    request, charset = read(Request, data)
    charset = request.message_header.character_code_identifier or charset
    head = replace(request.message_header, character_code_identifier=charset)
    return replace(request, message_header=head), charset


def written(message: Message, answer: Answer, charset: Charset) -> Reply:
    """The answer as a file: XML, or PDF if the request wants it."""
    if isinstance(message, InformationRequest) and medical_information.wants_pdf(message):
        if (
            isinstance(answer, Medicine)
            and answer.message_header.result_code == medical_information.OK
        ):
            return Reply(".pdf", medical_information.medicine_pdf(answer))
        if (
            isinstance(answer, Checkup)
            and answer.message_header.result_code == medical_information.OK
        ):
            return Reply(".pdf", medical_information.checkup_pdf(answer))
    return Reply(".xml", write(answer, charset))


def seal(reply: Reply, prefix: str, settings: EligibilitySettings) -> Reply:
    """The reply in a password-protected ZIP if the settings encrypt its kind."""
    if prefix not in settings.encrypted_prefixes:
        return reply
    import io

    import pyzipper

    out = io.BytesIO()
    inside = f"{prefix}res{reply.suffix}"
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as file:
        file.setpassword(settings.password.get_secret_value().encode())
        file.writestr(inside, reply.data)
    return replace(reply, suffix=".zip", data=out.getvalue())
