"""The bridge's page with a real virtual card: PIN, last try, removed card, stop."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from anyio.from_thread import start_blocking_portal

from kiosk.bridge.link import ConnectionState, WantedCard
from kiosk.bridge.page import BridgePage
from kiosk.bridge.reading import Read
from kiosk.bridge.run import open_device
from kiosk.desk.virtual.cards import CardStore
from kiosk.errors import KioskError
from kiosk.personas import find
from kiosk.session.events import Method
from tests.support.homevisit import Client, Fields

PIN = find("kenji").card.pin
HOST = "127.0.0.1:8790"


@dataclass
class Line:
    """A line without a server: a task is given, the answer kept."""

    standing: ConnectionState = field(
        default_factory=lambda: ConnectionState(online=True, code="123456")
    )
    answers: list[Read] = field(default_factory=list)
    told: threading.Event = field(default_factory=threading.Event)

    def want(self, ident: str = "t1", method: Method = Method.PIN) -> None:
        task = WantedCard(ident, b"c" * 32, "みほん訪問看護ステーション", method)
        self.standing = ConnectionState(True, "123456", True, task)

    def answer(self, task: WantedCard, read: Read) -> bool:
        self.answers.append(read)
        self.standing = ConnectionState(True, "123456", True)
        self.told.set()
        return True


@dataclass
class Page:
    client: Client
    line: Line

    def see(self) -> str:
        self.fields = Fields(self.client.get("/").text)
        return self.fields.text

    def press(self, act: str, **more: str) -> httpx.Response:
        self.see()
        return self.client.post("/act", data={**self.fields.hidden, "act": act, **more})

    def read(self, pin: str, method: Method = Method.PIN, **more: str) -> Read:
        self.line.told.clear()
        self.line.want(method=method)
        self.press("read", pin=pin, **more)
        assert self.line.told.wait(60)
        return self.line.answers[-1]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bridge")
    CardStore(home).issue(find("kenji"))
    return home


@pytest.fixture
def page(home: Path) -> Iterator[Page]:
    CardStore(home).reset(find("kenji"))
    with opened(home, "kenji") as made:
        yield made


@contextmanager
def opened(home: Path, card: str) -> Iterator[Page]:
    """The page of a bridge with that persona's card or phone."""
    line = Line()
    app = BridgePage(line, open_device(home, card, "")).app(lambda host: host == HOST)  # type: ignore[arg-type]
    transport = httpx.ASGITransport(app)
    inner = httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", follow_redirects=True)
    with start_blocking_portal() as portal:
        yield Page(Client(portal, inner, transport), line)
        portal.call(inner.aclose)


def test_the_page_shows_the_code_and_asks_for_the_pin_when_a_card_is_wanted(page: Page) -> None:
    assert "123456" in page.see()
    page.line.want()
    assert "みほん訪問看護ステーション への同意登録です" in page.see()


def test_a_right_pin_signs_and_a_wrong_one_tells_how_many_are_left(page: Page) -> None:
    assert page.read("0000" if PIN != "0000" else "0001") == Read(trouble="pin_wrong", left=2)
    read = page.read(PIN)
    assert read.signed is not None
    assert read.trouble == ""


def test_the_last_try_is_spent_only_when_the_holder_says_so(page: Page) -> None:
    wrong = "0000" if PIN != "0000" else "0001"
    assert [page.read(wrong).left for _ in range(2)] == [2, 1]
    page.line.want()
    page.press("read", pin=wrong)
    while "あと1回間違えると" not in page.see():
        assert len(page.line.answers) == 2
    assert page.read(wrong, last="1") == Read(trouble="pin_locked")
    assert page.read(PIN) == Read(trouble="pin_locked")


def test_the_warning_of_the_last_try_is_for_the_card_of_its_own_task(page: Page) -> None:
    wrong = "0000" if PIN != "0000" else "0001"
    assert [page.read(wrong).left for _ in range(2)] == [2, 1]
    page.line.want()
    page.press("read", pin=wrong)
    while "あと1回間違えると" not in page.see():
        assert len(page.line.answers) == 2
    page.line.want("t2")
    assert "あと1回間違えると" not in page.see()


def test_a_pin_typed_for_an_earlier_task_is_sent_to_no_card(page: Page) -> None:
    page.line.want()
    page.see()
    page.line.want("t2")
    for act in ("read", "stop"):
        page.client.post("/act", data={**page.fields.hidden, "act": act, "pin": PIN})
        assert (
            "みほん訪問看護ステーション への同意登録です" in Fields(page.client.get("/").text).text
        )
    assert page.line.answers == []


@pytest.mark.parametrize("pin", ["", "123", "12345", "１２３４", "12a4"])
def test_what_is_no_pin_is_not_sent(page: Page, pin: str) -> None:
    page.line.want()
    page.press("read", pin=pin)
    assert "暗証番号は4桁の数字です" in page.see()
    assert page.line.answers == []


def test_a_stopped_reading_is_told_to_the_server(page: Page) -> None:
    page.line.want()
    page.press("stop")
    assert page.line.answers == [Read(trouble="late")]


def test_another_sites_form_or_name_is_refused(page: Page) -> None:
    page.line.want()
    assert page.client.post("/act", data={"token": "x", "act": "stop"}).status_code == 403
    assert page.client.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert page.line.answers == []


def test_a_card_that_nobody_has_is_named(home: Path) -> None:
    with pytest.raises(KioskError, match="nobody"):
        open_device(home, "nobody", "")


@pytest.mark.parametrize(
    ("name", "words", "pin"),
    [("android", "スマホ用電子証明書の暗証番号", "2000"), ("iphone", "顔認証または指紋認証", "")],
)
def test_a_virtual_phone_is_read_in_place_of_the_card(
    home: Path, name: str, words: str, pin: str
) -> None:
    CardStore(home).issue(find(name))
    with opened(home, name) as page:
        page.line.want()
        shown = page.see()
        assert words in shown
        assert "スマートフォンを読み取る" in shown
        assert ('id="pin"' in page.client.get("/").text) is bool(pin)
        if pin:
            assert page.read("0000") == Read(trouble="pin_wrong", left=2)
        assert page.read(pin).signed is not None


def test_a_locked_phone_is_told_as_locked(home: Path) -> None:
    CardStore(home).issue(find("phone_locked"))
    with opened(home, "phone_locked") as page:
        assert page.read(find("phone_locked").card.pin) == Read(trouble="pin_locked")


def test_a_card_that_staff_have_vouched_for_is_asked_no_pin(page: Page) -> None:
    page.line.want(method=Method.VISUAL)
    assert "係員が本人を確かめました" in page.see()
    assert 'id="pin"' not in page.client.get("/").text
    assert page.read("", method=Method.VISUAL).signed is not None
