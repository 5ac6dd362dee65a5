"""A temporary PostgreSQL for a bench or a test: in a temporary folder and on a Unix socket.

The server refuses to run as root, so for root it runs as the user `postgres` (else `nobody`).
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
    """PostgreSQL cannot run here; the message gives the reason."""


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
    """Run a cluster; yields the folder of its socket. `durable` False: no fsync, for tests.

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
    """The SQLAlchemy URL of a database in the cluster of that folder."""
    return f"postgresql+psycopg://postgres@/{database}?host={folder}"


def database(folder: str, name: str) -> str:
    """Create an empty database in the cluster; returns its URL."""
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
        subprocess.run(  # a fixed command
            command, check=True, user=user, cwd="/", stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", b"") or b""
        why = told.decode(errors="replace").strip()[-300:] or str(error)
        raise NoPostgres(f"PostgreSQL could not be started: {why}") from None
