"""A PostgreSQL of one's own for a bench or a test: in a temporary folder, on a socket, gone after.

The server refuses to run as root, so root lends it to the system's `postgres` (else `nobody`).
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WHERE = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
START_SECONDS = 30


class NoPostgres(RuntimeError):
    """PostgreSQL cannot be run here; says why."""


def binaries() -> Path:
    """The folder of initdb and pg_ctl. Raises NoPostgres."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    for pattern in WHERE:
        found = sorted(Path("/").glob(pattern.lstrip("/")))
        if found:
            return found[-1]
    raise NoPostgres("PostgreSQL's initdb is not installed; on Debian: apt install postgresql")


@contextmanager
def cluster(*, durable: bool = True) -> Iterator[str]:
    """The folder of a running cluster's socket; `durable` False trades fsync for speed (tests).

    Raises NoPostgres.
    """
    if os.name != "posix":
        raise NoPostgres("a PostgreSQL of one's own is only started on Unix")
    tools = binaries()
    user = _other_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="uketsuke-pg-"))
    data = folder / "data"
    if user is not None:
        shutil.chown(folder, user)
    try:
        _run([tools / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
              "--no-locale", "-N"], user)  # fmt: skip
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=60"
        options += " -c shared_buffers=512MB -c max_wal_size=4GB"
        if not durable:
            options += " -c fsync=off -c full_page_writes=off"
        _run([tools / "pg_ctl", "-D", data, "-w", "-t", str(START_SECONDS), "-o", options,
              "-l", folder / "log", "start"], user)  # fmt: skip
        try:
            yield str(folder)
        finally:
            _run([tools / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def url(folder: str, database: str = "postgres") -> str:
    """SQLAlchemy's URL of a database of that cluster."""
    return f"postgresql+psycopg://postgres@/{database}?host={folder}"


def database(folder: str, name: str) -> str:
    """Make an empty database in that cluster; returns its URL."""
    from sqlalchemy import create_engine, text

    engine = create_engine(url(folder), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return url(folder, name)


def _other_user() -> str:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no other user to lend it to")


def _run(command: list[str | Path], user: str | None) -> None:
    try:
        subprocess.run(  # our own command
            command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", b"") or b""
        why = told.decode(errors="replace").strip()[-300:] or str(error)
        raise NoPostgres(f"PostgreSQL could not be started: {why}") from None
