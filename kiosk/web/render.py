"""Pages from templates, with the headers that every page has."""

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from fastapi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined

_STATIC = resources.files(__package__) / "static"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(__package__ or "", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["style"] = f"/static/{style_name()}"
    return made


@cache
def style() -> bytes:
    """The style sheet."""
    return (_STATIC / "pages.css").read_bytes()


@cache
def style_name() -> str:
    """Its name, which changes with its content, so that it may be kept by browsers."""
    return f"pages.{hashlib.sha256(style()).hexdigest()[:12]}.css"


def html(template: str, status: int = 200, **values: Any) -> Response:
    """A page; every value is escaped."""
    body = _environment().get_template(template).render(**values)
    return Response(body, status, HEADERS, "text/html; charset=utf-8")


def redirect(path: str) -> Response:
    """See-other to a path of this server: a reload does not send a form again."""
    return Response(status_code=303, headers={**HEADERS, "Location": path})


def style_response() -> Response:
    """The style sheet, to be kept for a year."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(style(), 200, headers, "text/css; charset=utf-8")
