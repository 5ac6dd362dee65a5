"""The connection to the server: the bridge opens it, waits for tasks and answers them."""

import base64
import logging
import ssl
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from kiosk.bridge.reading import Read
from kiosk.session.events import Method
from kiosk.timing import REAL, Signal, Time

log = logging.getLogger(__name__)

ANSWER_SECONDS = 15.0
RETRY_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class WantedCard:
    """A card is wanted: the challenge to sign, and for which facility."""

    id: str
    challenge: bytes = field(repr=False)
    facility: str
    method: Method = Method.PIN


@dataclass(frozen=True, slots=True)
class ConnectionState:
    """The state of the connection, as the bridge's own page shows it."""

    online: bool = False
    code: str = ""
    paired: bool = False
    task: WantedCard | None = None


class Link:
    """Keeps the line to one server. `run` is for a thread of its own; the rest for any thread."""

    def __init__(self, server: str, authority: Path | None = None, time: Time = REAL) -> None:
        verify: ssl.SSLContext | bool = True
        if authority is not None:
            verify = ssl.create_default_context(cafile=str(authority))
        self._client = httpx.Client(
            base_url=server, verify=verify, timeout=ANSWER_SECONDS, trust_env=False
        )
        self._time = time
        self._token = ""
        self._standing = ConnectionState()

    @property
    def standing(self) -> ConnectionState:
        """The present state of the connection."""
        return self._standing

    def run(self, stop: Signal) -> None:
        """Ask for tasks until `stop` is set; a lost line is tried again after a pause."""
        told = False
        while not stop.is_set():
            try:
                if not self._token:
                    self._hello()
                self._ask()
                told = False
            except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
                if not told:
                    log.warning("the server cannot be reached: %s", _why(error))
                told = True
                self._standing = ConnectionState()
                stop.wait(RETRY_SECONDS)

    def close(self) -> None:
        """Say goodbye and end the line. Never raises."""
        try:
            if self._token:
                self.post("goodbye", {})
        except httpx.HTTPError:
            log.info("the server was not told of the bridge's end")
        self._client.close()

    def answer(self, task: WantedCard, read: Read) -> bool:
        """Answer a task; False if it is over or the server cannot be reached."""
        told: dict[str, object] = {"task": task.id}
        if read.signed is not None:
            told["certificate"] = base64.b64encode(read.signed.certificate).decode("ascii")
            told["signature"] = base64.b64encode(read.signed.signature).decode("ascii")
        else:
            told |= {"trouble": read.trouble, "left": read.left}
        try:
            return self.post("answer", told).is_success
        except httpx.HTTPError:
            return False
        finally:
            self._drop(task)

    def _drop(self, task: WantedCard) -> None:
        standing = self._standing
        if standing.task is not None and standing.task.id == task.id:
            self._standing = ConnectionState(standing.online, standing.code, standing.paired)

    def _hello(self) -> None:
        told = self._client.post("/bridge/v1/hello").raise_for_status().json()
        self._token = str(told["token"])
        self._standing = ConnectionState(online=True, code=str(told["code"]))

    def _ask(self) -> None:
        response = self.post("next", {})
        if response.status_code == 401:  # the server was restarted
            self._token = ""
            return
        told = response.raise_for_status().json()
        task = self._standing.task
        if told["task"] is not None:
            given = told["task"]
            challenge = base64.b64decode(given["challenge"])
            method = Method(str(given["method"]))
            task = WantedCard(str(given["id"]), challenge, str(given["facility"]), method)
        elif task is not None and told["open"] != task.id:
            task = None  # stopped on the consent page, or too late
        self._standing = ConnectionState(True, str(told["code"]), bool(told["paired"]), task)

    def post(self, what: str, body: dict[str, object]) -> httpx.Response:
        """Send a request to the server's route `what`. Raises httpx.HTTPError."""
        head = {"Authorization": f"Bearer {self._token}"}
        return self._client.post(f"/bridge/v1/{what}", json=body, headers=head)


def _why(error: Exception) -> str:
    """What is wrong with the connection, and the way out where there is one."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is of no known authority; --authority names that CA's file"
    return type(error).__name__
