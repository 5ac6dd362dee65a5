"""The virtual cards of this machine: made from a persona and a test issuer, and kept on disk.

Each card has a folder: `issue.json` (the day it was made), the keys, the photo, and `tries.sqlite`,
which is also the lock that prevents a card from being in two readers at once.
"""

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import NoDigestInfo

from drivers.card.apdu import SW
from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import Key, MyNumberCard
from drivers.card.printed_face import Printed
from drivers.card.transport import MeasuredTransport
from drivers.card.virtual import chip_pictures, personalise
from drivers.card.virtual.card import VirtualCard
from drivers.card.virtual.counters import FileCounters
from drivers.card.virtual.personalise import Issue
from drivers.card.virtual.reader import VirtualReader
from drivers.matching.photo import decode
from kiosk import clock, files, private
from kiosk.clock import JST, serves_until
from kiosk.eligibility.pki.issuer import TestCA, rsa_key
from kiosk.errors import (
    CertificateInvalid,
    Damaged,
    KioskError,
    NotMyNumberCard,
    PhotoUnreadable,
    Unreadable,
)
from kiosk.personas.schema import Kind, Persona
from kiosk.ports import Signed
from kiosk.session.events import Method
from kiosk.timing import SYSTEM_CHANCE, Chance

FIRST_CARDS = date(2016, 1, 1)
"""My Number cards are given out from 2016 on."""
ONE_DAY = timedelta(days=1)
"""Tolerance for a machine whose clock was ahead when it made the card."""
KEYS = ("authentication", "signature", "own")


class CardTerminal:
    """A desk's terminal key and its certificate of the test terminal authority (invented)."""

    def __init__(self, ca: TestCA, name: str = "TEST-DESK") -> None:
        self._key = rsa.generate_private_key(65537, 2048)
        self._certificate = ca.issue_terminal(self._key.public_key(), name)

    @property
    def certificate(self) -> bytes:
        """CV certificate of the terminal's key."""
        return self._certificate

    def sign(self, challenge: bytes) -> bytes:
        """RSASSA-PKCS1-v1_5 with SHA-256 over the card's challenge."""
        return self._key.sign(challenge, padding.PKCS1v15(), hashes.SHA256())


@dataclass(frozen=True)
class CardStore:
    """The virtual cards under `folder`, issued by the test authorities in `folder`/ca.

    `today` is the day on which a card is made or reset; `chance` gives the cards' challenges.
    """

    folder: Path
    today: Callable[[], date] = clock.today
    chance: Chance = SYSTEM_CHANCE

    @cached_property
    def ca(self) -> TestCA:
        """The test authorities, made at the first use. Raises OSError."""
        return TestCA.load_or_create(self.folder / "ca")

    def terminal(self) -> CardTerminal:
        """A terminal that these cards accept."""
        return CardTerminal(self.ca)

    def home(self, persona: Persona) -> Path:
        """The folder of a persona's card."""
        return self.folder / "cards" / persona.id

    def made(self, persona: Persona) -> bool:
        """Whether the persona's card was ever issued here."""
        return (self.home(persona) / "issue.json").exists()

    def card(self, persona: Persona, *, locked: int = SW.LOCKED) -> VirtualCard:
        """The persona's card, issued at the first call. Raises OSError.

        `locked` is what VERIFY answers when a key is locked: 6984 as real cards do, or 6983.
        """
        content = personalise.content(persona, self.issue(persona))
        counters = self._counters(persona.id)
        return VirtualCard(content, counters, name=persona.id, locked=locked, chance=self.chance)

    def ends(self, persona: Persona) -> date:
        """The card's last day. The card must have been made."""
        return persona.card.ends(self._made_on(persona))

    def tries(self, persona: Persona) -> dict[str, int | None]:
        """The tries left of each key that has any. Raises Busy when the card is in a reader."""
        reader = VirtualReader()
        reader.insert(self.card(persona))
        found: dict[str, int | None] = {}
        try:
            card = MyNumberCard(MeasuredTransport(reader.connect()))
            for key in Key:
                with suppress(NotMyNumberCard):  # a phone has one application only
                    found[key.name.lower()] = card.tries(key)
        except Unreadable:
            pass
        finally:
            reader.close()
        return found

    def printed(self, persona: Persona) -> Printed:
        """What is printed on the face of the persona's card."""
        self._prepare(persona)
        return personalise.printed(persona, self._made_on(persona))

    def reset(self, persona: Persona) -> None:
        """Set all tries to their first numbers and the day of issue to today; keep the keys.

        Damaged counters are made again. Raises Busy when the card is in a reader, Damaged when a
        key is damaged.
        """
        home = self.home(persona)
        if not home.exists():
            return
        counters = self._counters(persona.id)
        try:
            counters.open()
        except Damaged:
            for name in ("tries.sqlite", "tries.sqlite-journal"):
                (home / name).unlink(missing_ok=True)
            counters.open()
        try:
            counters.clear()
            files.place(home / "photo.jp2", _photo(persona))
            files.place(home / "issue.json", _issue_json(self.today()))
        finally:
            counters.close()
        for name in KEYS:
            _key(home / f"{name}.pem")

    def adopt(self, persona: Persona, other: "CardStore") -> None:
        """Make the persona's card here, of today, with the keys and photo that it has in `other`.

        Both stores must have the same authorities, and `other` must hold the card.
        """
        home = self.home(persona)
        private.folder(home)
        for name in (*(f"{key}.pem" for key in KEYS), "photo.jp2"):
            shutil.copyfile(other.home(persona) / name, home / name)
        (home / "issue.json").write_bytes(_issue_json(self.today()))

    def remove(self, ident: str) -> None:
        """Destroy the card of that id, damaged or whole. Raises Busy when it is in a reader."""
        home = self.folder / "cards" / ident
        if not home.is_dir():
            return
        with suppress(Damaged):
            counters = self._counters(ident)
            counters.open()
            counters.close()
        shutil.rmtree(home)

    def _counters(self, ident: str) -> FileCounters:
        return FileCounters(self.folder / "cards" / ident / "tries.sqlite")

    def _made_on(self, persona: Persona) -> date:
        file = self.home(persona) / "issue.json"
        try:
            made = date.fromisoformat(json.loads(file.read_text(encoding="utf-8"))["made"])
        except (ValueError, KeyError, TypeError, FileNotFoundError) as error:
            raise Damaged(f"{file} is damaged; reset the card") from error
        if not FIRST_CARDS <= made <= self.today() + ONE_DAY:
            raise Damaged(f"{file} tells a day on which no card was made; reset the card")
        return made

    def _prepare(self, persona: Persona) -> None:
        """Make the three keys and the photo, once. A card is made whole or not at all."""
        home = self.home(persona)
        if home.exists():
            return
        private.folder(home.parent)
        with files.whole_folder(home) as made:
            for name in KEYS:
                (made / f"{name}.pem").write_bytes(_pem(rsa.generate_private_key(65537, 2048)))
            (made / "photo.jp2").write_bytes(_photo(persona))
            (made / "issue.json").write_bytes(_issue_json(self.today()))

    def issue(self, persona: Persona) -> Issue:
        """The persona's keys and certificates, made at the first call. Raises OSError, Damaged."""
        self._prepare(persona)
        home, made, ca = self.home(persona), self._made_on(persona), self.ca
        authentication, signature, own = (_key(home / f"{name}.pem") for name in KEYS)
        card = persona.card
        return Issue(
            made=made,
            authentication_key=authentication,
            authentication_certificate=ca.issue_authentication(
                authentication.public_key(), persona.id, card.certificate_ends(made)
            ).public_bytes(serialization.Encoding.DER),
            authentication_ca=ca.authentication.der,
            signature_key=signature,
            signature_certificate=ca.issue_signature(
                signature.public_key(), persona.id, persona.person, card.certificate_ends(made)
            ).public_bytes(serialization.Encoding.DER),
            signature_ca=ca.signature.der,
            own_key=own,
            sign_face=lambda info: ca.face.key.sign(info, padding.PKCS1v15(), NoDigestInfo()),
            face_certificate=ca.face_certificate(),
            terminal_key=ca.terminal.public_key,
            photo=_read(home / "photo.jp2"),
        )


def _photo(persona: Persona) -> bytes:
    return chip_pictures.photo(persona.portrait_file) if persona.portrait_file else b""


def verify(store: CardStore, persona: Persona) -> dict[str, str]:
    """Read a card as a reception does, and check its content.

    Returns an outcome for each check, by name: "ok", "ok: " with a note, or what is wrong (see
    `passed`). Raises Busy when the card is in a reader.
    """
    reader, challenge = VirtualReader(), store.chance(32)
    try:
        printed = store.printed(persona)
        desk = MyNumberDesk(reader, printed=lambda: printed, terminal=store.terminal())
        reader.insert(store.card(persona))
    except Damaged as error:
        return {"files": error.detail}
    signed: list[Signed] = []

    def photo() -> str:
        try:
            decode(desk.photo())
        except PhotoUnreadable:
            if persona.portrait_file:
                raise
            return "the chip holds no photo, as this persona's card should not"
        return ""

    def signature() -> str:
        signed.append(desk.sign(challenge, Method.FACE))
        certificate = x509.load_der_x509_certificate(signed[0].certificate)
        certificate.verify_directly_issued_by(store.ca.authentication.certificate)
        key = certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        key.verify(signed[0].signature, challenge, padding.PKCS1v15(), hashes.SHA256())
        return ""

    def in_force() -> str:
        if persona.card.revoked:
            raise CertificateInvalid("it was revoked")
        certificate = x509.load_der_x509_certificate(signed[0].certificate)
        return _grace(certificate.not_valid_after_utc)

    def card() -> str:
        desk.identify()
        return ""

    checks: dict[str, Callable[[], str]] = {"card": card}
    if persona.card.kind in (Kind.MY_NUMBER, Kind.FACE_ONLY):
        checks |= {"photo": photo, "signature": signature, "certificate": in_force}
    try:
        return {name: _outcome(check) for name, check in checks.items()}
    finally:
        desk.close()


def passed(outcome: str) -> bool:
    """Whether an outcome of `verify` is a good one."""
    return outcome == "ok" or outcome.startswith("ok: ")


def _outcome(check: Callable[[], str]) -> str:
    try:
        note = check()
    except KioskError as error:
        return error.detail
    except (InvalidSignature, ValueError, IndexError) as error:
        return f"does not verify ({type(error).__name__})"
    return f"ok: {note}" if note else "ok"


def _grace(ended: datetime) -> str:
    """A note when the certificate has ended but is in its grace. Raises CertificateInvalid."""
    if clock.instant() <= ended:
        return ""
    last_day = ended.astimezone(JST).date()
    grace = serves_until(last_day)
    if clock.today() > grace:
        raise CertificateInvalid(f"it ended on {last_day}, its grace on {grace}")
    return f"it ended on {last_day}, but still serves in its grace to {grace}"


def _issue_json(made: date) -> bytes:
    return json.dumps({"made": made.isoformat()}).encode()


def _pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _key(file: Path) -> rsa.RSAPrivateKey:
    try:
        return rsa_key(_read(file))
    except ValueError as error:
        raise Damaged(f"{file} is no key; remove the card and make it again") from error


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise Damaged(f"{file} is missing; remove the card and make it again") from error
