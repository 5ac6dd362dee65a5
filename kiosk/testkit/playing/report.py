"""The report of a play: `report.html` for people, `report.json` and `junit.xml` for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kiosk.testkit.playing.play import Run
from kiosk.testkit.playing.viewer import STYLE, data

VERSION = 1
"""Of report.json; its keys stay."""
SLOWEST = 10
OTHER_FONT = (
    "{} pictures were compared by structure only, because the font or Qt of this machine is not "
    "that with which they were taken; --update-pictures keeps those that differ."
)
MORE_STYLE = """
.sum{display:flex;gap:2rem;margin:1rem 0;font-size:1.1rem}.sum b{font-size:1.6rem;display:block}
.cover{display:flex;flex-wrap:wrap;gap:.3rem}.cover span{padding:.1rem .5rem;border-radius:.3rem;
background:#146c2e22}.cover .not{background:#b3261e22}
details>summary{cursor:pointer}td.n{text-align:right;font-variant-numeric:tabular-nums}
"""


def coverage(runs: Sequence[Run], names: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """How many runs reached each page, press and fault; 0 for those that none did."""
    reached = {
        "pages": [page for run in runs for page in run.pages],
        "presses": [press for run in runs for press in run.presses],
        "faults": [fault for run in runs for fault in run.struck],
    }
    return {
        kind: {name: found.count(name) for name in sorted({*names[kind], *found})}
        for kind, found in reached.items()
    }


def as_data(runs: Sequence[Run], names: Mapping[str, Any]) -> dict[str, Any]:
    """The report as data: the runs, and what they covered."""
    covered = coverage(runs, names)
    return {
        "kit": VERSION,
        "green": sum(run.green for run in runs),
        "red": sum(not run.green for run in runs),
        "runs": [_run(run) for run in runs],
        "coverage": covered,
        "never_reached": {
            kind: [name for name, times in found.items() if not times]
            for kind, found in covered.items()
        },
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "name": run.scenario.name,
        "file": str(run.scenario.file),
        "seed": run.seed,
        "green": run.green,
        "failure": run.failure,
        "line": run.step.line if run.step else None,
        "seconds": round(run.seconds, 3),
        "virtual_seconds": run.virtual,
        "fingerprint": run.fingerprint,
        "pages": list(run.pages),
        "presses": list(run.presses),
        "struck": list(run.struck),
        "ends": list(run.ends),
        "trace": str(run.trace) if run.trace else None,
    }


def as_json(runs: Sequence[Run], names: Mapping[str, Any]) -> bytes:
    """The file `report.json`."""
    return (json.dumps(as_data(runs, names), ensure_ascii=False, indent=2) + "\n").encode()


def as_junit(runs: Sequence[Run]) -> bytes:
    """The runs as a JUnit file."""
    suite = ElementTree.Element(
        "testsuite",
        name="kiosk play",
        tests=str(len(runs)),
        failures=str(sum(not run.green for run in runs)),
        time=f"{sum(run.seconds for run in runs):.3f}",
    )
    for run in runs:
        case = ElementTree.SubElement(
            suite,
            "testcase",
            classname=run.scenario.file.stem,
            name=run.scenario.name,
            time=f"{run.seconds:.3f}",
        )
        if not run.green:
            first = run.failure.splitlines()[0]
            ElementTree.SubElement(case, "failure", message=first).text = run.failure
    text: bytes = ElementTree.tostring(suite, encoding="utf-8", xml_declaration=True)
    return text


def as_html(runs: Sequence[Run], names: Mapping[str, Any], folder: Path) -> bytes:
    """The file `report.html`, which needs nothing else; traces are linked as seen from `folder`."""
    red = [run for run in runs if not run.green]
    body = [
        "<h1>kiosk play</h1>",
        *_summary(runs, red),
        *(part for run in red for part in _failure(run, folder)),
        *_pictures(runs),
        *_covered(coverage(runs, names)),
        *_slowest(runs),
        *_table(runs),
    ]
    style = f"<style>{STYLE}{MORE_STYLE}</style>"
    head = f"<meta charset='utf-8'><title>kiosk play</title>{style}"
    page = f"<!doctype html><html lang='en'><head>{head}</head><body>{''.join(body)}</body></html>"
    return f"{page}\n".encode()


def _summary(runs: Sequence[Run], red: Sequence[Run]) -> Iterator[str]:
    kind = "red" if red else "green"
    figures = {
        "green": str(len(runs) - len(red)),
        "red": str(len(red)),
        "seconds of work": f"{sum(run.seconds for run in runs):.1f}",
        "seconds at the desks": f"{sum(run.virtual for run in runs):.0f}",
    }
    cells = "".join(f"<div><b>{value}</b>{name}</div>" for name, value in figures.items())
    said = f"{len(red)} of {len(runs)} runs are red" if red else f"all {len(runs)} runs are green"
    yield f"<p class='{kind}'><strong>{said}</strong></p><div class='sum'>{cells}</div>"


def _failure(run: Run, folder: Path) -> Iterator[str]:
    first, _, rest = run.failure.partition("\n")
    where = f"{run.scenario.file}:{run.step.line}" if run.step else str(run.scenario.file)
    yield f"<h2 class='red'>{escape(run.scenario.name)}</h2><p><code>{escape(where)}</code></p>"
    yield f"<p><strong>{escape(first)}</strong></p>"
    if rest:
        yield f"<pre>{escape(rest)}</pre>"
    if run.step is not None:
        yield f"<p>step: <code>{escape(str(run.step))}</code></p>"
    yield f"<p>pages: {escape(' > '.join(run.pages))}</p>"
    if run.trace is not None:
        trace = run.trace.resolve()
        near = trace.is_relative_to(folder.resolve())
        link = trace.relative_to(folder.resolve()).as_posix() if near else trace.as_uri()
        yield f"<p>trace: <a href='{escape(link, quote=True)}'>{escape(run.trace.name)}</a>"
        yield f" (<code>kiosk trace {escape(str(run.trace))}</code>)</p>"


def _pictures(runs: Sequence[Run]) -> Iterator[str]:
    """What differs from kept pictures, side by side; another font or Qt is told once."""
    compared = [one for run in runs for one in run.pictures]
    if not compared:
        return
    yield f"<h2>Pictures: {len(compared)} compared</h2>"
    loosely = sum(one.how == "structure" for one in compared)
    if loosely:
        yield f"<p>{OTHER_FONT.format(loosely)}</p>"
    for one in compared:
        if one.findings:
            yield f"<h3>{escape(one.name)}</h3><p>{escape('; '.join(one.findings))}</p>"
            sides = {"expected": one.expected, "seen": one.seen, "difference": one.difference}
            yield "<div class='screens'>"
            for title, picture in sides.items():
                if picture:
                    image = f"<img alt='' src='{data(picture)}'>"
                    yield f"<figure>{image}<figcaption>{title}</figcaption></figure>"
            yield "</div>"


def _covered(covered: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for kind, found in covered.items():
        met = sum(times > 0 for times in found.values())
        yield f"<h2>{kind.capitalize()}: {met} of {len(found)} reached</h2><div class='cover'>"
        for name, times in sorted(found.items(), key=lambda one: (one[1] > 0, one[0])):
            mark = f"<span>{escape(name)} {times}</span>"
            yield mark if times else f"<span class='not'>{escape(name)} never</span>"
        yield "</div>"


def _slowest(runs: Sequence[Run]) -> Iterator[str]:
    yield "<h2>The slowest</h2><table><tr><th>run</th><th>seconds</th></tr>"
    for run in sorted(runs, key=lambda run: -run.seconds)[:SLOWEST]:
        name = escape(run.scenario.name)
        yield f"<tr><td>{name}</td><td class='n'>{run.seconds:.2f}</td></tr>"
    yield "</table>"


def _table(runs: Sequence[Run]) -> Iterator[str]:
    heads = ("verdict", "run", "file", "seconds", "at the desk", "ends", "fingerprint")
    yield f"<details><summary>All {len(runs)} runs</summary><table><tr>"
    yield "".join(f"<th>{head}</th>" for head in heads) + "</tr>"
    for run in runs:
        verdict = "green" if run.green else "red"
        cells = (
            f"<span class='{verdict}'>{verdict}</span>",
            escape(run.scenario.name),
            escape(run.scenario.file.name),
            f"{run.seconds:.2f}",
            f"{run.virtual:.1f}",
            escape(", ".join(run.ends)),
            f"<code>{run.fingerprint}</code>",
        )
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table></details>"
