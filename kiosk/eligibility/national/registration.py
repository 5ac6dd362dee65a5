"""照会番号登録: a facility gives a person, named by insurance, a number of its own."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from kiosk.eligibility.national.refusals import Refusal
from kiosk.eligibility.national.store import queries as store
from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import Search
from kiosk.eligibility.wire.registration import ReferenceNumberRegistrationInfo as Info


def register(
    connection: Connection, facility: str, infos: Sequence[Info], today: date
) -> list[Refusal | None]:
    """Register the numbers in the caller's transaction; returns the refusal of each, or None.

    A person may have several numbers; a number belongs to one person, the first who got it [G].
    """
    searches = [_search(info) for info in infos]
    found = store.meant(connection, searches, today)
    outcomes: list[Refusal | None] = []
    links: dict[str, int] = {}
    for info, search in zip(infos, searches, strict=True):
        persons = found[search]
        if len(persons) == 1:
            links.setdefault(info.reference_number, persons[0].id)
            outcomes.append(None)
        else:
            outcomes.append(Refusal.SEVERAL_PERSONS if persons else Refusal.NO_SUCH_PERSON)
    _link(connection, facility, links)
    holders = store.numbered(connection, facility, list(links)) if links else {}
    for place, (info, search) in enumerate(zip(infos, searches, strict=True)):
        mine = outcomes[place] is None and found[search][0].id
        if mine and holders[info.reference_number] != mine:
            outcomes[place] = Refusal.NUMBER_TAKEN
    return outcomes


def _search(info: Info) -> Search:
    return Search(
        info.insurer_number.strip(),
        info.insured_card_symbol or "",
        info.insured_identification_number,
        None,
        info.insured_branch_number,
    )


def _link(connection: Connection, facility: str, links: dict[str, int]) -> None:
    """Add the numbers that are still free."""
    rows = [
        {"facility": facility, "number": number, "person_id": person_id}
        for number, person_id in links.items()
    ]
    store.insert_new(connection, tables.link, rows)
