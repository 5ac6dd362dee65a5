"""Answers request files with answer files; used by the OQS folder and by HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kiosk.eligibility.facility import Facility
from kiosk.eligibility.national.medical.information import FAILED, OK, wants_pdf
from kiosk.eligibility.national.refusals import TEXTS, Refusal
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.eligibility.national.system import National
from kiosk.eligibility.server.bulk import Bulk
from kiosk.eligibility.server.bulk_answers import BulkAnswer
from kiosk.eligibility.server.kinds import KINDS, Answer, Message, Told, refusal_of
from kiosk.eligibility.wire import BadMessage, read, write
from kiosk.eligibility.wire.glimpse import Glimpse, glimpse
from kiosk.eligibility.wire.kinds import SINGLE
from kiosk.eligibility.wire.medical_information import (
    Checkup,
    CheckupRequest,
    Medicine,
    MedicineRequest,
)
from kiosk.eligibility.wire.qualification import Request, Result, ResultHeader
from kiosk.eligibility.wire.serialization import plan
from kiosk.errors import KioskError
from kiosk.session.codes import Charset, Segment


@dataclass(frozen=True, slots=True)
class RequestFile:
    """A request file: its kind, its bytes, and the name that identifies a repetition."""

    prefix: str
    data: bytes = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer file: its suffix and bytes, and why its request was not understood, if so."""

    suffix: str
    data: bytes = field(repr=False)
    reason: str | None = None


class Exchange:
    """Answers requests of one facility, as messages or as files. Safe for several threads."""

    def __init__(self, national: National, facility: Facility) -> None:
        self.national = national
        self.facility = facility
        self.bulk = Bulk(national)

    def single(self, requests: Sequence[tuple[Request, str | None]]) -> list[Result]:
        """Single checks (OQSsiquc01), each with its name, in one transaction. Raises SystemDown."""
        return self.national.single(self.facility, requests)

    def answer_one(self, prefix: str, message: Message, name: str) -> Answer:
        """Answer one request, whatever its kind in the table. Raises SystemDown."""
        answer: Answer = KINDS[prefix].handler(self.national, self.facility, message, name)
        return answer

    def answer(self, questions: Sequence[RequestFile]) -> list[AnswerFile]:
        """Answer request files, in their order; single checks share one transaction.

        A faulty request gets an error reply. Raises SystemDown.
        """
        replies: dict[int, AnswerFile] = {}
        singles: dict[int, tuple[Request, str | None]] = {}
        for place, asked in enumerate(questions):
            if asked.prefix not in KINDS:
                replies[place] = self.unknown(asked)
                continue
            try:
                message, charset = parse(asked.prefix, asked.data)
                if asked.prefix == SINGLE and isinstance(message, Request):
                    singles[place] = message, asked.name
                else:
                    answer = self.answer_one(asked.prefix, message, asked.name)
                    replies[place] = written(asked.prefix, message, answer, charset)
            except BadMessage as problem:
                replies[place] = self.broken(asked.prefix, problem, asked.data)
        for place, result in zip(singles, self.single(list(singles.values())), strict=True):
            charset = result.message_header.character_code_identifier
            replies[place] = AnswerFile(".xml", write(result, charset))
        settings = self.national.settings
        return [
            seal(replies[place], asked.prefix, settings) for place, asked in enumerate(questions)
        ]

    def broken(
        self, prefix: str, problem: BadMessage | KioskError | Refusal, data: bytes = b""
    ) -> AnswerFile:
        """The error reply to a request that could not be read or served.

        It repeats the identifier that could be read from the request (`data`), and has its
        encoding.
        """
        seen = glimpse(data)
        answer = failure(self.national, prefix, problem, seen)
        reason = str(problem) if isinstance(problem, BadMessage) else None
        return AnswerFile(".xml", write(answer, charset_of(self.national, seen)), reason)

    def unknown(self, asked: RequestFile) -> AnswerFile:
        """The error reply to a request whose kind is not in the table."""
        refusal, _ = refusal_of(asked.prefix)
        reply = self.broken(asked.prefix, refusal, asked.data)
        if refusal is Refusal.UNKNOWN_KIND:
            return replace(reply, reason=f"{TEXTS[refusal]} / not a request this system knows")
        return reply


def charset_of(national: National, seen: Glimpse) -> Charset:
    """The encoding of the answer to a request that could not be read."""
    return seen.charset if seen.charset is not None else national.settings.default_charset


def failure(
    national: National,
    prefix: str,
    problem: BadMessage | KioskError | Refusal,
    seen: Glimpse,
) -> Told:
    """The error answer of a kind, in the elements of its own answers."""
    if isinstance(problem, BadMessage):
        code, text = problem.reason.value, f"電文を読み取れません: {problem}"
    else:
        refusal = problem if isinstance(problem, Refusal) else Refusal.BUSY
        code, text = refusal.value, TEXTS[refusal]
        if refusal is Refusal.KIND:
            text = f"{refusal_of(prefix)[1]}: {text}"
    answer = KINDS[prefix].answer if prefix in KINDS else Result
    head: dict[str, Any] = {
        "process_execution_time": national.clock().replace(microsecond=0),
        "arbitrary_file_identifier": seen.identifier,
        "error_code": code,
    }
    header = plan(answer)[0].kind
    if header is ResultHeader:
        charset = charset_of(national, seen)
        head |= {"segment_of_result": Segment.FAILED, "error_message": text[:400]}
        head |= {"character_code_identifier": charset}
    else:
        head |= {"result_code": FAILED, "message_contents": text[:400]}
    made: Told = answer(header(**head))
    return made


def parse(prefix: str, data: bytes) -> tuple[Message, Charset]:
    """Read a request; returns it and the encoding of the answer.

    That is the encoding that the request names, else that of the file. Raises BadMessage.
    """
    message: Message
    message, charset = read(KINDS[prefix].request, data)
    return answered_in(message, charset)


def answered_in(message: Message, charset: Charset) -> tuple[Message, Charset]:
    """The message and the encoding of its answer, which the message may name."""
    charset = getattr(message.message_header, "character_code_identifier", None) or charset
    return with_charset(message, charset), charset


def with_charset(message: Message, charset: Charset) -> Message:
    """The message with the encoding of its answer in the head, if its kind has a place for it."""
    head: Any = message.message_header
    if not hasattr(head, "character_code_identifier"):
        return message
    return replace(message, message_header=replace(head, character_code_identifier=charset))


def written(prefix: str, message: Message, answer: Answer, charset: Charset) -> AnswerFile:
    """The answer as a file: XML, or PDF if the request wants it."""
    if isinstance(answer, BulkAnswer):
        return AnswerFile(".xml", answer.xml())
    pdf = KINDS[prefix].pdf
    if (
        pdf is not None
        and isinstance(message, MedicineRequest | CheckupRequest)
        and isinstance(answer, Medicine | Checkup)
        and wants_pdf(message)
        and answer.message_header.result_code == OK
    ):
        return AnswerFile(".pdf", pdf(answer))
    return AnswerFile(".xml", write(answer, charset))


def seal(reply: AnswerFile, prefix: str, settings: EligibilitySettings) -> AnswerFile:
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
