"""`kiosk facility ask …`: each question on payment alone, so that a program can ask."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kiosk.cli.options import complain, print_facts, print_json
from kiosk.facility import values
from kiosk.facility.rules.answer import Missing
from kiosk.facility.values import Mistake, Month

if TYPE_CHECKING:
    from kiosk.facility.rules.answer import Answer

app = typer.Typer(
    name="ask",
    help="Ask the rules of payment one question; the answer names row, column and source.",
    no_args_is_help=True,
)
T = TypeVar("T")
Text = str | None
AsJson = Annotated[bool, typer.Option("--json", help="As one JSON object.")]


class AskRefused(typer.Exit):
    """The command ends with exit code 2 after one sentence on stderr."""

    def __init__(self, sentence: str) -> None:
        complain(sentence)
        super().__init__(2)


def read(option: str, text: Text, parse: Callable[[str], T]) -> T | None:
    """The value of an option, None where it was left out."""
    if text is None:
        return None
    try:
        return parse(text)
    except Mistake as mistake:
        raise AskRefused(f"{option}: {mistake.reason}") from None


def need(option: str, text: Text, parse: Callable[[str], T], meaning: str) -> T:
    """The value of an option that the question cannot do without."""
    found = read(option, text, parse)
    if found is None:
        raise AskRefused(f"{option} がありません: {meaning}を入力してください")
    return found


def one_of(names: Sequence[str]) -> Callable[[str], str]:
    """A parser for one of some names."""

    def parse(text: str) -> str:
        if text not in names:
            raise Mistake(f"「{text}」は選べません ({'、'.join(names)} のどれか)")
        return text

    return parse


def by_month(text: str) -> dict[Month, Decimal]:
    """Rates by month: 2024-10=12,2024-11=21. Raises Mistake."""
    found: dict[Month, Decimal] = {}
    for part in values.plain(text).split(","):
        if not part.strip():
            continue
        name, sign, rate = part.partition("=")
        if not sign:
            raise Mistake(f"「{part.strip()}」に = がありません (例: 2024-10=12)")
        wanted = values.month(name)
        if wanted in found:
            raise Mistake(f"{wanted} が2回あります")
        found[wanted] = values.rate(rate)
    return found


@contextmanager
def asking() -> Iterator[None]:
    """What a rule refuses ends the command in one sentence that names the option."""
    try:
        yield
    except Missing as missing:
        option = f"--{missing.name.replace('_', '-')}"
        raise AskRefused(f"{option} がありません: {missing.reason}") from None
    except Mistake as mistake:
        raise AskRefused(mistake.reason) from None


def tell(answer: "Answer", as_json: bool) -> None:
    """Print an answer: one JSON object, or a line for each of its parts."""
    found = answer.as_json()
    if as_json:
        print_json(found)
        return
    told = {name: one for name, one in found.items() if name != "notes" and one is not None}
    print_facts("answer", told)
    for note in answer.notes:
        typer.echo(f"※ {note}")


@app.command()
def addition(
    kind: Annotated[Text, typer.Option(help="medical, dental or pharmacy.")] = None,
    month: Annotated[Text, typer.Option(help="The month billed: 2025-01.")] = None,
    rates: Annotated[
        Text, typer.Option(help="Rates on the レセプト base: 2024-10=12,2024-11=21.")
    ] = None,
    check_rates: Annotated[Text, typer.Option(help="Rates on the オン資 base, likewise.")] = None,
    rate: Annotated[
        Text, typer.Option(help="The rate, where it is not known which month's counts.")
    ] = None,
    e_prescription: Annotated[
        bool, typer.Option("--e-prescription/--no-e-prescription", help="電子処方箋.")
    ] = True,
    record_sharing: Annotated[
        bool, typer.Option("--record-sharing", help="電子カルテ情報共有サービス.")
    ] = False,
    pediatric: Annotated[bool, typer.Option("--pediatric", help="小児科特例.")] = False,
    old_card_only: Annotated[
        bool, typer.Option("--old-card-only", help="Notices ask for the old card only.")
    ] = False,
    visits: Annotated[Text, typer.Option(help="初診 in the month; 調剤: patients.")] = None,
    as_json: AsJson = False,
) -> None:
    """Tier, points and yen of 医療DX推進体制整備加算 in a month."""
    from kiosk.facility.rules import addition as rule

    with asking():
        question = rule.AdditionInput(
            need("--kind", kind, one_of(rule.KINDS), "種別 (medical, dental, pharmacy)"),
            need("--month", month, values.month, "算定する月"),
            read("--rates", rates, by_month) or {},
            read("--check-rates", check_rates, by_month) or {},
            read("--rate", rate, values.rate),
            e_prescription,
            record_sharing,
            pediatric,
            old_card_only,
            read("--visits", visits, values.count),
        )
        tell(rule.addition(question), as_json)


@app.command()
def missing(
    receipts: Annotated[Text, typer.Option(help="レセプト件数 of the month.")] = None,
    persons: Annotated[Text, typer.Option(help="Persons by マイナ保険証 in the month.")] = None,
    rate: Annotated[Text, typer.Option(help="The rate to reach, in percent.")] = None,
    as_json: AsJson = False,
) -> None:
    """How many further persons reach a rate."""
    from kiosk.facility.rules.addition import missing_persons

    with asking():
        answer = missing_persons(
            need("--receipts", receipts, values.count, "レセプト件数"),
            need("--persons", persons, values.count, "マイナ保険証の利用人数"),
            need("--rate", rate, values.rate, "目標の利用率 (%)"),
        )
        tell(answer, as_json)


@app.command("lump-sum")
def lump_sum(
    kind: Annotated[Text, typer.Option(help="clinic, small or hospital.")] = None,
    baseline: Annotated[Text, typer.Option(help="Rate of 2023-10 in percent.")] = None,
    increase: Annotated[Text, typer.Option(help="Persons more than in 2023-10.")] = None,
    small_general: Annotated[
        Text,
        typer.Option(help="When a small facility may use the general table: after_cap, always."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """一時金 of May to July 2024."""
    from kiosk.facility.rules import lump_sum as rule

    with asking():
        answer = rule.lump_sum(
            need("--kind", kind, one_of(rule.KINDS), "種別 (clinic, small, hospital)"),
            need("--baseline", baseline, values.rate, "令和5年10月の利用率 (%)"),
            need("--increase", increase, values.integer, "10月実績からの増加人数"),
            read("--small-general", small_general, one_of(rule.SMALL_GENERAL))
            or rule.SMALL_GENERAL[0],
        )
        tell(answer, as_json)


@app.command()
def cooperation(
    introduced: Annotated[
        Text, typer.Option(help="Day of introduction; '' where there is none yet.")
    ] = None,
    operation_start: Annotated[
        Text, typer.Option(help="運用開始日 as entered; '' where none is entered yet.")
    ] = None,
    called: Annotated[bool, typer.Option("--called", help="お声掛け was done.")] = False,
    leaflets: Annotated[bool, typer.Option("--leaflets", help="チラシ was handed out.")] = False,
    as_json: AsJson = False,
) -> None:
    """協力金 for a 訪問看護ステーション."""
    from kiosk.facility.rules.cooperation import cooperation as rule

    def day(text: str) -> date | str:
        return values.day(text) if values.plain(text) else ""

    with asking():
        begun = need("--introduced", introduced, day, "導入した日")
        started = need("--operation-start", operation_start, day, "運用開始日")
        answer = rule(
            begun if isinstance(begun, date) else None,
            started if isinstance(started, date) else None,
            called=called,
            leaflets=leaflets,
        )
        tell(answer, as_json)


@app.command()
def subsidy(
    kind: Annotated[Text, typer.Option(help="hospital, chain, clinic or station.")] = None,
    use: Annotated[
        Text, typer.Option(help="visit, online or outpatient; both the first: visit.")
    ] = None,
    cost: Annotated[Text, typer.Option(help="Cost in 万円.")] = None,
    mobile: Annotated[Text, typer.Option(help="Of it, mobile devices, in 万円.")] = None,
    computer: Annotated[Text, typer.Option(help="Of it, the receipt computer, in 万円.")] = None,
    as_json: AsJson = False,
) -> None:
    """補助 for the equipment of 居宅同意取得型."""
    from kiosk.facility.rules import subsidy as rule

    with asking():
        of = need("--kind", kind, one_of(rule.KINDS), "種別 (hospital, chain, clinic, station)")
        if of == "station" and use is None:
            use = "visit"  # a station has one grant
        answer = rule.subsidy(
            of,
            need("--use", use, one_of(rule.USES), "用途 (visit, online, outpatient)"),
            need("--cost", cost, values.amount, "費用 (万円)"),
            read("--mobile", mobile, values.amount),
            read("--computer", computer, values.amount),
        )
        tell(answer, as_json)


@app.command()
def transition(
    of: Annotated[Text, typer.Option("--list", help="station, claims, facility or paper.")] = None,
    kind: Annotated[Text, typer.Option(help="The number in the list.")] = None,
    contract: Annotated[Text, typer.Option(help="Day of the contract with the vendor.")] = None,
    line_ready: Annotated[Text, typer.Option(help="Day on which the line was ready.")] = None,
    completed: Annotated[Text, typer.Option(help="Day on which the cause ended.")] = None,
    as_json: AsJson = False,
) -> None:
    """経過措置: until when a facility is excused."""
    from kiosk.facility.rules import transition as rule

    with asking():
        answer = rule.transition(
            need("--list", of, one_of(rule.LISTS), "一覧 (station, claims, facility)"),
            need("--kind", kind, values.count, "類型の番号"),
            read("--contract", contract, values.day),
            read("--line-ready", line_ready, values.day),
            read("--completed", completed, values.day),
        )
        tell(answer, as_json)
