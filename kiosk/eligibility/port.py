"""The port through which a reception looks up insurance; the adapters implement it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.session.effects import Answers
from kiosk.session.events import Method, PatientFacts


@dataclass(frozen=True, slots=True)
class Proof:
    """The card's authentication certificate (DER) and its signature over a challenge.

    The signature is RSASSA-PKCS1-v1_5 with SHA-256 over the challenge's bytes (docs/card.md).
    """

    method: Method
    certificate: bytes = field(repr=False)
    challenge: bytes = field(repr=False)
    signature: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ticket:
    """An identified patient: an opaque reference for the next calls, and facts for the screens."""

    reference: str
    patient: PatientFacts


@dataclass(frozen=True, slots=True)
class Delivery:
    """The file of the result, and whether the insurance is valid (code table OQSCD006)."""

    validity: str
    result_file: Path | None


@dataclass(frozen=True, slots=True)
class Late:
    """The end of a delayed result: it is in its folder, or it was given up."""

    reference: str
    """The reference of its ticket."""
    result_file: Path | None = None
    validity: str = ""
    """Whether the insurance is valid (OQSCD006); "" if it was given up."""
    given_up: KioskError | None = None
    """Why the result was given up until the next start; None if it was delivered."""


def unheard(late: Late) -> None:
    """Ignore the end of a delayed result."""


class Eligibility(Protocol):
    """Looks up insurance. Calls block; every error is a `kiosk.errors.KioskError`."""

    def challenge(self) -> bytes:
        """Create a challenge of 32 random bytes, valid for one proof."""
        ...

    def identify(self, proof: Proof) -> Ticket:
        """Identify the person of the certificate.

        Raises CertificateInvalid (chain, revocation, end of the grace period, wrong or replayed
        challenge, bad signature), NoSuchPerson, SystemDown, NetworkDown.
        """
        ...

    def register(self, ticket: Ticket) -> None:
        """Register the card as the insurance card (初回登録)."""
        ...

    def submit(self, ticket: Ticket, answers: Answers) -> Delivery:
        """Register the consents with their validity and deliver the result file.

        Raises FolderUnwritable, SystemDown, NetworkDown. After an error the folder holds no
        incomplete result, and a further call with the same ticket delivers exactly once.
        """
        ...

    def deliver_pending(self, tell: Callable[[Late], None] = unheard) -> int:
        """Deliver delayed results; returns how many were delivered. Raises the errors of `submit`.

        A result that an outage delays is tried at every call. A result that the service declines
        is tried a few times with growing pauses, then given up until the next start. `tell` is
        called for each result that ends, also if an error is raised later.
        """
        ...
