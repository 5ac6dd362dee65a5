"""A presenter's home visit in one run, and an online consultation: real programs, a real window."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import cv2
import httpx
import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from kiosk.clock import today
from kiosk.personas import find
from tests.support.homevisit import Browser
from tests.support.ports import free_port
from tests.support.programs import Program, end, line_of, run, start, wait_for
from tests.support.staff import Clinic

CODE, PASSWORD, PIN = "1312345678", "miseru-hito-2026", find("kenji").card.pin
DONE = "同意登録が完了、資格情報を取得"


@dataclass
class Laptop:
    """A presenter's laptop: the programs that run on it, and browsers."""

    home: Path
    server: str
    bridge: str
    running: dict[str, Program] = field(default_factory=dict)
    browsers: list[httpx.Client] = field(default_factory=list)

    def serve(self, at: datetime | None = None) -> None:
        """Start the service, or start it again with its clock at `at`."""
        if "serve" in self.running:
            end(self.running.pop("serve"))
        port = self.server.rpartition(":")[2]
        words = ["serve", "--facility", CODE, "--folder", "OQS", "--without-token", "--port", port]
        if at is not None:
            words += ["--at", f"{at:%Y-%m-%dT%H:%M:%S}"]
        self.running["serve"] = start(self.home, *words)
        line_of(self.running["serve"], r"(/visit/f/\S+)")
        wait_for(lambda: self.browser().get("/terminal").page.status_code == 200)

    def start(self, name: str, *words: str) -> None:
        self.running[name] = start(self.home, *words)

    def browser(self, base: str = "") -> Browser:
        client = httpx.Client(
            base_url=base or self.server, follow_redirects=True, timeout=60, trust_env=False
        )
        self.browsers.append(client)
        return Browser(client)  # type: ignore[arg-type]

    def terminal(self) -> Browser:
        browser = self.browser().get("/terminal")
        return browser.form("/terminal/sign-in", name="kanri", password=PASSWORD)

    def read_card(self, browser: Browser) -> Browser:
        """Pair the browser at 本人確認 with the bridge, type the PIN there, and go on."""
        assert browser.title == "本人確認"
        own = self.browser(self.bridge)
        wait_for(lambda: 'class="code">' in own.get("/").page.text)
        code = re.search(r'class="code">(\d{6})<', own.page.text)
        assert code
        browser.press("pair", code=code[1])
        wait_for(lambda: 'name="pin"' in own.get("/").page.text)
        own.send("/act", **own.fields.hidden, act="read", pin=PIN)
        wait_for(lambda: browser.get("/visit/wait").title == DONE)
        return browser

    def medicines(self) -> str:
        """What the terminal says to 《薬剤閲覧》 of the one consent of its list."""
        browser = self.terminal()
        (ident,) = set(re.findall(r"/terminal/patient/(\d+)", browser.page.text))
        browser.get(f"/terminal/patient/{ident}")
        first, last = (f"{month_after(today(), months):%Y-%m}" for months in (-11, 0))
        return browser.form(f"/terminal/medicines/{ident}", first=first, last=last).text

    def ask(self, *more: str) -> str:
        """The presenter's step: a request file as a receipt computer writes it, and its answer."""
        return run(self.home, "homevisit", "ask", "kenji", CODE, "OQS", *more)[1]

    def close(self) -> None:
        for browser in self.browsers:
            browser.close()
        end(*self.running.values())


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    home = tmp_path / "home"
    home.mkdir()
    made = Laptop(home, *(f"http://127.0.0.1:{free_port()}" for _ in range(2)))
    words = ("--role", "admin", "--password", PASSWORD)
    assert run(home, "staff", "account", "add", "kanri", *words)[0] == 0
    made.serve()
    port = made.bridge.rpartition(":")[2]
    made.start("bridge", "bridge", made.server, "--card", "kenji", "--port", port)
    yield made
    made.close()


def scanned(svg: str) -> str:
    """What a phone's camera reads in a QR code."""
    picture = QImage(400, 400, QImage.Format.Format_Grayscale8)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixels = np.frombuffer(picture.constBits(), np.uint8).reshape(400, picture.bytesPerLine())
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(pixels[:, :400]))
    return str(text)


def month_after(day: date, months: int) -> date:
    """The first of the month that many months after that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def test_a_nurses_visit_from_the_qr_code_to_a_refusal_after_care_has_lapsed(
    laptop: Laptop, make_clinic: Callable[..., Clinic]
) -> None:
    page = laptop.terminal().get("/terminal/address").page.text
    tablet = laptop.browser().get(scanned(re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]))
    assert tablet.title == "同意登録の準備と開始"
    tablet.press("begin").press("agree_all").press("store")
    last = month_after(today(), 4) - timedelta(days=1)
    laptop.read_card(tablet)
    assert f"{last.month}月{last.day}日" in tablet.text

    told = laptop.ask()
    assert "資格有効性 1" in told, told
    assert (laptop.home / told.splitlines()[0]).is_file()
    clinic = make_clinic(
        data=str(laptop.home), registry=str(laptop.home / "registry.sqlite3"),
        facility={"code": CODE},
    )  # fmt: skip
    clinic.sign_in()
    clinic.staff.tick()
    clinic.select("訪問再照会", "有効")
    clinic.says("再照会（訪問診療等）")

    care = month_after(today(), 2)
    assert run(laptop.home, "registry", "care", "kenji", CODE, f"{care:%Y-%m}")[0] == 0
    for day, answer in (
        (month_after(today(), 4), "資格有効性 1"),
        (month_after(today(), 5) - timedelta(days=1), "資格有効性 1"),
        (month_after(today(), 5), "UKE1014"),
    ):
        laptop.serve(datetime.combine(day, time(10)))
        assert answer in laptop.ask(), day
    assert "継続をレセプトで確認できないため" in laptop.medicines()


def test_an_online_consultation_from_a_booking_site_until_the_end_of_its_day(
    laptop: Laptop,
) -> None:
    site = f"http://127.0.0.1:{free_port()}"
    words = ("homevisit", "client", "add", "toy", CODE, "--callback", f"{site}/done",
             "--webhook", f"{site}/hook")  # fmt: skip
    _, token = run(laptop.home, *words)
    port = site.rpartition(":")[2]
    laptop.start("toy", "homevisit", "toy", token.strip(), "--server", laptop.server,
                 "--port", port)  # fmt: skip
    patient = laptop.browser()
    wait_for(lambda: patient.get(f"{site}/").title == "オンライン診療の予約")
    patient.send(f"{site}/book", day=today().isoformat())
    assert patient.title == "同意登録の準備と開始"
    patient.press("begin").press("agree_all").press("store")
    laptop.read_card(patient)
    assert "予約と同意の登録が完了しました" in patient.get("/visit/return").text
    assert "資格有効性 1" in laptop.ask("--online")
    laptop.serve(datetime.combine(today(), time(23, 58)))
    assert "架空" in laptop.medicines()
    laptop.serve(datetime.combine(today() + timedelta(days=1), time(0, 0, 1)))
    assert "同意は1回の診療に限り有効です" in laptop.medicines()
    assert "UKE1016" in laptop.ask("--online")
