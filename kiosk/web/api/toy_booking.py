"""A toy booking site: a worked example of a service that uses the online care API."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from html import escape
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI, HTTPException, Request, Response

from kiosk.timing import REAL
from kiosk.web.api.care_api import signature
from kiosk.web.forms import read_form
from kiosk.web.render import HEADERS, style_name, style_response

OLDEST_SECONDS = 300
TITLE = "おもちゃ予約サイト"


@dataclass
class ToySite:
    """The site's memory: the states of bookings whose patient has not come back yet."""

    server: str
    client: str
    secret: str = field(repr=False)
    authority: str | bool = True
    waiting: dict[str, date] = field(default_factory=dict)
    hooked: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        """The application."""
        app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        app.add_api_route("/", self.home)
        app.add_api_route("/book", self.book, methods=["POST"])
        app.add_api_route("/done", self.done)
        app.add_api_route("/hook", self.hook, methods=["POST"])
        app.add_api_route(f"/static/{style_name()}", style_response)
        return app

    def home(self) -> Response:
        """A day to book."""
        today = REAL.japan().date().isoformat()
        return self._page(
            "オンライン診療の予約",
            '<form method="post" action="/book"><p class="field"><label for="day">診療日</label> '
            f'<input type="date" id="day" name="day" value="{today}"></p>'
            '<button class="primary">予約して、同意の登録に進む</button></form>',
        )

    async def book(self, request: Request) -> Response:
        """Start a consent and send the patient there."""
        fields = await read_form(request)
        try:
            day = date.fromisoformat(fields.get("day", ""))
        except ValueError:
            raise HTTPException(422, "a day was expected") from None
        state = secrets.token_urlsafe(12)
        async with self.http() as http:
            answer = await http.post(
                "/care/v1/consents", json={"day": day.isoformat(), "state": state}
            )
        if answer.status_code != 201:
            return self._page("予約できません", "<p>同意の登録を始められませんでした。</p>", 502)
        self.waiting[state] = day
        return Response(status_code=303, headers={"Location": str(answer.json()["url"])})

    async def done(self, request: Request) -> Response:
        """The patient comes back: the result is genuine, new, and counts once."""
        told = dict(request.query_params)
        good = secrets.compare_digest(
            told.get("signature", "").encode(), signature(told, self.secret).encode()
        )
        age = REAL.instant().timestamp() - float(told["at"]) if good else 0.0
        fresh = good and abs(age) < OLDEST_SECONDS
        day = self.waiting.pop(told["state"], None) if fresh else None
        if day is None:
            return self._page(
                "この結果は使えません",
                '<p class="alert">署名が違うか、期限が過ぎたか、すでに使われた結果です。</p>'
                '<a class="primary" href="/">予約の画面へ</a>',
                403,
            )
        async with self.http() as http:
            asked = (await http.get(f"/care/v1/consents/{told['id']}")).json()
        done = asked["outcome"] == "registered"
        text = "予約と同意の登録が完了しました。" if done else "同意は登録されていません。"
        return self._page("予約の完了", f'<p class="good">{text} 診療日 {escape(str(day))}</p>')

    async def hook(self, told: dict[str, str]) -> dict[str, bool]:
        """The webhook: the same result, perhaps before the patient comes back."""
        if not secrets.compare_digest(
            told.get("signature", "").encode(), signature(told, self.secret).encode()
        ):
            raise HTTPException(403, "this is not signed with our secret")
        self.hooked.append(told["id"])
        return {"taken": True}

    def http(self) -> httpx.AsyncClient:
        """A connection to the server, with this service's token."""
        head = {"Authorization": f"Bearer {self.client}.{self.secret}"}
        verify = self.authority
        return httpx.AsyncClient(
            base_url=self.server, headers=head, verify=verify, timeout=15, trust_env=False
        )

    def _page(self, title: str, body: str, status: int = 200) -> Response:
        parts = urlsplit(self.server)
        policy = HEADERS["Content-Security-Policy"].replace(
            "form-action 'self'", f"form-action 'self' {parts.scheme}://{parts.netloc}"
        )
        page = (
            f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title} — {TITLE}'
            '</title><meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<link rel="stylesheet" href="/static/{style_name()}"></head><body><header>'
            f'<p class="head">{TITLE}</p></header><main id="main"><h1>{title}</h1>{body}</main>'
            "</body></html>"
        )
        headers = {**HEADERS, "Content-Security-Policy": policy}
        return Response(page, status, headers, "text/html; charset=utf-8")


def serve(site: ToySite, port: int) -> None:
    """Serve the toy site on this machine until interrupted."""
    import uvicorn

    app = site.app()
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
