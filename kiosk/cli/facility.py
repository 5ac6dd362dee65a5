"""`kiosk facility …`: counts, imports and rates of the office."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import facility_ask
from kiosk.cli.facility_ask import AsJson, AskRefused, Text, need, one_of, read
from kiosk.cli.options import (
    ConfigFile,
    complain,
    inform,
    print_json,
    read_config,
    room_for_windows,
    shown_headless,
)
from kiosk.facility import values

if TYPE_CHECKING:
    from kiosk.facility.counting.store import Store

app = typer.Typer(
    name="facility",
    help="The facility's office: use of マイナ保険証, what it is worth, what to do next.",
    no_args_is_help=True,
)
app.add_typer(facility_ask.app)

Data = Annotated[
    Path | None,
    typer.Option("--data", help="Folder of facility.sqlite3; without it, the user's own."),
]


@contextmanager
def office(data: Path | None) -> "Iterator[Store]":
    """The office's file."""
    from kiosk.facility.counting.store import Store
    from kiosk.home import data_home

    store = Store(data or data_home())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def demonstrated(kind: str) -> "Iterator[Store]":
    """A synthetic year in a folder of its own, which is gone afterwards."""
    from tempfile import TemporaryDirectory

    from kiosk.facility import demonstration

    with TemporaryDirectory(prefix="uketsuke-facility-") as folder, office(Path(folder)) as store:
        demonstration.fill(store, kind)
        yield store


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="CSV (UTF-8, cp932) or Excel (.xlsx).")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace figures that are there already.")
    ] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Import monthly figures: レセプト件数, 利用人数, 利用率, 初診, 患者数 …; all rows or none."""
    from kiosk.clock import japan
    from kiosk.facility.counting import tables_in

    if not file.is_file():
        raise AskRefused(f"{file} というファイルはありません")
    with office(data) as store:
        try:
            found = tables_in.read_file(file, store.figures(), replace=replace)
        except tables_in.TableRefused as refused:
            for refusal in refused.refusals:
                complain(str(refusal))
            complain("何も取り込んでいません")
            raise typer.Exit(2) from None
        before = store.imported(found.digest)
        months = sorted({one.month for one in found.figures})
        if before is None or replace:
            store.put_figures(found.figures, found.digest, file.name, f"{japan():%F %T}")
    told = f"同じ内容は {before} に取り込み済みです" if before else "取り込みました"
    if as_json:
        print_json(
            {
                "figures": len(found.figures),
                "months": [str(one) for one in months],
                "repeated": before is not None,
                "unread": list(found.unread),
            }
        )
    else:
        if found.unread:
            typer.echo(f"読まなかった列: {'、'.join(found.unread)}", err=True)
        typer.echo(f"{months[0]} から {months[-1]} まで {len(found.figures)} 件: {told}")


@app.command("set")
def set_figure(
    month: Annotated[Text, typer.Option(help="The month: 2025-01.")] = None,
    receipts: Annotated[Text, typer.Option(help="レセプト件数.")] = None,
    persons: Annotated[Text, typer.Option(help="Persons by マイナ保険証.")] = None,
    rate: Annotated[Text, typer.Option(help="Mailed rate on the レセプト base, percent.")] = None,
    first_visits: Annotated[Text, typer.Option(help="初診.")] = None,
    patients: Annotated[Text, typer.Option(help="Patients (調剤).")] = None,
    data: Data = None,
) -> None:
    """Type the figures of one month."""
    from kiosk.facility.counting.typed import TYPED, figures

    of = need("--month", month, values.month, "月")
    texts = {
        "receipts": receipts,
        "persons": persons,
        "rate": rate,
        "first_visits": first_visits,
        "patients": patients,
    }
    given = {
        name: read(f"--{name.replace('_', '-')}", text, TYPED[name]) for name, text in texts.items()
    }
    with office(data) as store:
        try:
            store.put_figures(figures(of, given, store.figures()))
        except values.Mistake as mistake:
            raise AskRefused(f"--month {of}: {mistake.reason}") from None


@app.command()
def count(
    journal: Annotated[
        list[Path] | None, typer.Option("--journal", help="A kiosk's journal; repeat for more.")
    ] = None,
    registry: Annotated[str, typer.Option(help="URL of the registry to count from.")] = "",
    config: ConfigFile = None,
    data: Data = None,
) -> None:
    """Count what the record of receptions and the registry know; nothing is counted twice."""
    from kiosk.facility.counting.record import JournalSource

    settings = read_config(config)
    with office(data) as store:
        for file in journal or []:
            if not file.is_file():
                raise AskRefused(f"--journal: {file} というファイルはありません")
            typer.echo(f"{file}: {store.count(JournalSource(file))}")
        if registry:
            from kiosk.eligibility.national.store.registry import Registry
            from kiosk.facility.counting import national

            opened = Registry(registry)
            try:
                counted = national.count(
                    store, opened, settings.facility.code, cards=not store.reads_kiosks()
                )
            finally:
                opened.close()
            inform(f"counted from the registry: {counted}")
        if not journal and not registry:
            raise AskRefused("--journal か --registry のどちらかが要ります")


@app.command()
def report(
    out: Annotated[Path, typer.Argument(help="A folder; gets report.html, tables and pictures.")],
    shared: Annotated[
        bool, typer.Option("--shared", help="Only what may leave the facility: no count under 5.")
    ] = False,
    demo: Annotated[
        Text, typer.Option(help="A synthetic year of: clinic, pharmacy or hospital.")
    ] = None,
    config: ConfigFile = None,
    data: Data = None,
) -> None:
    """Write the report: one HTML file, its tables as CSV and Excel, its pictures as SVG."""
    from kiosk.clock import today
    from kiosk.facility import demonstration
    from kiosk.facility.profile import FacilityProfile
    from kiosk.facility.report.write import write

    kind = read("--demo", demo, one_of(tuple(demonstration.SIZES)))
    profile = (
        demonstration.PROFILES[kind] if kind else FacilityProfile.of(read_config(config).facility)
    )
    with demonstrated(kind) if kind else office(data) as store:
        notice = demonstration.NOTICE if kind else ""
        for file in write(store, profile, today(), out, notice=notice, shared=shared):
            typer.echo(str(file))


@app.command()
def window(
    papers: Annotated[Path, typer.Option(help="Where printed matter goes.")] = Path("papers"),
    demo: Annotated[
        Text, typer.Option(help="A synthetic year of: clinic, pharmacy or hospital.")
    ] = None,
    config: ConfigFile = None,
    data: Data = None,
) -> None:
    """Open the office's window: figures, what-if, measures, portal, help, printed matter."""
    from kiosk.facility import demonstration
    from kiosk.facility.profile import FacilityProfile

    kind = read("--demo", demo, one_of(tuple(demonstration.SIZES)))
    room_for_windows()
    if shown_headless(headless=False):
        raise AskRefused("画面がありません: kiosk facility report は画面なしで使えます")
    profile = (
        demonstration.PROFILES[kind] if kind else FacilityProfile.of(read_config(config).facility)
    )
    from kiosk.apps.office import run
    from kiosk.facility.pages.book import Book

    with demonstrated(kind) if kind else office(data) as store:
        book = Book(store, profile, demonstration.NOTICE if kind else "")
        raise typer.Exit(run(book, profile.name, papers))


@app.command("print")
def print_papers(
    kind: Annotated[str, typer.Argument(help="poster, sign or leaflet.")],
    language: Annotated[str, typer.Option(help="ja, ja-Hira, en, zh-CN, ko, vi, pt.")] = "ja",
    out: Annotated[Path, typer.Option(help="Where it goes.")] = Path("papers"),
    svg: Annotated[bool, typer.Option("--svg", help="As SVG, not PDF.")] = False,
    config: ConfigFile = None,
) -> None:
    """Print a poster, desk sign or leaflet with the facility's name."""
    from kiosk.facility.guidance.printed import LANGUAGES, PAPERS

    read("KIND", kind, one_of(tuple(PAPERS)))
    read("--language", language, one_of(tuple(LANGUAGES)))
    room_for_windows()
    settings = read_config(config)
    if shown_headless(headless=False):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from kiosk.apps.office import print_paper
    from kiosk.clock import today

    typer.echo(str(print_paper(kind, language, settings.facility.name, out, today(), svg=svg)))


@app.command()
def hotline() -> None:
    """Whether the call centre answers now, and who answers what."""
    from kiosk.clock import japan
    from kiosk.facility.guidance import portal

    known = portal.table("steps")
    typer.echo(f"{known['hotline']['name']} {known['hotline']['number']}")
    typer.echo(portal.hotline(japan()).sentence)
    for one in known["desk"]:
        typer.echo(f"{one['asks']}: {one['who']}")


@app.command()
def rates(data: Data = None, as_json: AsJson = False) -> None:
    """利用率 of every month on both bases, each with its formula."""
    from kiosk.facility.counting.rates import by_checks, by_receipts

    with office(data) as store:
        found = [*by_receipts(store).values(), *by_checks(store).values()]
    if as_json:
        print_json([one.as_json() for one in found])
        return
    if not found:
        complain("there are no figures yet; kiosk facility import, set or count brings them")
    for one in found:
        typer.echo(f"{one.month}  {one.rate:6.2f}%  {one.basis}  {one.formula}")
