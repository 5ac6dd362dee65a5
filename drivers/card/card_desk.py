"""The card desk of a reception: one reader with at most one card."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import blake2b

from drivers.card.mynumber import Key, MyNumberCard, Terminal
from drivers.card.printed_face import PrintedFace, typed
from drivers.card.reader import Connection, Emit, Reader
from drivers.card.transport import MeasuredTransport
from kiosk import clock
from kiosk.errors import (
    CardExpired,
    CardRemoved,
    CertificateInvalid,
    CodeBMissing,
    CodeBWrong,
    TerminalRefused,
)
from kiosk.ports import CardUse, Signed
from kiosk.session.events import PHONES, CardFacts, CardKind, Method
from kiosk.timing import REAL, SYSTEM_CHANCE, Chance

CODE_B_ATTEMPTS = 2
"""Tries of 照合番号B per card, of the card's ten: errors in reading the printed face must not lock
it (docs/card.md)."""


class MyNumberDesk:
    """A `kiosk.ports.CardDesk` over any reader.

    `printed` reads 照合番号B from the card's printed face. `terminal` is this desk's certified key
    for identification without PIN (invented); without it such identification is refused.
    """

    def __init__(
        self,
        reader: Reader,
        *,
        printed: PrintedFace = lambda: None,
        terminal: Terminal | None = None,
        today: Callable[[], date] = clock.today,
        monotonic: Callable[[], float] = REAL.monotonic,
        chance: Chance = SYSTEM_CHANCE,
    ) -> None:
        self._reader = reader
        self._printed = printed
        self._terminal = terminal
        self._today, self._monotonic = today, monotonic
        self._connection: Connection | None = None
        self._channel: MeasuredTransport | None = None
        self._card: MyNumberCard | None = None
        self._kind = CardKind.MY_NUMBER
        self._certificate: bytes | None = None
        self._salt = chance(16)
        self._token = b""
        self._code_b_wrong: Counter[bytes] = Counter()
        self._use = CardUse(0, 0.0)

    def watch(self, emit: Emit) -> None:
        """Begin to emit ReaderReady, ReaderDown, CardPlaced and CardTaken."""
        self._reader.watch(emit)

    def identify(self) -> CardFacts:
        """Open the card on the reader, recognise it and read its free data.

        Raises NotMyNumberCard, Unreadable, Busy, SecondCard, CardRemoved, CardExpired,
        CertificateInvalid, Malformed, NoReader, ServiceDown.
        """
        self.release()
        self._connection = self._reader.connect()
        self._channel = MeasuredTransport(self._connection, self._monotonic)
        self._card = MyNumberCard(self._channel)
        facts = self._card.facts()
        expired = facts.expires is not None and facts.expires < self._today()
        if facts.expires and clock.serves_until(facts.expires) < self._today():
            raise CardExpired("the card's own date of expiry has passed; it must be renewed")
        if not facts.has_authentication:
            raise CertificateInvalid("the card holds no authentication certificate; it needs one")
        self._kind = facts.kind
        self._token = self._known_by()
        photo = facts.kind not in PHONES
        return CardFacts(facts.kind, facts.pin_tries, photo, self._token, expired)

    def _known_by(self) -> bytes:
        """A keyed hash of the card's certificate, valid for this desk object only.

        Empty on an Android phone, which shows its certificate only after the PIN. The certificate
        is read while its application is selected and kept for `sign`.
        """
        if self._kind is CardKind.ANDROID:
            return b""
        self._certificate = self._open().certificate()
        return blake2b(self._certificate, key=self._salt, digest_size=16).digest()

    def photo(self, code_b: str = "") -> bytes:
        """Read the chip's JPEG 2000 photo with 照合番号B: `code_b`, or else as printed on the card.

        Raises CodeBMissing, CodeBWrong, CardRemoved, Malformed, PhotoUnreadable.
        """
        card = self._open()
        printed = typed(code_b, self._today()) if code_b else self._printed()
        if printed is None or not printed.plausible(self._today()):
            raise CodeBMissing("the card's face was not read, or no card bears this number")
        if self._code_b_wrong[self._token] >= CODE_B_ATTEMPTS:
            raise CodeBMissing("照合番号B was wrong twice; no more is tried on this card")
        try:
            photo = card.photo(printed.code_b)
        except CodeBWrong:
            self._code_b_wrong[self._token] += 1
            raise
        del self._code_b_wrong[self._token]
        return photo

    def age(self) -> int | None:
        """See CardDesk."""
        born = self._card.birth if self._card else None
        return clock.age(born, self._today()) if born else None

    def check_pin(self, pin: str, *, allow_last: bool) -> int:
        """Verify the authentication PIN; returns the tries left before (see MyNumberCard.verify).

        A right PIN resets the counter. Raises PinWrong, LastTry if nothing was sent, PinLocked,
        CardRemoved.
        """
        return self._open().verify(Key.AUTHENTICATION_PIN, pin, allow_last=allow_last)

    def sign(self, challenge: bytes, method: Method) -> Signed:
        """The card's certificate and its signature over `challenge`.

        With methods without a PIN the terminal first authenticates to the card, except on an
        iPhone, whose key is open because the phone has recognised its holder. Raises
        TerminalRefused, CardRemoved, Malformed.
        """
        card = self._open()
        vouched = method in (Method.FACE, Method.VISUAL)
        if vouched and self._kind is not CardKind.IPHONE:
            if self._terminal is None:
                raise TerminalRefused("this desk has no terminal certificate; use the PIN")
            card.authenticate_terminal(self._terminal)
        certificate = self._certificate or card.certificate()
        return Signed(certificate, card.sign(challenge))

    def use(self) -> CardUse:
        """Number of APDUs and transport time in seconds since `identify`."""
        if self._channel:
            self._use = CardUse(self._channel.apdus, self._channel.seconds)
        return self._use

    @property
    def reading(self) -> bool:
        """Whether a card is open, and what was read from it is kept."""
        return self._connection is not None or self._certificate is not None

    def release(self) -> None:
        """Power the card off and forget everything read from it. Never raises."""
        self.use()
        connection, self._connection = self._connection, None
        self._channel = self._card = self._certificate = None
        self._token = b""
        if connection:
            connection.close()

    def close(self) -> None:
        """Stop watching and release the reader. Never raises."""
        self.release()
        self._reader.close()

    def _open(self) -> MyNumberCard:
        if self._card is None:
            raise CardRemoved("no card is open")
        return self._card
