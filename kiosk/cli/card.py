"""`kiosk card …`: makes, shows, checks and plugs in virtual cards."""

import json
from datetime import date
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import (
    ConfigFile,
    complain,
    inform,
    print_facts,
    print_json,
    read_config,
    write_output,
)
from kiosk.home import data_home
from kiosk.texts.told import named, tell

if TYPE_CHECKING:
    from drivers.camera.source import Source
    from kiosk.desk.virtual.cards import CardStore
    from kiosk.desk.virtual.visitors import Visitor
    from kiosk.personas import Persona

app = typer.Typer(
    name="card",
    help="Virtual My Number cards: make, list, show, check, reset, remove, plug into pcscd.",
    no_args_is_help=True,
)

Who = Annotated[str, typer.Argument(help="Persona: see `kiosk card list`.")]
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object.")]


def _store() -> "CardStore":
    from kiosk.desk.virtual.cards import CardStore

    return CardStore(data_home())


def _persona(name: str) -> "Persona":
    from kiosk.personas import find

    try:
        return find(name)
    except KeyError as error:
        from kiosk.desk.virtual import visitors

        sentence = error.args[0]
        if visitors.known(name):
            sentence = f"the file of the person {name!r} is damaged; kiosk card remove {name}"
        raise _refused(sentence, 2) from None


def _refused(sentence: str, code: int = 1) -> typer.Exit:
    complain(sentence)
    return typer.Exit(code)


def _webcam(config: Any) -> "Source":
    from kiosk.desk.sources import webcam

    return webcam(config.camera)


@app.command()
def new(
    name: Annotated[
        str | None, typer.Option(help="氏名, family and given name with a space between.")
    ] = None,
    birth: Annotated[str | None, typer.Option(help="YYYY-MM-DD.")] = None,
    insured: Annotated[
        str, typer.Option(help="Insured like this persona; also its name, unless given.")
    ] = "",
    photo: Annotated[Path | None, typer.Option(help="Portrait: any picture file.")] = None,
    camera: Annotated[bool, typer.Option(help="Take the portrait with the webcam now.")] = False,
    ident: Annotated[str, typer.Option("--id", help="Latin letters; made up if not given.")] = "",
    kana: Annotated[str | None, typer.Option(help="Half-width kana; ﾃｽﾄ ﾀﾛｳ.")] = None,
    sex: Annotated[int | None, typer.Option(min=1, max=3, help="1 男, 2 女, 3 未設定.")] = None,
    pin: Annotated[str, typer.Option(help="Four digits.")] = "1234",
    config: ConfigFile = None,
) -> None:
    """Make a card for a synthetic person, or for a visitor who wants to try with their own face.

    The portrait is kept on this machine until `kiosk card remove`.
    """
    from pydantic import ValidationError

    from kiosk import clock
    from kiosk.desk.virtual import visitors
    from kiosk.personas.schema import mistakes

    if camera == (photo is not None):
        raise _refused("give either --photo FILE or --camera", 2)
    visitor = _visitor(name, kana, birth, sex, pin, insured)
    try:
        if photo is None:
            portrait = visitors.from_camera(_webcam(read_config(config)))
        else:
            portrait = visitors.from_file(photo)
        persona = visitors.make(visitor, portrait, ident, clock.today())
        _issue(persona)
    except ValidationError as error:
        raise _refused(mistakes(error), 2) from None
    except ValueError as error:
        raise _refused(str(error)) from None
    inform(f"{persona.id}: PIN {persona.card.pin}, security code {persona.card.security_code}")
    inform(f"The portrait stays on this machine until: kiosk card remove {persona.id}")


def _visitor(
    name: str | None, kana: str | None, birth: str | None, sex: int | None, pin: str, insured: str
) -> "Visitor":
    """Who the card is for; what is not given is that of the persona `insured`."""
    from kiosk.desk.virtual.visitors import Visitor
    from kiosk.personas import schema

    if insured and insured not in schema.names():
        near = _near(insured, schema.names())
        raise _refused(f"--insured {insured!r} is no shipped persona; did you mean {near}?", 2)
    like = schema.find(insured).person if insured else None
    if like is None and (name is None or birth is None):
        raise _refused("give --name and --birth, or --insured PERSONA", 2)
    given = birth if birth is not None else str(like.birth if like else "")
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise _refused(f"--birth {given!r} is no date of the form YYYY-MM-DD", 2) from None
    return Visitor(
        name if name is not None else like.name if like else "",
        kana if kana is not None else like.kana if like else "ﾃｽﾄ ﾀﾛｳ",
        day,
        sex or (like.sex if like else 3),
        pin,
        insured,
    )


def _near(name: str, known: tuple[str, ...]) -> str:
    return ", ".join(get_close_matches(name, known, 3, 0.0))


def _issue(persona: "Persona") -> None:
    """Make the card of a new person; without a card the person is forgotten again."""
    from kiosk.desk.virtual import visitors

    try:
        _store().issue(persona)
    except BaseException:
        visitors.forget(persona.id)
        raise


@app.command("list")
def list_cards(as_json: AsJson = False) -> None:
    """List every persona and what its card is there to show."""
    from kiosk.personas import find, names

    store = _store()
    rows = [
        {
            "id": one.id,
            "kind": one.card.kind.value,
            "name": one.person.name,
            "made": store.made(one),
            "note": one.note,
        }
        for one in map(find, names())
    ]
    if as_json:
        print_json(rows)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("ID", *map(tell, ("Kind", "Name", "Made")))
    table.add_column(tell("What it shows"), overflow="fold")  # Japanese has no spaces to break at
    for row in rows:
        row["kind"], row["note"] = named("kind", str(row["kind"])), tell(str(row["note"]))
        table.add_row(*("○" if v is True else "" if v is False else str(v) for v in row.values()))
    Console().print(table)


@app.command()
def show(
    who: Who,
    image: Annotated[Path | None, typer.Option(help="Write the printed face here (PNG).")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a card with its PIN, printed face and the tries left; it is made if it was not yet."""
    from drivers.card.virtual import face_picture

    persona, store = _persona(who), _store()
    try:
        shown = _description(persona, store)
        if image is not None:
            drawn = BytesIO()
            drawn.name = image.name  # tells Pillow the kind of picture
            face_picture.draw(persona, store.ends(persona)).save(drawn)
            write_output(image, drawn.getvalue())
    except ValueError as error:  # Pillow: no such kind of picture
        raise _refused(str(error)) from None
    if as_json:
        print_json(shown)
    else:
        kind = named("kind", shown["kind"])
        print_facts("card", {**shown, "kind": kind, "note": tell(persona.note)})


def _description(persona: "Persona", store: "CardStore") -> dict[str, Any]:
    card = persona.card
    printed = store.printed(persona)
    return {
        "id": persona.id,
        "note": persona.note,
        "kind": card.kind.value,
        "name": persona.person.name,
        "birth": persona.person.birth.isoformat(),
        "expires": store.ends(persona).isoformat(),
        "pin": card.pin,
        "signature_password": card.signature_password if card.signature_certificate else "",
        "security_code": card.security_code,
        "code_b": printed.code_b,
        "tries": store.tries(persona),
    }


@app.command()
def verify(who: Who, as_json: AsJson = False) -> None:
    """Read the card as a reception would and check everything it holds; 0 if all is well."""
    from kiosk.desk.virtual import cards

    checks = cards.verify(_store(), _persona(who))
    if as_json:
        print_json(checks)
    else:
        for name, result in checks.items():
            sign = tell("ok    " if cards.passed(result) else "FAILED")
            typer.echo(f"{sign} {named('card', name)}: {tell(result)}")
    raise typer.Exit(0 if all(map(cards.passed, checks.values())) else 1)


@app.command()
def read(
    reader: Annotated[str, typer.Option(help="Its name, or a regular expression.")] = "",
    photo: Annotated[
        Path | None, typer.Option(help="Open the photo with 照合番号B, which is asked for.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read the card, real or plugged, on a PC/SC reader: its kind, tries, and photo if asked.

    照合番号B is typed unseen: birth as YYMMDD with the Japanese era year, YYYY of expiry, and the
    four-digit code of the card's face. Ten wrong ones lock it for good, so it is sent once only,
    and only if a card can bear it. No PIN is asked for, nothing is signed.
    """
    from drivers.card.card_desk import MyNumberDesk
    from drivers.card.pcsc import PcscReader
    from drivers.card.printed_face import typed
    from kiosk import clock

    digits = typer.prompt("照合番号B (14)", hide_input=True) if photo else ""
    desk = MyNumberDesk(PcscReader(reader), printed=lambda: typed(digits, clock.today()))
    try:
        facts = desk.identify()
        told = {"kind": str(facts.kind), "pin_tries": facts.pin_tries, "photo": facts.has_photo}
        if photo:
            write_output(photo, desk.photo())
    finally:
        desk.close()
    if as_json:
        print_json(told)
    else:
        print_facts("card", {**told, "kind": named("kind", str(facts.kind))})


@app.command()
def reset(who: Who) -> None:
    """Make the card as new today: all PIN tries, dates that begin today, the photo. Keys stay."""
    persona = _persona(who)
    _store().reset(persona)
    inform(f"card {persona.id} is as new")


@app.command()
def remove(who: Who) -> None:
    """Destroy the card; of a person made here, the person and the portrait too."""
    from kiosk.desk.virtual import visitors

    ident = who if visitors.known(who) else _persona(who).id  # a damaged file can be removed too
    _store().remove(ident)
    visitors.forget(ident)
    inform(f"card {ident} is gone")


@app.command()
def plug(
    who: Who,
    slot: Annotated[int, typer.Option(min=0, max=1, help="Slot of vpcd's reader.")] = 0,
    faults: Annotated[
        str, typer.Option(help='JSON list, e.g. [{"fault": "pulled", "at": 12}].')
    ] = "[]",
    iso_locked: Annotated[
        bool, typer.Option(help="Answer 6983 for a locked PIN, as ISO says, not 6984.")
    ] = False,
) -> None:
    """Put the card into pcscd's virtual reader until Ctrl-C; any PC/SC program can then use it."""
    from drivers.card.apdu import SW
    from drivers.card.virtual.faulty_card import FaultyCard, parse
    from drivers.card.virtual.vpcd import VpcdPlug
    from kiosk.timing import REAL

    persona = _persona(who)
    try:
        card = _store().card(persona, locked=SW.BLOCKED if iso_locked else SW.LOCKED)
        chip = FaultyCard(card, parse(json.loads(faults)))
        plugged = VpcdPlug(chip, slot=slot, stay=True).start()
    except json.JSONDecodeError as error:
        raise _refused(f"--faults is no JSON list: {error}", 2) from None
    except ValueError as error:
        raise _refused(str(error), 2) from None
    inform(f"card {persona.id} is in slot {slot}; Ctrl-C takes it out")
    try:
        while plugged.plugged:
            REAL.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        plugged.stop()
    inform(f"card {persona.id} is out")
