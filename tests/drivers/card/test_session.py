"""What a reception asks of a card, over both transports."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from PIL import Image

from drivers.card.apdu import Ins
from drivers.card.card_desk import MyNumberDesk
from drivers.card.mynumber import Key, MyNumberCard
from drivers.card.printed_face import Printed
from drivers.card.transport import MeasuredTransport
from kiosk import errors
from kiosk.clock import serves_until
from kiosk.eligibility.pki.issuer import serial_of
from kiosk.personas import find
from kiosk.ports import Signed
from kiosk.session.events import CardFacts, CardKind, Method

Desk = Callable[..., MyNumberDesk]
CHALLENGE = bytes(range(32))


def check(signed: Signed, authority: x509.Certificate, persona: str) -> None:
    certificate = x509.load_der_x509_certificate(signed.certificate)
    certificate.verify_directly_issued_by(authority)
    assert certificate.serial_number == serial_of(persona)
    certificate.public_key().verify(  # type: ignore[union-attr, call-arg]
        signed.signature, CHALLENGE, padding.PKCS1v15(), hashes.SHA256()
    )


def test_a_whole_face_route_reads_photo_certificate_and_signature(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura")
    assert reception.identify() == CardFacts(CardKind.MY_NUMBER, 3, has_photo=True)
    with Image.open(BytesIO(reception.photo())) as photo:
        assert (photo.format, photo.mode, photo.size) == ("JPEG2000", "L", (480, 600))
    signed = reception.sign(CHALLENGE, Method.FACE)
    check(signed, cards.store.ca.authentication.certificate, "sakura")
    assert reception.use().apdus == 61


def test_the_pin_route_needs_no_terminal(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura", terminal=None)
    reception.identify()
    assert reception.check_pin("1234", allow_last=False) == 3
    check(
        reception.sign(CHALLENGE, Method.PIN), cards.store.ca.authentication.certificate, "sakura"
    )


def test_without_pin_and_without_terminal_the_key_stays_closed(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura", terminal=None)
    reception.identify()
    for method in (Method.FACE, Method.PIN):
        with pytest.raises(errors.TerminalRefused):
            reception.sign(CHALLENGE, method)


def test_what_a_pin_has_opened_is_closed_after_release(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura")
    reception.identify()
    reception.check_pin("1234", allow_last=False)
    reception.release()
    reception.identify()
    with pytest.raises(errors.TerminalRefused):
        reception.sign(CHALLENGE, Method.PIN)


def test_a_terminal_of_another_authority_is_refused(place: Any, cards: Any, desk: Desk) -> None:
    from kiosk.desk.virtual.cards import CardTerminal
    from kiosk.eligibility.pki.issuer import TestCA

    place.put(cards("sakura"))
    reception = desk("sakura", terminal=CardTerminal(TestCA.create()))
    reception.identify()
    with pytest.raises(errors.TerminalRefused):
        reception.sign(CHALLENGE, Method.FACE)


def test_a_wrong_pin_tells_what_is_left_until_it_locks(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura")
    reception.identify()
    for left in (2, 1):
        with pytest.raises(errors.PinWrong) as wrong:
            reception.check_pin("0000", allow_last=False)
        assert wrong.value.left == left
    with pytest.raises(errors.LastTry):
        reception.check_pin("0000", allow_last=False)
    with pytest.raises(errors.PinLocked):
        reception.check_pin("0000", allow_last=True)
    with pytest.raises(errors.PinLocked):
        reception.check_pin("1234", allow_last=True)
    assert reception.identify().pin_tries == 0


def test_a_right_pin_gives_all_tries_back(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("one_try"))
    reception = desk("one_try")
    assert reception.identify().pin_tries == 1
    with pytest.raises(errors.LastTry):
        reception.check_pin("2580", allow_last=False)
    reception.check_pin("2580", allow_last=True)
    assert reception.identify().pin_tries == 3


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("haruto", CardFacts(CardKind.MY_NUMBER, 3, has_photo=True)),
        ("pin_locked", CardFacts(CardKind.MY_NUMBER, 0, has_photo=True)),
        ("face_only", CardFacts(CardKind.FACE_ONLY, None, has_photo=True)),
        ("android", CardFacts(CardKind.ANDROID, 3, has_photo=False)),
        ("iphone", CardFacts(CardKind.IPHONE, None, has_photo=False)),
    ],
)
def test_each_kind_is_told_apart(
    place: Any, cards: Any, desk: Desk, name: str, facts: CardFacts
) -> None:
    place.put(cards(name))
    reception = desk(name)
    assert reception.identify() == facts


def test_a_face_only_card_is_read_by_face(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("face_only"))
    reception = desk("face_only")
    reception.identify()
    assert reception.photo()
    check(
        reception.sign(CHALLENGE, Method.FACE),
        cards.store.ca.authentication.certificate,
        "face_only",
    )


def test_an_android_phone_shows_its_certificate_after_the_pin(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(cards("android"))
    reception = desk("android")
    reception.identify()
    reception.check_pin("2000", allow_last=False)
    check(
        reception.sign(CHALLENGE, Method.PHONE),
        cards.store.ca.authentication.certificate,
        "android",
    )


def test_no_terminal_vouches_for_a_phone_whose_pin_was_not_typed(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(cards("android"))
    reception = desk("android")
    reception.identify()
    with pytest.raises((errors.TerminalRefused, errors.Unreadable)):
        reception.sign(CHALLENGE, Method.PHONE)


def test_a_phone_lifted_and_held_again_is_read_anew(place: Any, cards: Any, desk: Desk) -> None:
    phone = cards("android")
    place.put(phone)
    reception = desk("android")
    reception.identify()
    reception.check_pin("2000", allow_last=False)
    place.take()
    with pytest.raises(errors.CardRemoved):
        reception.sign(CHALLENGE, Method.PHONE)
    place.put(phone)
    assert reception.identify().pin_tries == 3
    with pytest.raises((errors.TerminalRefused, errors.Unreadable)):
        reception.sign(CHALLENGE, Method.PHONE)
    reception.check_pin("2000", allow_last=False)
    check(
        reception.sign(CHALLENGE, Method.PHONE),
        cards.store.ca.authentication.certificate,
        "android",
    )


def test_an_iphone_was_opened_by_its_holder(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("iphone"))
    reception = desk("iphone")
    reception.identify()
    check(
        reception.sign(CHALLENGE, Method.PHONE), cards.store.ca.authentication.certificate, "iphone"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [("licence", "licence"), ("bank", "bank"), ("suica", "storage"), ("juki", "juki")],
)
def test_other_cards_are_refused_by_their_kind(
    place: Any, cards: Any, desk: Desk, name: str, kind: str
) -> None:
    place.put(cards(name))
    reception = desk(name)
    with pytest.raises(errors.NotMyNumberCard) as refused:
        reception.identify()
    assert refused.value.kind == kind


def test_an_expired_card_is_refused(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("card_expired"))
    reception = desk("card_expired")
    with pytest.raises(errors.CardExpired):
        reception.identify()


def test_an_expired_card_serves_some_months_and_is_said_to_be_expired(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(cards("sakura"))
    ends = cards.store.ends(cards.persona("sakura"))  # not from today: midnight may pass
    last = serves_until(ends)
    for day, expired in ((ends, False), (ends + timedelta(days=1), True), (last, True)):
        reception = desk("sakura", today=lambda day=day: day)
        assert reception.identify().expired == expired
        reception.release()
    with pytest.raises(errors.CardExpired):
        desk("sakura", today=lambda: last + timedelta(days=1)).identify()


def test_an_infants_card_holds_no_photo(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("mio"))
    reception = desk("mio")
    reception.identify()
    with pytest.raises(errors.PhotoAbsent):
        reception.photo()


def test_code_b_may_be_typed_where_nothing_looks_at_the_face(
    place: Any, cards: Any, desk: Desk
) -> None:
    printed = cards.store.printed(find("sakura"))
    place.put(cards("sakura"))
    reception = desk("sakura", printed=lambda: None)
    reception.identify()
    with pytest.raises(errors.CodeBMissing):
        reception.photo()
    with pytest.raises(errors.CodeBMissing, match="no card bears"):
        reception.photo("55139920352285")
    assert reception.photo(printed.code_b)[4:8] == b"jP  "


def test_a_wrong_look_at_the_face_is_tried_twice_and_no_more(
    place: Any, cards: Any, desk: Desk
) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura", printed=lambda: Printed(date(1981, 4, 13), 2030, "2285"))
    reception.identify()
    for left in (9, 8):
        with pytest.raises(errors.CodeBWrong) as wrong:
            reception.photo()
        assert wrong.value.left == left
    with pytest.raises(errors.CodeBMissing):
        reception.photo()


def test_a_card_placed_again_has_no_more_tries_for_its_printed_face(
    place: Any, cards: Any, desk: Desk
) -> None:
    sakura = cards("sakura")
    place.put(sakura)
    reception = desk("sakura", printed=lambda: Printed(date(1981, 4, 13), 2030, "2285"))
    for _ in range(2):
        reception.identify()
        with pytest.raises(errors.CodeBWrong):
            reception.photo()
        reception.release()
    reception.identify()
    with pytest.raises(errors.CodeBMissing):
        reception.photo()
    reception.release()
    place.take()
    place.put(cards("kenji"))
    reception.identify()
    with pytest.raises(errors.CodeBWrong):
        reception.photo()


class Untold:
    """A card that answers this to the question for a counter, and compares all the same."""

    def __init__(self, sw: int) -> None:
        self.sw, self.secrets = sw, 0

    def transmit(self, apdu: bytes) -> tuple[bytes, int]:
        if apdu[1] != Ins.VERIFY:
            return b"", 0x9000
        self.secrets += len(apdu) > 5
        return b"", 0x9000 if len(apdu) > 5 else self.sw


@pytest.mark.parametrize("sw", [0x6F00, 0x9000])
def test_no_secret_is_sent_to_a_card_that_does_not_tell_its_tries(sw: int) -> None:
    card = Untold(sw)
    reception = MyNumberCard(MeasuredTransport(card))
    with pytest.raises(errors.Unreadable, match="nothing was sent"):
        reception.verify(Key.AUTHENTICATION_PIN, "1234")
    assert card.secrets == 0
    assert reception.verify(Key.AUTHENTICATION_PIN, "1234", allow_last=True) == 1
    assert card.secrets == 1


@pytest.mark.parametrize(
    "printed", [None, Printed(date(2999, 1, 1), 2030, "1234"), Printed(date(1980, 1, 1), 203, "x")]
)
def test_an_impossible_printed_face_is_never_tried(
    place: Any, cards: Any, desk: Desk, printed: Printed | None
) -> None:
    place.put(cards("sakura"))
    reception = desk("sakura", printed=lambda: printed)
    reception.identify()
    before = reception.use().apdus
    with pytest.raises(errors.CodeBMissing):
        reception.photo()
    assert reception.use().apdus == before


def test_a_card_taken_away_is_gone_for_good(place: Any, cards: Any, desk: Desk) -> None:
    card = cards("sakura")
    place.put(card)
    reception = desk("sakura")
    reception.identify()
    place.take()
    with pytest.raises(errors.CardRemoved):
        reception.photo()
    place.put(card)
    with pytest.raises(errors.CardRemoved):
        reception.photo()
    assert reception.identify().pin_tries == 3


def test_an_empty_reader_says_that_no_card_is_there(place: Any, desk: Desk) -> None:
    with pytest.raises(errors.CardRemoved):
        desk("sakura").identify()


def test_an_open_card_is_needed_before_anything_is_asked(desk: Desk) -> None:
    with pytest.raises(errors.CardRemoved):
        desk("sakura").check_pin("1234", allow_last=False)


def test_a_chip_that_does_not_answer_is_unreadable(place: Any, cards: Any, desk: Desk) -> None:
    place.put(cards("mute"))
    with pytest.raises(errors.Unreadable):
        desk("mute").identify()


def test_the_age_is_known_once_the_photo_is_open_and_forgotten_with_the_card(
    place: Any, cards: Any, desk: Desk
) -> None:
    born = find("haruto").person.birth
    last = born.replace(year=2026) - timedelta(days=1)
    place.put(cards("haruto"))
    reception = desk("haruto", today=lambda: last)
    reception.identify()
    assert reception.age() is None
    reception.photo()
    assert reception.age() == 2026 - born.year - 1
    reception.release()
    assert reception.age() is None
