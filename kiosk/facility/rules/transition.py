"""経過措置: until when a facility that cannot begin yet is exempt."""

from datetime import date
from typing import Any

from kiosk.clock import add_months
from kiosk.facility.rules.answer import Answer, Missing, table
from kiosk.facility.values import Mistake

LISTS = ("station", "claims", "facility", "paper")


def transition(
    of: str,
    kind: int,
    contract: date | None = None,
    line_ready: date | None = None,
    completed: date | None = None,
) -> Answer:
    """The last day as `until`: None without an end, or where it is not known.

    `eligible` is false where the contract was made too late. Raises Missing, and Mistake for a kind
    that the list lacks.
    """
    rules = table("transition")
    group: dict[str, Any] = rules[of]
    if not 1 <= kind <= len(group["kind"]):
        raise Mistake(f"この一覧の類型は 1 から {len(group['kind'])} までです")
    terms: dict[str, Any] = group["kind"][kind - 1]
    known = terms["end"] != "unknown"
    notes = [str(terms["rule"]), *([terms["condition"]] if "condition" in terms else [])]
    eligible = _in_time(terms, contract, known=known)
    if not eligible:
        notes.append(f"契約が {terms['contract_by']} より後のため、この類型に当たりません")
    values: dict[str, Any] = {
        "until": _until(terms, line_ready, completed) if eligible else None,
        "eligible": eligible,
    }
    if of in {"station", "claims"}:
        values["notice_by"] = rules["notice_by"]
    if not known:
        notes.append("期限は資料に書かれていません")
    look_up = "" if known else rules["look_up"]
    return Answer(
        known, terms["row"], group["column"], group["source"], values, tuple(notes), look_up
    )


def _in_time(terms: dict[str, Any], contract: date | None, *, known: bool) -> bool:
    """Whether the contract was made in time, where the kind asks for one. Raises Missing."""
    by: date | None = terms.get("contract_by")
    if by is None:
        return True
    if contract is None:
        if not known:
            return True
        raise Missing("contract", f"{terms['row']} にはベンダーとの契約日が要ります ({by} まで)")
    return contract <= by


def _until(terms: dict[str, Any], line_ready: date | None, completed: date | None) -> date | None:
    match terms["end"]:
        case "latest":
            latest: date = terms["latest"]
            return min(completed, latest) if completed else latest
        case "line":
            if line_ready is None:
                raise Missing("line_ready", f"{terms['row']} には光回線が整備された日が要ります")
            return add_months(line_ready, int(table("transition")["line_months"]))
        case "completed":
            return completed
    return None
