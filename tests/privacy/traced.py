"""What a program sends and writes: it runs under strace, in a network namespace of its own.

The namespace has a loopback device and nothing else, so nothing can leave even where a check
fails; strace records the attempt.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SENDING = ("connect", "sendto", "sendmsg", "sendmmsg")
WRITING = (
    "open", "openat", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat", "link", "linkat",
    "symlink", "symlinkat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
    "truncate",
)  # fmt: skip
MOVING = ("chdir", "fchdir")
NO_RING = "inject=io_uring_setup:error=ENOSYS"
"""A ring carries requests past strace; programs that find none make calls, which strace sees."""

NAME_SERVICE_PORTS = {53, 853, 5353, 5355}
"""Resolvers that listen on this machine ask others: a look-up is one wherever it goes first."""
LOCAL_SERVICES = ("/run/pcscd/", "/tmp/.X11-unix/")
"""Unix sockets of devices; any other one may belong to a name service (nscd, systemd, Avahi)."""
LOOPBACK = {"127.0.0.1", "::1", "::ffff:127.0.0.1"}

_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(.*)$")
_STARTED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_ADDRESS = re.compile(r'inet_(?:addr|pton)\((?:AF_INET6, )?"([^"]+)"')
_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")
_UNIX = re.compile(r'sa_family=AF_UNIX, sun_path=@?"([^"]*)"')
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_MAKES = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")


@dataclass(frozen=True)
class Run:
    """How a traced program ended: its exit code, its output, and the lines of strace.

    `folder` is where it was started: some calls name a path without the folder it begins in.
    """

    code: int
    output: str
    folder: Path
    lines: tuple[str, ...]

    def sent(self) -> list[str]:
        """Calls that reach for another machine or for a name, whether or not they succeed."""
        return [line for name, given, _, line in _calls(self.lines) if _reaches_out(name, given)]

    def written(self, allowed: Sequence[Path]) -> list[str]:
        """Paths outside `allowed` that were made, written, renamed or removed.

        The folders that lead to an allowed one may be made.
        """
        inside = [*map(os.path.realpath, allowed), "/dev", "/proc/self", "/proc/thread-self"]
        moved = any(name in MOVING for name, *_ in _calls(self.lines))
        start = "/unknown" if moved else str(self.folder)
        found = {
            path
            for name, given, tail, _ in _calls(self.lines)
            for path in _written(name, given, tail, start)
            if not any(_below(path, folder) or _below(folder, path) for folder in inside)
        }
        return sorted(found)


def unavailable() -> str:
    """Why nothing can be traced on this machine; "" where it can."""
    if sys.platform != "linux":
        return "strace and network namespaces are of Linux"
    if not shutil.which("strace"):
        return "strace is missing; apt-get install strace"
    tried = [*_namespace(), "strace", "-f", "-o", "/dev/null", "true"]
    if subprocess.run(tried, check=False, capture_output=True).returncode:
        return "no network namespace or no tracing here: it takes root, or user namespaces"
    return ""


def run(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str],
    *,
    until: Callable[[str], bool] | None = None,
    seconds: float = 150,
) -> Run:
    """Run a command to its end; where `until` is given, end it once that holds for its output."""
    traced = ",".join((*SENDING, *WRITING, *MOVING, "io_uring_setup"))
    shown = ["-f", "--seccomp-bpf", "-y", "-s", "300", "-e", f"trace={traced}", "-e", NO_RING]
    strace = ["strace", *shown, "-o", str(log)]
    up = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    said = log.with_suffix(".out")
    with said.open("wb") as out:
        process = subprocess.Popen(
            [*_namespace(), *up, *strace, *command],
            stdout=out,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
        )
        try:
            if until is not None:
                ends = time.monotonic() + seconds
                while not until(said.read_text(errors="replace")) and process.poll() is None:
                    assert time.monotonic() < ends, said.read_text()
                    time.sleep(0.05)
                _end_traced(process.pid)
            code = process.wait(timeout=seconds)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    lines = tuple(_whole(log.read_text(errors="replace").splitlines()))
    return Run(code, said.read_text(errors="replace"), Path.cwd(), lines)


def _namespace() -> list[str]:
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", *user, "--net"]


def _end_traced(leader: int) -> None:
    """Send SIGTERM to the command itself: strace, which passes no signal on, is its parent."""
    children = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGTERM)


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The lines of strace with calls that another thread interrupted put together again."""
    begun: dict[str, str] = {}
    for line in lines:
        if started := _STARTED.match(line):
            begun[started[1]] = started[2]
        elif resumed := _RESUMED.match(line):
            yield f"{resumed[1]} {begun.pop(resumed[1], '')}{resumed[2]}"
        else:
            yield line
    yield from (f"{thread} {call}) = -1 (unfinished)" for thread, call in begun.items())


def _calls(lines: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
    """Name, arguments, result with its path, and the whole line of each call."""
    for line in lines:
        if call := _CALL.match(line):
            yield call[1], call[2], call[3] + call[4], line


def _reaches_out(name: str, given: str) -> bool:
    if name not in SENDING:
        return False
    ports = {int(port) for port in _PORT.findall(given)}
    elsewhere = set(_ADDRESS.findall(given)) - LOOPBACK
    sockets = [path for path in _UNIX.findall(given) if not path.startswith(LOCAL_SERVICES)]
    return bool(elsewhere or ports & NAME_SERVICE_PORTS or sockets)


def _below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _written(name: str, given: str, tail: str, start: str) -> Iterator[str]:
    if name not in WRITING or tail.startswith("-"):
        return
    if name.startswith("open"):
        if _MAKES.search(given):
            opened = re.match(r"\d+<(.*)>", tail)
            yield opened[1].removesuffix("(deleted)").rstrip() if opened else given
        return
    for folder, path in _PATH.findall(given):
        yield os.path.normpath(Path(folder or start) / path)
