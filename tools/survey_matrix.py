"""Finds on which page which fault strikes: `python -m tools.survey_matrix [PATTERN…]`.

It plays every fault on every page and writes `kiosk/testkit/matrix/strikes.toml`, which the fault
matrix then plays. With patterns (`net.*@*`) only those cells are played and replaced. Cells whose
fault does not strike are left out. Cells that end otherwise than on a waiting screen without any
trace of the patient are printed, and the command ends with 1.
"""

import sys
from collections.abc import Iterator
from fnmatch import fnmatch

from kiosk.testkit import matrix
from kiosk.testkit.playing.play import Options, Run, play
from kiosk.testkit.process import Desks

HEAD = """# How a reception ends when a fault strikes on a page: its outcome, and the fault that
# staff are told. Written by `python -m tools.survey_matrix`; read it before you commit a change.
"""
NOT_THERE = ("never struck", "no card is on the reader", "is on the reader; remove it first")


def crossed(names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every fault with every page; faults of the camera only where frames are looked at."""
    ways = matrix.pages()
    for fault in (*names, *matrix.FROM_NOW_ON, *matrix.ACTS):
        for page in ways:
            films = names.get(fault) != "camera" or page == "face"
            spoils = fault not in matrix.FROM_NOW_ON or matrix.inserted(ways[page]) is not None
            if films and spoils:
                yield fault, page


def written(ends: dict[str, dict[str, str]]) -> str:
    """The file's text, in the order of faults and pages."""
    order = list(matrix.pages())
    lines = [HEAD]
    for fault, cells in ends.items():
        if cells:
            lines.append(f'["{fault}"]')
            lines += [f'"{page}" = "{cells[page]}"' for page in order if page in cells]
            lines.append("")
    return "\n".join(lines)


def main(patterns: list[str]) -> int:
    """See the module."""
    wrong: list[Run] = []
    with Desks() as desks:
        names = desks.service.names()["faults"]
        known = list(crossed(names))
        wanted = [
            cell
            for cell in known
            if not patterns or any(fnmatch("@".join(cell), one) for one in patterns)
        ]
        cells = matrix.scenarios(wanted, desks.service, {})
    runs = play(cells, Options(jobs=2, keep="never"), lambda run: print(run.sentence, flush=True))
    before = matrix.strikes()
    ends: dict[str, dict[str, str]] = {fault: {} for fault, _ in known}
    for fault, page in known:
        if page in before.get(fault, {}):
            ends[fault][page] = before[fault][page]
    for (fault, page), run in zip(wanted, runs, strict=True):
        ends[fault].pop(page, None)
        if run.green:
            ended = run.ends[:-1]  # the last ending is that of the next patient
            ends[fault][page] = ended[-1] if ended else ""
        elif not any(one in run.failure for one in NOT_THERE):
            wrong.append(run)
    matrix.STRIKES.write_text(written(ends), "utf-8")
    for run in wrong:
        print(f"{run.scenario.title}: {run.failure}\n  pages: {' '.join(run.pages)}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
