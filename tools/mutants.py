"""Change the program in small ways, one at a time, and see which changes no test notices.

    .venv/bin/python tools/mutants.py kiosk/session --tests tests/session --count 100 --seed 1

Each mutant is one expression or statement changed in a copy of the checkout, in which the tests
then run until the first failure. Survivors are printed with the changed line. The same seed chooses
the same mutants as long as the code is the same. Exit code 0, whatever survives.
"""

import argparse
import ast
import copy
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

COMPARISONS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip


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


def chosen(files: list[Path], root: Path, count: int, seed: int) -> list[Mutant]:
    """The mutants to try, the same for the same seed and code."""
    every = [mutant for file in sorted(files) for mutant in mutants(file, root)]
    return random.Random(seed).sample(every, min(count, len(every)))


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
    """`killed`, `survived` or `timeout`."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    return "survived" if done.returncode == 0 else "killed"


def copied(root: Path, target: Path) -> None:
    """Copy what git tracks."""
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True
    ).stdout
    for name in filter(None, names.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, target / name)


def main() -> None:
    """Try the mutants and print what survives."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", help="modules or folders to change")
    parser.add_argument("--tests", nargs="+", required=True, help="what to run over each mutant")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=300, help="longest run of the tests")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    root = Path.cwd()
    files = [
        file
        for path in map(Path, options.paths)
        for file in ([path] if path.is_file() else path.rglob("*.py"))
    ]
    todo: SimpleQueue[Mutant] = SimpleQueue()
    for mutant in chosen([root / file for file in files], root, options.count, options.seed):
        todo.put(mutant)
    outcomes: list[Outcome] = []

    def work(tree: Path) -> None:
        while True:
            try:
                mutant = todo.get_nowait()
            except Empty:
                return
            outcome = attempt(mutant, tree, options.tests, options.seconds)
            outcomes.append(outcome)
            sign = {"killed": ".", "timeout": "t", "survived": "S"}[outcome.verdict]
            print(sign, end="", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory() as folder:
        threads = []
        for number in range(options.jobs):
            tree = Path(folder) / str(number)
            copied(root, tree)
            if run(tree, options.tests, options.seconds) != "survived":
                sys.exit("the tests do not pass without a change")
            threads.append(threading.Thread(target=work, args=(tree,)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(file=sys.stderr)
    report(outcomes, options.json)


def report(outcomes: list[Outcome], as_json: bool) -> None:
    """Print the survivors and the survival rate."""
    survived = [one for one in outcomes if one.verdict == "survived"]
    if as_json:
        print(json.dumps([asdict(one) for one in outcomes], ensure_ascii=False, indent=1))
        return
    for one in sorted(survived, key=lambda one: (one.mutant.file, one.mutant.line)):
        print(f"{one.mutant.file}:{one.mutant.line} ({one.mutant.what})")
        print(f"  - {one.before}\n  + {one.after}")
    share = len(survived) / len(outcomes) if outcomes else 0
    print(f"{len(survived)} of {len(outcomes)} mutants survived ({share:.0%})")


if __name__ == "__main__":
    main()
