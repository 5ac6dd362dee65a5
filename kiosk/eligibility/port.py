"""The port through which a reception asks who is insured how; adapters stand behind it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.session.effects import Answers
from kiosk.session.events import Method, PatientFacts


@dataclass(frozen=True, slots=True)
class Proof:
    """What the card gave: its authentication certificate (DER) and its signature over a challenge.

    The signature is RSASSA-PKCS1-v1_5 with SHA-256 over the challenge's bytes (card.md 2).
    """

    method: Method
    certificate: bytes = field(repr=False)
    challenge: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ticket:
    """An identified patient: an opaque reference for the next calls, and what the screens need."""

    reference: str
    patient: PatientFacts


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the result went, and whether the insurance is in force (code table OQSCD006)."""

    validity: str
    result_file: Path | None


@dataclass(frozen=True, slots=True)
class Late:
    """How a result that was owed ended: it lies in its folder, or it was given up."""

    reference: str
    """Of its ticket."""
    result_file: Path | None = None
    given_up: KioskError | None = None
    """Why the result will not be asked for again before the next start."""


def unheard(late: Late) -> None:
    """Nobody listens."""


class Eligibility(Protocol):
    """Who is insured how. Calls block; every error is a `kiosk.errors.KioskError`."""

    def challenge(self) -> bytes:
        """A fresh challenge of 32 random bytes, good for one proof."""
        ...

    def identify(self, proof: Proof) -> Ticket:
        """The person of the certificate.

        Raises CertificateInvalid (chain, revocation, past grace, wrong or replayed challenge, bad
        signature), NoSuchPerson, SystemDown, NetworkDown.
        """
        ...

    def register(self, ticket: Ticket) -> None:
        """Carry out 初回登録: the card serves as the insurance card from now on."""
        ...

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """Register the consents with their validity and deliver the result file.

        Raises FolderUnwritable, SystemDown, NetworkDown; after an error nothing half-written lies
        in the folder, and calling again with the same ticket delivers exactly once.
        """
        ...

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        """Deliver results that were promised and could not be; how many. Raises as `submit`.

        What an outage delays is tried at every call. What the other side declines is tried a few
        times, with growing pauses, and then given up until the next start. `tell` hears of each
        end, whatever is raised after it.
        """
        ...
