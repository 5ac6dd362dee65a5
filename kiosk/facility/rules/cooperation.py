"""協力金 for 訪問看護ステーション: four evidences, and the report that is left."""

from datetime import date

from kiosk.facility.rules.answer import Answer, table
from kiosk.facility.values import Mistake


def cooperation(
    introduced: date | None,
    operation_start: date | None,
    *,
    called: bool | date | None,
    leaflets: bool | date | None,
) -> Answer:
    """50 000 yen where all four evidences are there and the operation began in time.

    Raises Mistake where the operation began before the introduction.
    """
    rules = table("cooperation")
    if introduced and operation_start and operation_start < introduced:
        raise Mistake(f"運用開始日 {operation_start} が導入日 {introduced} より前です")
    given = (introduced, operation_start, called, leaflets)
    evidence = dict(zip(rules["evidence"], (bool(one) for one in given), strict=True))
    notes = [f"{name}の証拠 (日付) がありません" for name, there in evidence.items() if not there]
    last: date = rules["last"]
    late = [one for one in given if isinstance(one, date) and one > last]
    if late:
        notes.append(f"対象期間の末日 {last} より後の日付があります")
    early = [one for one in (called, leaflets) if isinstance(one, date) and one < rules["first"]]
    if early:
        notes.append(f"対象期間の初日 {rules['first']} より前の取組があります")
    paid = not notes
    values = {
        "yen": int(rules["yen"]) if paid else 0,
        "evidence": evidence,
        "steps_left": [name for name, there in evidence.items() if not there] + [rules["report"]],
    }
    notes.append(rules["report_way"])
    return Answer(True, rules["row"], rules["column"], rules["source"], values, tuple(notes))
