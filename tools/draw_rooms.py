"""Draws the rooms of the program and what they import: `docs/rooms.svg`.

The drawing is made from the table in `pyproject.toml`, which import-linter compares with the
imports. A box is a package: rooms inside it are drawn as one, modules of one file are left out. An
arrow points at what is imported; it is left out where a longer path of arrows leads there too.

    .venv/bin/python -m tools.draw_rooms
"""

import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path

from tools.room_contract import OURS, read_rows, top

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs/rooms.svg"
WIDTH, HEIGHT = 118, 30
"""Of a box, in pixels."""
COLUMN, LINE = 132, 78
"""From one box to the next, across and down."""
SWEEPS = 24
"""How often the boxes of each line are sorted by the middle of what they are joined with."""

Node = tuple[str, str]
"""A box (`name`, ""), or the place where the arrow between two boxes crosses a line."""
Graph = dict[str, set[str]]


def read_table() -> dict[str, set[str]]:
    """The rooms of `pyproject.toml`, from the ground up, and what each imports."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return read_rows(project["tool"]["importlinter"]["contracts"][0]["rows"])


def boxes(rows: dict[str, set[str]]) -> Graph:
    """Each package that is drawn, and the packages that it imports."""
    found: Graph = {}
    for room, names in rows.items():
        if box := box_of(room):
            imported = {box_of(name) for name in names if top(name) in OURS}
            found.setdefault(box, set()).update(imported - {"", box})
    return found


def box_of(room: str) -> str:
    """The package in which a room is drawn; "" for a module of one file, and for a package that
    only contains others.
    """
    name = top(room) if top(room) == "models" else ".".join(room.split(".")[:2])
    parent = name in ("kiosk", "drivers", "ui")
    return name if (ROOT / name.replace(".", "/")).is_dir() and not parent else ""


def shortest(graph: Graph) -> Graph:
    """The graph without the arrows that a longer path stands for."""

    def reached(box: str) -> set[str]:
        return graph[box].union(*(reached(name) for name in graph[box]))

    return {
        box: {name for name in names if not any(name in reached(by) for by in names - {name})}
        for box, names in graph.items()
    }


def lines(graph: Graph) -> dict[str, int]:
    """The line of each box, counted from the ground: one above the highest that it imports."""
    line: dict[str, int] = {}
    for box in TopologicalSorter(graph).static_order():
        line[box] = 1 + max((line[name] for name in graph[box]), default=-1)
    return line


def paths(graph: Graph, line: dict[str, int]) -> list[list[Node]]:
    """For each arrow the nodes that it goes through, one on each line, downwards."""
    found = []
    for box in sorted(graph):
        for name in sorted(graph[box]):
            between = range(line[box] - 1, line[name], -1)
            found.append([(box, ""), *[(box, f"{name} {at}") for at in between], (name, "")])
    return found


def places(graph: Graph) -> tuple[dict[Node, tuple[float, float]], list[list[Node]]]:
    """The middle of each node in pixels, and the arrows."""
    line = lines(graph)
    arrows = paths(graph, line)
    height = max(line.values())
    on: dict[Node, int] = {(box, ""): line[box] for box in graph}
    for arrow in arrows:
        on |= {node: line[arrow[0][0]] - down for down, node in enumerate(arrow)}
    joined: dict[Node, list[Node]] = {node: [] for node in on}
    for arrow in arrows:
        for upper, lower in pairwise(arrow):
            joined[upper].append(lower)
            joined[lower].append(upper)
    order = [sorted(node for node in on if on[node] == at) for at in range(height + 1)]
    widest = max(len(nodes) for nodes in order)
    across: dict[Node, float] = {}

    def spread(nodes: list[Node]) -> None:
        for place, node in enumerate(nodes):
            across[node] = (place + 0.5) * widest / len(nodes)

    for nodes in order:
        spread(nodes)
    for sweep in range(SWEEPS):
        for nodes in order if sweep % 2 == 0 else reversed(order):
            middle = {
                node: sum(across[other] for other in joined[node]) / max(len(joined[node]), 1)
                for node in nodes
            }
            nodes.sort(key=lambda node: (middle[node], node))
            spread(nodes)
    return {
        node: (across[node] * COLUMN, (height - on[node]) * LINE + HEIGHT) for node in on
    }, arrows


def svg(graph: Graph) -> Iterator[str]:
    """The lines of the drawing."""
    at, arrows = places(graph)
    width = max(x for x, _ in at.values()) + COLUMN / 2 + 8
    height = max(y for _, y in at.values()) + HEIGHT
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"'
        ' font-family="sans-serif" font-size="13">'
    )
    yield "<title>What each room imports; made by tools/draw_rooms.py</title>"
    yield (
        '<marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7"'
        ' orient="auto"><path d="M0 0 8 4 0 8z" fill="#456"/></marker>'
    )
    yield '<rect width="100%" height="100%" fill="#fff"/>'
    for arrow in arrows:
        (x, y), *rest = (at[node] for node in arrow)
        path = f"M{x:.0f} {y + HEIGHT / 2:.0f}"
        y += HEIGHT / 2
        for number, (to_x, middle) in enumerate(rest, 1):
            to_y = middle - HEIGHT / 2
            half = (y + to_y) / 2
            path += f"C{x:.0f} {half:.0f} {to_x:.0f} {half:.0f} {to_x:.0f} {to_y:.0f}"
            if number < len(rest):
                path += f"v{HEIGHT}"
            x, y = to_x, to_y + HEIGHT
        yield f'<path d="{path}" fill="none" stroke="#456" marker-end="url(#to)"/>'
    for name in sorted(graph):
        x, y = at[name, ""]
        yield (
            f'<rect x="{x - WIDTH / 2:.0f}" y="{y - HEIGHT / 2:.0f}" width="{WIDTH}"'
            f' height="{HEIGHT}" rx="5" fill="{COLOURS[top(name)]}" stroke="#456"/>'
        )
        yield f'<text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{name}</text>'
    yield "</svg>"


COLOURS = {"kiosk": "#e3edf7", "drivers": "#f7ead9", "models": "#eee", "ui": "#e2f3e4"}


def drawing() -> str:
    """The whole drawing, as it should stand in docs."""
    return "\n".join(svg(shortest(boxes(read_table())))) + "\n"


if __name__ == "__main__":
    FILE.write_text(drawing(), encoding="utf-8")
