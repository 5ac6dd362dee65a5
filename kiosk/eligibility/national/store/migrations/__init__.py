"""The history of the registry's schema, and the upgrade of a database to the newest revision."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0007"
"""The newest revision; a test holds it against the scripts."""


def config(connection: Connection) -> "Config":
    """Alembic's configuration for a connection, without a file and without its logging setup."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["connection"] = connection
    return made


def leads_from(connection: Connection, revision: str) -> bool:
    """Whether the scripts lead from that revision to the newest one."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(config(connection))
    return revision in {script.revision for script in scripts.walk_revisions()}


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest revision."""
    from alembic import command

    command.upgrade(config(connection), "head")


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def stamp(connection: Connection) -> None:
    """Mark a database that was just created from the tables as being at the newest revision."""
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
