"""The Python client of the control protocol: one class for the service, one for a desk.

It needs the standard library only. A call that the desk could not carry out raises NotSeen with
the desk's own account of why; one that can never be carried out raises Refused.
"""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import quote, urlsplit

CALL_S = 300.0
"""Real seconds for one call; a desk in virtual time answers in milliseconds."""


class KitError(Exception):
    """The service cannot be reached, or has ended."""


class Lacking(KitError):
    """The machine lacks what a kiosk needs; the sentence says what to do."""


class Refused(KitError):
    """A request that can never be carried out; the sentence says why."""


class NotSeen(AssertionError):
    """What was wanted did not come in time. `report`: wanted, seen, unfit, pages, pressable."""

    def __init__(self, report: dict[str, Any]) -> None:
        self.report = report
        lines = [str(report.get("sentence", "not seen"))]
        for key, value in report.get("unfit", {}).items():
            lines.append(f"  {key}: wanted {report['wanted'].get(key)!r}, seen {value!r}")
        if report.get("pressable"):
            lines.append(f"  could be pressed: {', '.join(report['pressable'])}")
        super().__init__("\n".join(lines))


class Service:
    """A running service, at `url` with `token`. One instance is for one thread."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token
        address = urlsplit(url)
        self._http = HTTPConnection(address.hostname or "", address.port, timeout=CALL_S)

    def call(self, method: str, path: str, body: Any = None) -> bytes:
        """Send a request; returns the answer's body. Raises KitError, Refused, NotSeen."""
        data = None if body is None else json.dumps(body, default=str).encode()
        headers = {"Authorization": f"Bearer {self.token}"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        try:
            self._http.request(method, path, data, headers)
            answer = self._http.getresponse()
            got = answer.read()
        except (OSError, HTTPException) as error:
            self._http.close()
            raise KitError(f"the desks' process does not answer ({error})") from None
        if answer.status < 300:
            return got
        try:
            told = json.loads(got)
        except ValueError:
            told = {}
        if answer.status == 409:
            raise NotSeen(told)
        sentence = told.get("sentence") or told.get("detail") or f"status {answer.status}"
        raise Refused(sentence if isinstance(sentence, str) else json.dumps(sentence))

    def json(self, method: str, path: str, body: Any = None) -> Any:
        """The same as `call`, for an answer in JSON."""
        return json.loads(self.call(method, path, body))

    def names(self) -> dict[str, Any]:
        """Every name that requests may use."""
        return self.json("GET", "/v1/names")  # type: ignore[no-any-return]

    def open(
        self,
        config: Mapping[str, Any] | None = None,
        *,
        start: Any = None,
        seed: int = 0,
        frames: str = "owner",
        pictures: bool = False,
        with_persons: bool = False,
        visual_password: str = "",
    ) -> "Kiosk":
        """Open a desk: `config` as in config.toml, `start` in Japanese time.

        With `pictures` it keeps a picture of every page, see `Kiosk.pictures`; real people in
        recorded frames are covered in it, but not `with_persons`. `visual_password`: the
        facility's 目視モード用パスワード; empty: it has none.
        """
        wish = {"config": dict(config or {}), "start": start, "seed": seed, "frames": frames}
        wish |= {"pictures": pictures, "with_persons": with_persons}
        wish["visual_password"] = visual_password
        return Kiosk(self, self.json("POST", "/v1/desks", wish)["id"])

    def events(self, desk: str, since: int = 0) -> Iterator[dict[str, Any]]:
        """The events of a desk as they come, by SSE over a connection of its own."""
        http = HTTPConnection(self._http.host, self._http.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}"}
        try:
            http.request("GET", f"/v1/desks/{desk}/events/stream?since={since}", None, headers)
            for line in http.getresponse():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            http.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()


class Kiosk:
    """One desk. Acts wait until they are possible, at most `within` seconds of the desk's time."""

    def __init__(self, service: Service, ident: str) -> None:
        self._service, self.id = service, ident
        self.check_picture: Callable[[Kiosk, str], None] | None = None
        """Compares the screen with a kept picture, see `kiosk.testkit.pictures`."""

    def _do(self, method: str, path: str, **body: Any) -> dict[str, Any]:
        sent = {key: value for key, value in body.items() if value is not None}
        given, path = None if method == "DELETE" else sent, f"/v1/desks/{self.id}{path}"
        return self._service.json(method, path, given)  # type: ignore[no-any-return]

    def _get(self, path: str) -> bytes:
        return self._service.call("GET", f"/v1/desks/{self.id}{path}")

    def insert(
        self,
        card: str,
        *,
        faults: list[dict[str, Any]] | None = None,
        beside: str | None = None,
        within: float | None = None,
    ) -> None:
        """Insert a persona's card or phone, with faults such as `{"fault": "pulled", "at": 12}`."""
        self._do("POST", "/card", card=card, faults=faults, beside=beside, within=within)

    def remove(self, *, on: str | None = None, within: float | None = None) -> None:
        """Take the card, once page `on` is shown."""
        self._do("POST", "/card/remove", on=on, within=within)

    def press(
        self,
        press: str,
        *,
        on: str | None = None,
        digit: int | None = None,
        within: float | None = None,
    ) -> None:
        """Press a button, once page `on` is shown and the button can be pressed."""
        self._do("POST", "/press", press=press, on=on, digit=digit, within=within)

    def pin(self, pin: str, *, on: str | None = None, within: float | None = None) -> None:
        """Type a PIN on the screen's keys."""
        self._do("POST", "/pin", pin=pin, on=on, within=within)

    def visit(self, act: str, **more: Any) -> dict[str, Any]:
        """Do an act of a visit away from the reader; returns what is seen then."""
        return self._do("POST", "/visit", act=act, **more)

    def staff(
        self, press: str, *, minutes: int | None = None, uses: list[str] | None = None
    ) -> None:
        """Press a button of the staff's window; `settings` changes 環境設定 to `uses`."""
        self._do("POST", "/staff", press=press, minutes=minutes, uses=uses)

    def frames(self, frames: str) -> None:
        """Show the camera another clip, folder or picture; `owner` is whose card is inserted."""
        self._do("PUT", "/camera", frames=frames)

    def fault(
        self,
        fault: str,
        *,
        on: str | None = None,
        after: str | None = None,
        frame: int | None = None,
        within: float | None = None,
    ) -> None:
        """Switch a fault on, once page `on` is shown, or after a hint such as `face.closer`.

        A fault of the camera strikes from `frame` of its clip on.
        """
        path = f"/faults/{quote(fault, safe='')}"
        self._do("PUT", path, on=on, after=after, frame=frame, within=within)

    def mend(self, fault: str) -> None:
        """Switch a fault off."""
        self._do("DELETE", f"/faults/{quote(fault, safe='')}")

    def finish(self) -> None:
        """Go on as a willing patient does, until the waiting screen is shown and no card is left.

        A screen without a way on raises NotSeen.
        """
        self._do("POST", "/finish")

    def wait(self, seconds: float) -> None:
        """Let time pass, as a patient who looks on."""
        self._do("POST", "/time", seconds=seconds)

    def expect(
        self, *, within: float | None = None, picture: str | None = None, **wanted: Any
    ) -> dict[str, Any]:
        """Wait until all of `wanted` is so, e.g. `page="pin", left=2`; returns what was seen.

        Then the screen must be as the kept `picture` of that name, if one is given.
        """
        told = self._do("POST", "/expect", wanted=wanted, within=within) if wanted else {}
        if picture is not None:
            if self.check_picture is None:
                raise Refused("pictures are kept by `kiosk play` and by the fixture `kiosk`")
            self.check_picture(self, picture)
        return told

    def expect_never(self, *, within: float = 5.0, **unwanted: Any) -> None:
        """Watch for `within` seconds that not all of `unwanted` is so."""
        self._do("POST", "/expect", wanted=unwanted, within=within, never=True)

    def paint(self, page: str, **values: Any) -> None:
        """Paint a page without a reception: the program's own sample of it, with these values."""
        self._do("POST", "/paint", page=page, values=values)

    def compare(self, picture: bytes, about: Mapping[str, Any]) -> dict[str, Any]:
        """The window beside a kept picture; see `kiosk.testkit.pictures`."""
        text = base64.b64encode(picture).decode()
        return self._do("POST", "/compare", picture=text, about=dict(about))

    def reset(self) -> None:
        """Make the desk as it was at first."""
        self._do("POST", "/reset")

    def close(self) -> None:
        """Close the desk."""
        self._do("DELETE", "")

    @property
    def screen(self) -> dict[str, Any]:
        """The facts that `expect` compares, `pressable`, and the `screen` in its public form."""
        return json.loads(self._get("/screen"))  # type: ignore[no-any-return]

    @property
    def page(self) -> str | None:
        """The id of the shown page."""
        return self.screen["page"]  # type: ignore[no-any-return]

    @property
    def outcome(self) -> str | None:
        """How the last reception ended; None while one runs."""
        return self.screen["outcome"]  # type: ignore[no-any-return]

    @property
    def result(self) -> dict[str, str]:
        """Elements of the newest result file and their texts."""
        return json.loads(self._get("/result"))  # type: ignore[no-any-return]

    @property
    def result_file(self) -> bytes:
        """The newest result file; empty without one."""
        return self._get("/result.xml")

    @property
    def picture(self) -> bytes:
        """The window as a PNG file."""
        return self._get("/screen.png")

    @property
    def pictures(self) -> dict[str, bytes]:
        """The kept pictures as PNG files, by the names that events of kind `picture` tell."""
        told = [one["picture"] for one in self.events() if one["kind"] == "picture"]
        return {name: self._get(f"/pictures/{name}") for name in dict.fromkeys(told)}

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The lines of the journal so far."""
        return [json.loads(line) for line in self.journal_text.splitlines()]

    @property
    def journal_text(self) -> str:
        """The journal so far, as it is written."""
        return self._get("/journal").decode()

    def events(self, since: int = 0) -> list[dict[str, Any]]:
        """The events after number `since`."""
        return json.loads(self._get(f"/events?since={since}"))  # type: ignore[no-any-return]

    def follow(self, since: int = 0) -> Iterator[dict[str, Any]]:
        """The events after number `since`, and each further one as it comes."""
        return self._service.events(self.id, since)
