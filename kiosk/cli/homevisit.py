"""`kiosk homevisit …`: services that may start online consents, and a toy booking site."""

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import complain, inform
from kiosk.cli.registry import Code, Url, default_url

ANSWER_SECONDS = 20.0

app = typer.Typer(
    name="homevisit",
    help="Home visits and online care: services that may start a consent, a toy booking site.",
    no_args_is_help=True,
)
client = typer.Typer(
    name="client", help="Booking and video services of the online care API.", no_args_is_help=True
)
app.add_typer(client)


@client.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Its name.")],
    code: Code,
    callback: Annotated[str, typer.Option(help="Where the patient goes back to.")],
    webhook: Annotated[str, typer.Option(help="Where results are sent to.")] = "",
    anywhere: Annotated[
        bool, typer.Option("--anywhere", help="Allow addresses that are not this machine.")
    ] = False,
    url: Url = "",
) -> None:
    """Register a service; prints its ID.SECRET, this once only."""
    from kiosk.eligibility.national.homevisit import care_clients
    from kiosk.eligibility.national.store.registry import Registry

    for address in filter(None, (callback, webhook)):
        mistake = care_clients.address_mistake(address, anywhere=anywhere)
        if mistake:
            complain(mistake)
            raise typer.Exit(2)
    registry = Registry(url or default_url())
    try:
        made = care_clients.add(registry, code, name, callback, webhook or None)
        typer.echo(f"{made.id}.{made.secret}")
    finally:
        registry.close()


@client.command("list")
def list_clients(url: Url = "") -> None:
    """The registered services, without their secrets."""
    from kiosk.eligibility.national.homevisit import care_clients
    from kiosk.eligibility.national.store.registry import Registry

    registry = Registry(url or default_url())
    try:
        known = care_clients.clients(registry)
        if not known:
            complain("there is no service yet; register one: kiosk homevisit client add")
        for one in known:
            typer.echo(f"{one.id}  {one.facility}  {one.name}  {one.callback} {one.webhook or ''}")
    finally:
        registry.close()


@client.command("remove")
def remove(
    ident: Annotated[str, typer.Argument(help="As `kiosk homevisit client list` has it.")],
    url: Url = "",
) -> None:
    """Remove a service; the consents of patients stay."""
    from kiosk.eligibility.national.homevisit import care_clients
    from kiosk.eligibility.national.store.registry import Registry

    registry = Registry(url or default_url())
    try:
        if not care_clients.remove(registry, ident):
            complain(f"there is no service {ident}")
            raise typer.Exit(2)
    finally:
        registry.close()


@app.command()
def toy(
    token: Annotated[str, typer.Argument(help="ID.SECRET of `kiosk homevisit client add`.")],
    server: Annotated[str, typer.Option(help="Address of `kiosk serve`.")] = (
        "http://127.0.0.1:8780"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the toy site.")] = 8785,
    authority: Annotated[
        Path | None, typer.Option(help="File of the CA that the server's certificate is of.")
    ] = None,
) -> None:
    """A toy booking site, as an example of a service: http://127.0.0.1:8785."""
    from kiosk.cli.options import server_address
    from kiosk.errors import KioskError
    from kiosk.web.api.toy_booking import ToySite, serve

    ident, _, secret = token.partition(".")
    if not (ident and secret):
        raise KioskError("the token is ID.SECRET, as `kiosk homevisit client add` printed it")
    inform(f"http://127.0.0.1:{port} books; its callback is http://127.0.0.1:{port}/done")
    known = str(authority) if authority else True
    serve(ToySite(server_address(server), ident, secret, known), port)


@app.command()
def ask(
    persona: Annotated[str, typer.Argument(help="Whose insurance is asked about.")],
    code: Code,
    folder: Annotated[Path, typer.Argument(help="The OQS folder that `kiosk serve` serves.")],
    online: Annotated[
        bool, typer.Option("--online", help="Ask as オンライン診療等 (OQSsionq01).")
    ] = False,
) -> None:
    """Check again without the card, as a receipt computer does: a request file, and its answer."""
    from kiosk.eligibility.wire import qualification as wire
    from kiosk.eligibility.wire import read, write
    from kiosk.files import place
    from kiosk.personas import find
    from kiosk.session.codes import Charset
    from kiosk.timing import REAL

    try:
        asked = find(persona)
    except KeyError as error:
        raise typer.BadParameter(error.args[0]) from None
    if not asked.insurance:
        raise typer.BadParameter(f"{persona} has no insurance to ask by")
    held = asked.insurance[-1]
    info = wire.SearchInfo(
        insurer_number=f"{held.insurer_number:>8}",
        insured_card_symbol=held.symbol or None,
        insured_identification_number=held.number,
        insured_branch_number=held.branch,
        birthdate=asked.person.birth,
    )
    request = wire.Request(wire.RequestHeader(code), wire.RequestBody((info,)))
    kind = "OQSsionq01" if online else "OQSsihvq01"
    tail = f"{REAL.japan():%Y%m%d%H%M%S%f}"
    place(folder / "req" / f"{kind}req_{tail}.xml", write(request, Charset.SHIFT_JIS))
    answer = folder / "res" / f"{kind}res_{tail}.xml"
    until = REAL.monotonic() + ANSWER_SECONDS
    while not answer.exists():
        if REAL.monotonic() > until:
            complain(f"no answer in {folder / 'res'}; does `kiosk serve` run?")
            raise typer.Exit(1)
        REAL.sleep(0.1)
    result, _ = read(wire.Result, answer.read_bytes())
    head, body = result.message_header, result.message_body
    typer.echo(str(answer))
    refused = head.error_code or (body.processing_result_code if body else None)
    if refused:
        why = head.error_message or (body.processing_result_message if body else "")
        typer.echo(f"{refused} {why}")
        raise typer.Exit(1)
    validity = body.qualification_validity if body else None
    typer.echo(f"資格有効性 {validity.value if validity else '-'}")
