"""`kiosk registry …`: manages the simulated national system."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import ConfigFile, complain, inform, read_config
from kiosk.home import data_home
from kiosk.texts.told import named, tell

if TYPE_CHECKING:
    from kiosk.eligibility.national.store.registry import Registry
    from kiosk.personas.schema import Persona

app = typer.Typer(
    name="registry",
    help="The registry of the simulated national system: persons, facilities, history.",
    no_args_is_help=True,
)

Url = Annotated[
    str,
    typer.Option(
        "--url",
        help="Database: sqlite:///FILE or postgresql+psycopg://…; the user's own by default.",
    ),
]


def _ten_digits(code: str) -> str:
    from kiosk.eligibility.facility import Facility

    try:
        return Facility(code).code
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


Code = Annotated[
    str,
    typer.Argument(callback=_ten_digits, help="Medical institution code, ten digits."),
]


def default_url() -> str:
    """The registry in the user's data folder."""
    from kiosk import private
    from kiosk.eligibility.national.store.database import sqlite_url

    home = data_home()
    private.folder(home)
    return sqlite_url(home / "registry.sqlite3")


def _open(url: str) -> "Registry":
    from kiosk.eligibility.national.store.registry import Registry

    return Registry(url or default_url())


@app.command()
def fill(
    persons: Annotated[int, typer.Option(min=0, help="Persons to have in all.")] = 0,
    seed: Annotated[int, typer.Option(help="Same seed, same persons.")] = 1,
    url: Url = "",
) -> None:
    """Write the personas, and generated persons up to the number wanted."""
    from rich.progress import Progress

    from kiosk.eligibility.national.store.generate import fill as generate
    from kiosk.personas import schema

    registry = _open(url)
    try:
        written = registry.fill(schema.everyone())
        inform(f"{written} personas written")
        if persons > written:
            with Progress() as progress:
                task = progress.add_task("persons", total=persons - written)
                added = generate(registry, persons, seed, lambda n: progress.advance(task, n))
            inform(f"{added} generated persons added (seed {seed})")
    finally:
        registry.close()


@app.command()
def persons() -> None:
    """The personas and the insurance to ask for each by, to copy into a request."""
    from kiosk.personas import schema

    for persona in sorted(schema.everyone(), key=lambda one: one.id):
        _ask_by(persona)


def _ask_by(persona: "Persona") -> None:
    for held in persona.insurance[-1:]:
        typer.echo(
            f"{persona.id:22} {held.insurer_number:>8} {held.symbol or '-':10} "
            f"{held.number:12} {held.branch} {persona.person.birth:%Y%m%d}  {tell(persona.note)}"
        )


@app.command()
def facility(
    code: Code,
    name: Annotated[str, typer.Argument(help="Its name.")] = "",
    url: Url = "",
) -> None:
    """Let a facility in over HTTP; prints its token, this once only."""
    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.server.access.tokens import issue

    registry = _open(url)
    try:
        typer.echo(issue(registry, Facility(code, name)))
    finally:
        registry.close()


@app.command()
def link(
    code: Code,
    number: Annotated[str, typer.Argument(help="照会番号: the facility's number of the patient.")],
    persona: Annotated[str, typer.Argument(help="The persona meant.")],
    url: Url = "",
) -> None:
    """Let a 照会番号 of a facility mean a persona."""
    registry = _open(url)
    try:
        registry.link(code, number, registry.id_of(persona))
    except KeyError as error:
        complain(str(error.args[0]))
        raise typer.Exit(2) from None
    finally:
        registry.close()


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A persona file, as in kiosk/personas/insured.")],
    url: Url = "",
) -> None:
    """Add a test person of your own, or replace it; print the insurance to ask by.

    Ends with 2 when the file is no valid persona or has the name of a shipped one.
    """
    from pydantic import ValidationError

    from kiosk.personas import schema

    registry = _open(url)
    try:
        persona = schema.load(file)
        if any(persona.id == known.id for known in schema.everyone()):
            raise ValueError(f"{persona.id} is a shipped person: give the file another name")
        registry.fill([persona])
        _ask_by(persona)
    except ValidationError as error:
        complain(f"{file}: {schema.mistakes(error)}")
        raise typer.Exit(2) from None
    except OSError as error:
        complain(f"{file} cannot be read: {error.strerror}")
        raise typer.Exit(2) from None
    except (ValueError, TypeError) as error:
        complain(f"{file}: {error}")
        raise typer.Exit(2) from None
    finally:
        registry.close()


@app.command()
def consent(
    code: Code,
    persona: Annotated[str, typer.Argument(help="Who consents.")],
    categories: Annotated[
        list[str] | None,
        typer.Argument(help="Which of TKK YZK SRJ SHJ TSR (OQSCD036); all without any."),
    ] = None,
    url: Url = "",
    config: ConfigFile = None,
) -> None:
    """Let a person consent at a facility now, as at its card reader, and decline the rest."""
    from kiosk.eligibility.national.system import National
    from kiosk.session.effects import Answers
    from kiosk.session.rules import Category

    settings = read_config(config).system
    registry = _open(url)
    try:
        asked = frozenset(Category) - {Category.LIMIT}
        wrong = next((one for one in categories or () if one not in asked), None)
        if wrong is not None:
            raise ValueError(
                f"there is no category {wrong!r}; there are {', '.join(sorted(asked))}"
            )
        agreed = frozenset(map(Category, categories)) if categories else asked
        national = National(registry, settings)
        answers = Answers(agreed=agreed, declined=asked - agreed)
        national.consent(code, registry.id_of(persona), answers)
        inform(f"consented for {settings.consent_hours:g} hours: {' '.join(sorted(agreed))}")
    except (KeyError, ValueError) as error:
        complain(str(error.args[0]))
        raise typer.Exit(2) from None
    finally:
        registry.close()


@app.command()
def care(
    persona: Annotated[str, typer.Argument(help="The persona who was cared for.")] = "",
    code: Annotated[str, typer.Argument(help="Medical institution code, ten digits.")] = "",
    month: Annotated[str, typer.Argument(help="The month, as 2027-01.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", help="Lines PERSONA,CODE,MONTH instead.")
    ] = None,
    url: Url = "",
) -> None:
    """Record that claims show care of a persona by a facility in a month."""
    from kiosk.eligibility.national.homevisit.claims import Claim, read_claims, record

    registry = _open(url)
    try:
        claims = read_claims(file) if file else [Claim.parse(persona, code, month)]
        inform(f"{record(registry, claims)} months of care recorded")
    except (KeyError, ValueError) as error:
        complain(str(error.args[0]))
        raise typer.Exit(2) from None
    except OSError as error:
        complain(f"{file} cannot be read: {error.strerror}")
        raise typer.Exit(2) from None
    finally:
        registry.close()


@app.command()
def history(
    code: Code,
    days: Annotated[int, typer.Option(min=1, max=36500, help="How many days back.")] = 1,
    url: Url = "",
) -> None:
    """Who asked what and when, newest first; no names."""
    from datetime import timedelta

    from kiosk.clock import japan
    from kiosk.eligibility.national.records import records

    registry = _open(url)
    try:
        told = records(registry, code, japan() - timedelta(days=days))
        if not told:
            complain(f"{code} asked nothing in the last {days} days")
        for one in reversed(told):
            typer.echo(
                f"{one.began:%F %T}  {one.asked:10} {one.validity or '-'}  "
                f"{named('outcome', one.outcome or '-')}"
            )
    finally:
        registry.close()


@app.command()
def owed(code: Code, url: Url = "") -> None:
    """Results that desks owe which have been gone for ten minutes; no names."""
    from kiosk.clock import japan
    from kiosk.eligibility.national.store.owed_results import gone

    registry = _open(url)
    try:
        waiting = gone(registry, code, japan())
        if not waiting:
            complain("no desk that is gone owes a result")
        for one in waiting:
            seen = f"{one.seen:%F %T}" if one.seen else "not known"
            begun = "  begun: look in its folder first" if one.begun else ""
            inform(f"{one.number}  {one.at:%F %T}  desk {one.desk or '-'}, seen {seen}{begun}")
    finally:
        registry.close()


@app.command("take-over")
def take_over(
    code: Code,
    number: Annotated[int, typer.Argument(help="As `kiosk registry owed` lists it.")],
    face: Annotated[
        Path | None, typer.Option(help="Where the result goes; folder.face of config.toml.")
    ] = None,
    begun: Annotated[
        bool, typer.Option("--begun", help="It does not lie in the other desk's folder: I looked.")
    ] = False,
    url: Url = "",
    config: ConfigFile = None,
) -> None:
    """Deliver a result that a desk owes which has been gone for ten minutes."""
    import secrets

    from kiosk.clock import japan
    from kiosk.eligibility.adapters.embedded import Embedded
    from kiosk.eligibility.facility import Facility
    from kiosk.eligibility.national.store import owed_results as owing
    from kiosk.eligibility.port import Late

    settings = read_config(config)
    facility = Facility(code, settings.facility.name, settings.facility.reader)
    folder = face or Path(settings.folder.face)
    folder.mkdir(parents=True, exist_ok=True)
    desk = secrets.token_hex(16)  # of this call alone: a call that is cut off is gone in its turn
    registry = _open(url)

    def say(late: Late) -> None:
        inform(str(late.result_file or f"not delivered: {late.given_up}"))

    try:
        reader = Embedded(registry, [], facility, folder, settings=settings.system, desk=desk)
        reader.there()
        owing.take_over(registry, facility, number, desk, japan(), begun=begun)
        reader.deliver_pending(say)
    finally:
        registry.close()


@app.command()
def tls(
    folder: Annotated[Path, typer.Argument(help="Where the files go.")],
    hosts: Annotated[
        list[str] | None, typer.Option("--host", help="Names and addresses of the server.")
    ] = None,
) -> None:
    """Write a server's and a client's certificate of the test authority, for `kiosk serve`."""
    from kiosk.eligibility.pki.issuer import TestCA
    from kiosk.eligibility.pki.tls import write_pair

    ca = TestCA.load_or_create(data_home() / "ca")
    for stem in ("server", "client"):
        certificate, key = write_pair(folder, stem, ca, hosts or ["localhost", "127.0.0.1"])
        inform(f"certificate {certificate}, key {key}")
    inform(f"{folder / 'ca.pem'} is for --client-ca, and for clients to trust")


@app.command()
def migrate(url: Url = "") -> None:
    """Bring the database to the newest schema."""
    from kiosk.eligibility.national.store.registry import Registry

    Registry.migrate(url or default_url())
    inform("the registry has the newest schema")
