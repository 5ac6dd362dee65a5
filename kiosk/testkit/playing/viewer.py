"""A trace as one HTML page, which needs neither a server nor the network."""

import base64
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

LANES = {
    "card": ("card", "apdu"),
    "camera": ("frames", "hint"),
    "session": ("page", "moment", "picture"),
    "patient": ("press", "cue"),
    "staff": ("staff",),
    "wire": ("file", "fault.armed", "fault.mended", "fault.struck", "log"),
}
"""The kinds of events in each lane; kinds of no lane are in the last column."""
PERSONS = {
    "real": "REAL PERSONS are seen in it: keep it to yourself",
    "covered": "real persons are covered in it",
}
HIDDEN = ("number", "at", "time", "kind", "reception", "step")
STYLE = """
:root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;margin:1.5rem;max-width:75rem}
h1{font-size:1.3rem;margin:0}.red{color:#b3261e}.green{color:#146c2e}
table{border-collapse:collapse;width:100%}
td,th{padding:.15rem .5rem;text-align:left;vertical-align:top}
th{position:sticky;top:0;background:Canvas;border-bottom:2px solid}
tr+tr td{border-top:1px solid #8884}
.at{font-variant-numeric:tabular-nums;white-space:nowrap}pre{white-space:pre-wrap}
.bar{display:flex;height:2.2rem;margin:1rem 0;gap:2px}
.bar span{background:#0b57d022;overflow:hidden;white-space:nowrap;padding:.4rem .3rem;
font-size:.8rem;min-width:2px}img{max-width:100%}
.screens{display:flex;flex-wrap:wrap}figure{width:15rem;margin:0 1rem 1rem 0}
"""


class NoTrace(Exception):
    """The file is no trace; the message says why."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a trace holds."""

    about: dict[str, Any]
    events: list[dict[str, Any]]
    steps: list[dict[str, Any]]
    texts: dict[str, str]
    pictures: dict[str, bytes]
    """The screens by their names, as events of kind `picture` tell them."""


def opened(file: Path) -> Parts:
    """Read a trace. Raises NoTrace."""
    try:
        with zipfile.ZipFile(file) as kept:
            lines = [json.loads(line) for line in kept.read("trace.jsonl").splitlines()]
            names = kept.namelist()
            texts = {
                name: kept.read(name).decode("utf-8", "replace")
                for name in names
                if name.startswith("scenario/") or name in ("journal.jsonl", "result.xml")
            }
            shown = [name for name in names if name.endswith(".png")]
            pictures = {Path(name).stem: kept.read(name) for name in shown}
            about = json.loads(kept.read("about.json"))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise NoTrace(f"{file} is no trace of a scenario ({type(error).__name__})") from None
    events = [one for one in lines if one.get("kind") != "step"]
    return Parts(
        about, events, [one for one in lines if one.get("kind") == "step"], texts, pictures
    )


def page(file: Path) -> str:
    """The page of a trace: what went wrong, the steps, the screens, and a time line by lanes.

    Raises NoTrace.
    """
    parts = opened(file)
    failure = str(parts.about.get("failure", ""))
    verdict = failure.splitlines()[0] if failure else "green"
    name = str(parts.about.get("name", file.stem))
    body = [
        f"<h1>{escape(name)}</h1>",
        f'<p class="{"red" if failure else "green"}"><strong>{escape(verdict)}</strong></p>',
        f"<pre>{escape(failure)}</pre>" if "\n" in failure else "",
        f"<p>{escape(_told(parts.about))}</p>",
        *_pages(parts.events),
        "<h2>Steps</h2>",
        *_steps(parts.steps),
        *_screens(parts),
        "<h2>Time line</h2>",
        *_lanes(parts.events),
        *(
            f"<details><summary>{escape(title)}</summary><pre>{escape(text)}</pre></details>"
            for title, text in parts.texts.items()
        ),
    ]
    head = f"<meta charset='utf-8'><title>{escape(name)}</title><style>{STYLE}</style>"
    return (
        f"<!doctype html><html lang='en'><head>{head}</head><body>{''.join(body)}</body></html>\n"
    )


def _told(about: dict[str, Any]) -> str:
    persons = PERSONS.get(about.get("persons", "invented"), "nobody in it is real")
    return (
        f"{about.get('file')}, seed {about.get('seed')}, version {about.get('version')}; {persons}"
    )


def _pages(events: list[dict[str, Any]]) -> Iterator[str]:
    """How long each page was shown, as a bar."""
    shown = [one for one in events if one["kind"] == "page"]
    if not shown:
        return
    ends = [*(float(one["at"]) for one in shown[1:]), max(float(one["at"]) for one in events)]
    yield "<div class='bar'>"
    for one, end in zip(shown, ends, strict=True):
        seconds = max(0.0, end - float(one["at"]))
        title = escape(f"{one['page']} {seconds:.2f} s", quote=True)
        grow = f"flex-grow:{seconds + 0.05:.2f}"
        yield f"<span title='{title}' style='{grow}'>{escape(one['page'])}</span>"
    yield "</div>"


def _steps(steps: list[dict[str, Any]]) -> Iterator[str]:
    yield "<table><tr><th>line</th><th>step</th><th>verdict</th></tr>"
    for one in steps:
        said = str(one.get("failure") or "")
        verdict = f"<span class='red'>{escape(said)}</span>" if said else "done"
        cells = (str(one.get("line")), escape(str(one.get("step"))), verdict)
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>"


def _screens(parts: Parts) -> Iterator[str]:
    """Every page at the moment at which it was looked at, and the last screen."""
    told = [one for one in parts.events if one["kind"] == "picture"]
    named = [(f"{one['page']}, {float(one['at']):.2f} s", one["picture"]) for one in told]
    known = {name for _, name in named}
    last = [("the last screen", name) for name in parts.pictures if name not in known]
    yield "<h2>Screens</h2><div class='screens'>"
    for said, name in (*named, *last):
        if name in parts.pictures:
            source = data(parts.pictures[name])
            under = f"<figcaption>{escape(said)}</figcaption>"
            yield f"<figure><img alt='' src='{source}'>{under}</figure>"
    yield "</div>"


def _lanes(events: list[dict[str, Any]]) -> Iterator[str]:
    heads = "".join(f"<th>{lane}</th>" for lane in (*LANES, "other"))
    yield f"<table><tr><th>at</th>{heads}</tr>"
    for one in events:
        mine = next((lane for lane, kinds in LANES.items() if one["kind"] in kinds), "other")
        cells = (escape(_said(one)) if lane == mine else "" for lane in (*LANES, "other"))
        rest = "".join(f"<td>{cell}</td>" for cell in cells)
        yield f"<tr><td class='at'>{float(one['at']):.2f} s</td>{rest}</tr>"
    yield "</table>"


def _said(event: dict[str, Any]) -> str:
    values = ", ".join(f"{key} {value}" for key, value in event.items() if key not in HIDDEN)
    return f"{event['kind']}: {values}" if values else str(event["kind"])


def data(picture: bytes) -> str:
    """A PNG file as the address of an image."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"
