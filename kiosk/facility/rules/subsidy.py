"""補助 for the equipment of 居宅同意取得型: rate, ceiling of the cost, limit, parts."""

from decimal import ROUND_DOWN, Decimal
from typing import Any

from kiosk.facility.rules.answer import NOWHERE, Answer, table
from kiosk.facility.values import Mistake

KINDS = ("hospital", "chain", "clinic", "station")
USES = ("visit", "online", "outpatient")


def subsidy(
    kind: str,
    use: str,
    cost: Decimal,
    mobile: Decimal | None = None,
    computer: Decimal | None = None,
) -> Answer:
    """What is paid for a cost, and its parts where they are known; all in 万円, the answer in yen.

    One part alone leaves the rest of the cost to the other. A facility with both uses asks for
    `visit`. Raises Mistake where the parts exceed the cost.
    """
    tables = table("subsidy")
    group: dict[str, Any] = tables["station" if kind == "station" else use]
    terms: dict[str, Any] | None = group.get(use if kind == "station" else kind)
    if terms is None:
        note = "訪問看護ステーションのこの用途の補助は資料に見つかっていません"
        return Answer(False, NOWHERE, NOWHERE, "", {"yen": None}, (note,), tables["look_up"])
    limit = Decimal(terms["limit"])
    values: dict[str, Any] = {"yen": None, "limit_yen": _yen(limit)}
    if "rate" not in terms:
        note = "補助限度額は分かっていますが、補助率が資料にないため額は分かりません"
        return Answer(
            False,
            terms["row"],
            group["column"],
            group["source"],
            values,
            (note,),
            tables["look_up"],
        )
    counted = min(_parts(terms.get("parts"), cost, mobile, computer), Decimal(terms["ceiling"]))
    above, below = terms["rate"]
    values["yen"] = _yen(min(counted * above / below, limit))
    values["rate"] = "実費" if above == below else f"{above}/{below}"
    values["ceiling_yen"] = _yen(Decimal(terms["ceiling"]))
    notes = ["訪問診療等とオンライン診療等の両方を実施している場合は、この上限額となる"]
    said = tuple(notes) if use == "visit" and kind != "station" else ()
    return Answer(True, terms["row"], group["column"], group["source"], values, said)


def _parts(
    most: dict[str, str] | None, cost: Decimal, mobile: Decimal | None, computer: Decimal | None
) -> Decimal:
    """The cost that counts, each part up to its own ceiling; the whole where no part is known."""
    if mobile is None and computer is None:
        return cost
    if (mobile or 0) + (computer or 0) > cost:
        raise Mistake(f"内訳の合計が費用 {cost} 万円を超えています")
    mobile = cost - (computer or 0) if mobile is None else mobile
    computer = cost - mobile if computer is None else computer
    if most is None:
        return mobile + computer
    return min(mobile, Decimal(most["mobile"])) + min(computer, Decimal(most["computer"]))


def _yen(amount: Decimal) -> int:
    """万円 as yen, cut below 0.1 万円."""
    return int(amount.quantize(Decimal("0.1"), ROUND_DOWN) * 10_000)
