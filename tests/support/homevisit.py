"""A service with its pages, a browser without scripts, and a bridge with a card's key."""

import base64
import datetime as dt
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.eligibility.national.homevisit.visit_pages import key_of
from kiosk.eligibility.national.homevisit.visits import Ledger, Visit
from kiosk.eligibility.national.system import National
from kiosk.eligibility.pki.issuer import TestCA, serial_of
from kiosk.web.visit_routes import VisitPages

NOW = dt.datetime(2026, 11, 26, 10, 0)
CODE = "1312345678"


@dataclass
class Moved:
    """A clock that a test moves."""

    now: dt.datetime = NOW

    def __call__(self) -> dt.datetime:
        return self.now


class Fields(HTMLParser):
    """The hidden fields, buttons and texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.buttons: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden":
            self.hidden[given["name"]] = given["value"]
        if tag == "button" and given.get("name") == "act" and given.get("class") != "unseen":
            self.buttons.append(given["value"])

    def handle_data(self, data: str) -> None:
        self.text += data


@dataclass
class Client:
    """An HTTP client that calls the application in a thread with its event loop."""

    portal: BlockingPortal
    inner: httpx.AsyncClient
    transport: httpx.ASGITransport

    @property
    def cookies(self) -> httpx.Cookies:
        return self.inner.cookies

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.portal.call(lambda: self.inner.get(path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self.portal.call(lambda: self.inner.post(path, **more))

    def from_address(self, address: str) -> None:
        self.transport.client = (address, 50000)


@dataclass
class Browser:
    """A browser: it follows redirects, keeps cookies and sends forms."""

    client: Client
    page: Any = None
    fields: Fields = field(default_factory=lambda: Fields(""))

    def get(self, path: str) -> "Browser":
        return self._seen(self.client.get(path))

    def form(self, path: str, **more: str) -> "Browser":
        """Send a form of the terminal, with the page's hidden fields."""
        return self.send(path, **{**self.fields.hidden, **more})

    def press(self, act: str, **more: str) -> "Browser":
        form = {**self.fields.hidden, "act": act, **more}
        return self._seen(self.client.post("/visit/act", data=form))

    def send(self, path: str, **form: str) -> "Browser":
        return self._seen(self.client.post(path, data=form))

    def _seen(self, response: Any) -> "Browser":
        self.page, self.fields = response, Fields(response.text)
        return self

    @property
    def title(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.page.text)
        assert found, self.page.text
        return found[1]

    @property
    def text(self) -> str:
        return self.fields.text


@dataclass
class Phone:
    """A bridge as the protocol has it, with a card's key and any persona's certificate."""

    client: Client
    ca: TestCA
    key: rsa.RSAPrivateKey
    token: str = ""
    code: str = ""

    def hello(self) -> "Phone":
        told = self.client.post("/bridge/v1/hello").json()
        self.token, self.code = told["token"], told["code"]
        return self

    def call(self, what: str, **body: Any) -> Any:
        head = {"Authorization": f"Bearer {self.token}"}
        return self.client.post(f"/bridge/v1/{what}", headers=head, json=body)

    def task(self) -> dict[str, str]:
        told = self.call("next").json()
        assert told["task"], told
        return told["task"]

    def signed(
        self, task: dict[str, str], persona: str, ends: dt.date = dt.date(2031, 5, 5)
    ) -> dict[str, str]:
        signature = self.key.sign(
            base64.b64decode(task["challenge"]), padding.PKCS1v15(), hashes.SHA256()
        )
        certificate = self.ca.issue_authentication(self.key.public_key(), persona, ends)
        der = certificate.public_bytes(Encoding.DER)
        return {
            "task": task["id"],
            "certificate": base64.b64encode(der).decode(),
            "signature": base64.b64encode(signature).decode(),
        }

    def read(self, persona: str, **more: Any) -> Any:
        return self.call("answer", **self.signed(self.task(), persona, **more))


@dataclass
class Site:
    """The service: its client, its pages, its national system."""

    client: Client
    pages: VisitPages
    national: National
    ca: TestCA
    key: rsa.RSAPrivateKey

    def address(self, use: str = "visit") -> str:
        key = key_of(self.national.registry, CODE, self.national.clock())
        return f"/visit/f/{key}/{use}"

    def browser(self, use: str = "visit") -> Browser:
        return Browser(self.client).get(self.address(use))

    def phone(self) -> Phone:
        return Phone(self.client, self.ca, self.key).hello()

    def visits(self, persona: str) -> list[Visit]:
        found = self.national.registry.of_card(serial_of(persona))
        assert found is not None
        with self.national.registry.transaction() as connection:
            ledger = Ledger(connection, CODE, self.national.clock(), self.national.settings)
            return ledger.of_persons([found[0].id])[found[0].id]
