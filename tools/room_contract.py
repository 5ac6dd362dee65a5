"""A contract of import-linter: each room of the program imports only what its row allows.

A room is a module or a package with a row of its own; a module belongs to the room with the longest
name that it has or stands below. A row names the rooms and third-party packages that its room
imports. What no row names is forbidden, so a package that is added later is forbidden until
somebody allows it. Rows stand from the ground up: a room imports only rooms that stand above it in
the table, so there are no cycles.
"""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

OURS = ("kiosk", "drivers", "ui", "models")


class Rooms(Contract):
    """`rows` are lines `room: what it imports`, separated by spaces, from the ground up."""

    type_name = "rooms"

    rows = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """See Contract."""
        found = violations(graph, read_rows(self.rows))
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """See Contract."""
        for line in check.metadata["found"]:
            output.print_error(f"- {line}", bold=True)
            output.new_line()


def read_rows(rows: list[str]) -> dict[str, set[str]]:
    """The rooms, from the ground up, and what each may import."""
    return {
        room.strip(): set(names.split()) for room, _, names in (row.partition(":") for row in rows)
    }


def violations(graph: ImportGraph, rows: dict[str, set[str]]) -> list[str]:
    """One sentence for each import, module or row that does not fit the table."""
    found = []
    used: dict[str, set[str]] = {room: set() for room in rows}
    for module in sorted(name for name in graph.modules if top(name) in OURS):
        room = room_of(module, rows)
        if room is None:
            found.append(f"{module} belongs to no room")
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(module)):
            target = room_of(imported, rows) if top(imported) in OURS else top(imported)
            if target is None or target == room or target in sys.stdlib_module_names:
                continue
            used[room].add(target)
            if target not in rows[room]:
                found.append(f"{module} must not import {imported}")
    order = {room: number for number, room in enumerate(rows)}
    for room, allowed in rows.items():
        for target in sorted(allowed):
            if target not in used[room]:
                found.append(f"the row of {room} allows {target}, which it does not import")
            if top(target) in OURS and order.get(target, len(order)) >= order[room]:
                found.append(f"the row of {room} allows {target}, which does not stand above it")
    return found


def room_of(module: str, rows: dict[str, set[str]]) -> str | None:
    """The room to which a module belongs; None without one."""
    name = module
    while name and name not in rows:
        name = name.rpartition(".")[0]
    return name or None


def top(module: str) -> str:
    """The package at the top of a dotted name."""
    return module.partition(".")[0]
