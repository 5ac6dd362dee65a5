"""The program's own samples of pages, with other values."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from kiosk.session.view import Screen
from kiosk.testkit.server.refusals import unknown
from kiosk.testkit.server.seen.facts import page_of
from ui.gallery.samples import screens


def sample(page: str, values: Mapping[str, Any]) -> Screen:
    """The sample of a page with these values. Raises Refused for a name that is not known."""
    samples = {page_of(screen): screen for screen in reversed(screens().values())}
    if page not in samples:
        raise unknown("page", page, samples)
    found = samples[page]
    known = {one.name: one for one in fields(found.page)}
    for name in values:
        if name not in known:
            raise unknown(f"value of page {page}", name, known)
    return replace(found, page=replace(found.page, **values))
