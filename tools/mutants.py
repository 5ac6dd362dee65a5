"""Change the program in small ways, one at a time, and see which changes no test notices.

    .venv/bin/python tools/mutants.py kiosk/session --tests tests/session --count 100 --seed 1

Each mutant is one expression or statement changed in a copy of the checkout. The tests run once to
learn which of them run which lines; over a mutant only those that run its line are run, the fastest
first, until the first failure. Survivors are printed with the changed line. The same seed chooses
the same mutants as long as the code is the same. Exit code 0, whatever survives.

With --run-lines the mutants are chosen among the lines that the tests run while they run; what is
run once at import, such as a table, and what no test reaches is then not tried at all. --reached
keeps which test runs which lines in a file, for the next call over the same code.
"""

import argparse
import ast
import copy
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from lines_run import Reached, told

COMPARISONS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


PRELOADED = ["pytest", "hypothesis", "pydantic", "sqlalchemy", "numpy", "PySide6.QtWidgets"]
"""What every run imports, and what is therefore imported only once."""
FORKS: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the place, and the line before and after."""

    file: str
    line: int
    start: int
    end: int
    text: str
    what: str


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: `killed`, `survived` or `timeout` (which counts as killed)."""

    mutant: Mutant
    verdict: str
    before: str
    after: str


def mutants(file: Path, root: Path) -> Iterator[Mutant]:
    """All mutants of a module, in the order of the source."""
    source = file.read_text(encoding="utf-8")
    tree = ast.parse(source)
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in executed(tree):
        if not hasattr(node, "lineno"):
            continue
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        for what, changed in changes(node):
            text = ast.unparse(changed)
            if isinstance(node, ast.expr):
                text = f"({text})"
            name = file.relative_to(root).as_posix()
            yield Mutant(name, node.lineno, start, end, text.replace("\n", " "), what)


def executed(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: no annotations, docstrings, imports or arguments of a pattern."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "patterns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(
                child, (ast.Import, ast.ImportFrom, ast.JoinedStr, ast.pattern)
            ):
                continue
            if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
                continue
            yield child
            yield from executed(child)


def changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What a node may be changed into."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            other = copy.deepcopy(node)
            other.ops = [COMPARISONS[type(op)]()]
            yield "comparison", other
        case ast.BoolOp():
            other = copy.deepcopy(node)
            other.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and/or", other
        case ast.BinOp() if type(node.op) in OPERATORS:
            other = copy.deepcopy(node)
            other.op = OPERATORS[type(node.op)]()
            yield "operator", other
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node.operand
        case ast.Constant(value=bool()):
            yield "constant", ast.Constant(not node.value)
        case ast.Constant(value=int() | float()):
            yield "constant", ast.Constant(node.value + 1)
        case ast.IfExp():
            yield "condition", ast.IfExp(node.test, node.orelse, node.body)
        case ast.Return(value=ast.expr()) if not is_none(node.value):
            yield "return", ast.Return(ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign():
            yield "removed", ast.Pass()
        case ast.Raise():
            yield "removed", ast.Pass()
        case ast.Call(keywords=[_, *_]) if all(k.arg for k in node.keywords):
            other = copy.deepcopy(node)
            other.keywords.pop()
            yield "keyword left out", other


def is_none(node: ast.AST) -> bool:
    """Whether an expression is the constant None."""
    return isinstance(node, ast.Constant) and node.value is None


def chosen(
    files: list[Path], root: Path, count: int, seed: int, lines: set[tuple[str, int]] | None
) -> list[Mutant]:
    """The mutants to try, on these lines or on all, the same for the same seed and code."""
    every = [
        mutant
        for file in sorted(files)
        for mutant in mutants(file, root)
        if lines is None or (mutant.file, mutant.line) in lines
    ]
    return random.Random(seed).sample(every, min(count, len(every)))


def survivors(file: Path) -> list[Mutant]:
    """The mutants that survived an earlier run, for the same code."""
    outcomes = json.loads(file.read_text(encoding="utf-8"))
    return [Mutant(**one["mutant"]) for one in outcomes if one["verdict"] == "survived"]


def attempt(mutant: Mutant, tree: Path, tests: list[str], seconds: float) -> Outcome:
    """Run the tests over one mutant, in a copy of the checkout that nobody else uses."""
    file = tree / mutant.file
    original = file.read_bytes()
    file.write_bytes(original[: mutant.start] + mutant.text.encode() + original[mutant.end :])
    before = original.decode().splitlines()[mutant.line - 1].strip()
    after = file.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
    try:
        verdict = run(tree, tests, seconds)
    finally:
        file.write_bytes(original)
    return Outcome(mutant, verdict, before, after)


def run(tree: Path, tests: list[str], seconds: float) -> str:
    """`killed`, `survived` or `timeout`; `survived` if no test is given."""
    if not tests:
        return "survived"
    process = FORKS.Process(target=_run, args=(tree, tests))
    process.start()
    process.join(seconds)
    if process.is_alive():
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
        return "timeout"
    return "survived" if process.exitcode == 0 else "killed"


def _run(tree: Path, tests: list[str]) -> None:
    """Run pytest in this process, which has imported nothing of the project yet."""
    os.setpgid(0, 0)
    os.chdir(tree)
    os.environ["PYTHONPATH"] = str(tree)
    sys.path.insert(0, str(tree))
    sys.dont_write_bytecode = True
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    import pytest

    rewritten = "ignore::pytest.PytestAssertRewriteWarning"
    os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-W", rewritten, *tests]))


def aimed(mutant: Mutant, reached: dict[str, Reached], seconds: float) -> list[str]:
    """The tests that run the mutant's line, fastest first, up to `seconds` together.

    Where none runs it, as for what is run once at import: those that run a line of the file, then
    all others, up to thrice the time.
    """
    exact = [one for one in reached.values() if mutant.line in one.lines.get(mutant.file, ())]
    if exact:
        ordered = sorted(exact, key=lambda one: one.seconds)
    else:
        seconds *= 3
        ordered = sorted(
            reached.values(), key=lambda one: (mutant.file not in one.lines, one.seconds)
        )
    total = accumulate(one.seconds for one in ordered)
    return [one.test for one, spent in zip(ordered, total, strict=True) if spent < seconds]


def copied(root: Path, target: Path) -> None:
    """Copy what git tracks."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", help="modules or folders to change")
    parser.add_argument("--tests", nargs="+", required=True, help="what to run over each mutant")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=300, help="longest run of the tests")
    parser.add_argument("--spent", type=float, default=15, help="seconds of tests for a mutant")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--again", type=Path, help="only what survived in this output of --json")
    parser.add_argument("--run-lines", action="store_true", help="only lines that the tests run")
    parser.add_argument("--reached", type=Path, help="which test runs which lines: kept here")
    return parser.parse_args()


def reach(kept: Path | None, tree: Path, files: list[Path], tests: list[str]) -> dict[str, Reached]:
    """Which test runs which lines: as kept by an earlier call, or found by running the tests."""
    if kept is not None and kept.exists():
        return {
            one["test"]: Reached(
                one["test"],
                one["seconds"],
                {file: frozenset(lines) for file, lines in one["lines"].items()},
            )
            for one in json.loads(kept.read_text(encoding="utf-8"))
        }
    found = told(tree, files, tests)
    if kept is not None:
        kept.write_text(json.dumps([asdict(one) for one in found.values()], default=sorted))
    return found


def main() -> None:
    """Try the mutants and print what survives."""
    asked, root = options(), Path.cwd()
    files = [
        file
        for path in map(Path, asked.paths)
        for file in ([path] if path.is_file() else path.rglob("*.py"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        trees = [Path(folder) / str(number) for number in range(asked.jobs)]
        for tree in trees:
            copied(root, tree)
        reached = reach(asked.reached, trees[0], files, asked.tests)
        lines = {
            (file, line)
            for one in reached.values()
            for file, numbers in one.lines.items()
            for line in numbers
        }
        tried = (
            survivors(asked.again)
            if asked.again
            else chosen(
                [root / file for file in files],
                root,
                asked.count,
                asked.seed,
                lines if asked.run_lines else None,
            )
        )
        FORKS.set_forkserver_preload(PRELOADED)
        first = next(iter(reached))
        if run(trees[0], [first], asked.seconds) != "survived":
            sys.exit(f"{first} does not pass alone without a change")
        outcomes = attempts(tried, trees, reached, asked)
    print(file=sys.stderr)
    report(outcomes, asked.json)


def attempts(
    tried: list[Mutant], trees: list[Path], reached: dict[str, Reached], asked: argparse.Namespace
) -> list[Outcome]:
    """What becomes of each mutant, tried in as many threads as there are copies."""
    todo: SimpleQueue[Mutant] = SimpleQueue()
    for mutant in tried:
        todo.put(mutant)
    outcomes: list[Outcome] = []

    def work(tree: Path) -> None:
        while True:
            try:
                mutant = todo.get_nowait()
            except Empty:
                return
            tests = aimed(mutant, reached, asked.spent)
            outcome = attempt(mutant, tree, tests, asked.seconds)
            outcomes.append(outcome)
            sign = {"killed": ".", "timeout": "t", "survived": "S"}[outcome.verdict]
            print(sign, end="", file=sys.stderr, flush=True)
            if outcome.verdict == "survived":
                print(f"\n{told_of(outcome)}", file=sys.stderr, flush=True)

    threads = [threading.Thread(target=work, args=(tree,)) for tree in trees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def told_of(one: Outcome) -> str:
    """Where a mutant is, and its line before and after."""
    where = f"{one.mutant.file}:{one.mutant.line} ({one.mutant.what})"
    return f"{where}\n  - {one.before}\n  + {one.after}"


def report(outcomes: list[Outcome], as_json: bool) -> None:
    """Print the survivors and the survival rate."""
    survived = [one for one in outcomes if one.verdict == "survived"]
    if as_json:
        print(json.dumps([asdict(one) for one in outcomes], ensure_ascii=False, indent=1))
        return
    for one in sorted(survived, key=lambda one: (one.mutant.file, one.mutant.line)):
        print(told_of(one))
    share = len(survived) / len(outcomes) if outcomes else 0
    print(f"{len(survived)} of {len(outcomes)} mutants survived ({share:.0%})")


if __name__ == "__main__":
    main()
