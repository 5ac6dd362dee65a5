"""What the pages ask of the national system: who a card's holder is, and the holder's consents."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from cryptography import x509

from kiosk.eligibility.national.consents import without_medical
from kiosk.eligibility.national.homevisit.visits import Ledger, NewVisit, Visit
from kiosk.eligibility.national.results import judge
from kiosk.eligibility.national.store import queries
from kiosk.eligibility.national.store.queries import Holder, Inquiry
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.certificates import ProofVerifier
from kiosk.eligibility.port import Proof
from kiosk.errors import CertificateInvalid, NoSuchPerson, NotRegistered
from kiosk.homevisit.events import Kept
from kiosk.homevisit.profile import ConsentProfile
from kiosk.session.codes import CancelledBy
from kiosk.session.events import CertificateState
from kiosk.session.rules import Category


@dataclass(frozen=True, slots=True)
class Identity:
    """The holder of a card that has answered; `grace`: its certificate has just ended."""

    holder: Holder = field(repr=False)
    grace: bool


class Consents:
    """Consents of patients over a `National`. Calls block; safe for several threads."""

    def __init__(self, national: National, authorities: Iterable[x509.Certificate | bytes]) -> None:
        self.national = national
        self._gate = ProofVerifier(authorities, national.clock)

    def today(self) -> date:
        """The day in Japan by the system's clock."""
        return self.national.clock().date()

    def challenge(self) -> bytes:
        """A challenge for one card; valid for minutes."""
        return self._gate.challenge()

    def identify(self, proof: Proof) -> Identity:
        """The holder of the card. Raises CertificateInvalid, NoSuchPerson, NotRegistered,
        SystemDown.
        """
        standing = self._gate.verify(proof)
        found = self.national.registry.of_card(standing.serial, self.today())
        if found is None:
            raise NoSuchPerson("no person of the registry has this certificate")
        holder, revoked = found
        if revoked:
            raise CertificateInvalid("the certificate was revoked")
        if not holder.registered:
            raise NotRegistered("the card is not registered as the insurance card yet")
        return Identity(holder, standing.state is CertificateState.GRACE)

    def store(
        self, facility: str, who: Identity, new: NewVisit, *, keep_first: bool = False
    ) -> Visit:
        """Store a consent; the same reference counts once. Raises SystemDown."""
        if who.grace:
            new = replace(new, answers=without_medical(new.answers))
        now = self.national.clock().replace(microsecond=0)
        validity, _ = judge(who.holder, now.date())
        line = Inquiry(facility, now, "visit", who.holder.id, validity.value, new.reference)
        with self.national.registry.transaction() as connection:
            ledger = Ledger(connection, facility, now, self.national.settings)
            stored = ledger.register(who.holder, new, keep_first=keep_first)
            queries.write_inquiries(connection, [line])
        return stored

    def valid(self, facility: str, who: Identity) -> list[Visit]:
        """The holder's consents at the facility that are valid now, oldest first, one a use and
        day. Raises SystemDown.
        """
        now = self.national.clock()
        with self.national.registry.transaction() as connection:
            ledger = Ledger(connection, facility, now, self.national.settings)
            found = ledger.of_persons([who.holder.id])[who.holder.id]
        newest = {(one.use, one.day): one for one in found if one.stands(now)}
        return sorted(newest.values(), key=lambda one: one.id)

    def cancel_all(self, facility: str, who: Identity) -> int:
        """Cancel the holder's consents at the facility; returns how many. Raises SystemDown."""
        with self.national.registry.transaction() as connection:
            ledger = Ledger(connection, facility, self.national.clock(), self.national.settings)
            return ledger.cancel(who.holder.id, CancelledBy.PATIENT)


def kept(visit: Visit, profile: ConsentProfile) -> Kept:
    """A stored consent as the pages show it, by the items of a profile."""
    items = {
        item.id: all(visit.items[category] for category in item.categories)
        for item in profile.items
        if item.categories <= visit.items.keys()
    }
    return Kept(visit.use, visit.until.date(), visit.day, items)


def under_age(visit: Visit, agreed: frozenset[Category]) -> bool:
    """Whether 特定健診 was agreed to and not stored as given, for the holder's age."""
    return Category.CHECKUP in agreed and not visit.items.get(Category.CHECKUP, False)
