"""Writes personas into the registry's tables: person, insurance and card."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from kiosk.eligibility.national.store import tables
from kiosk.eligibility.national.store.queries import search_key
from kiosk.personas.schema import Insurance, Persona

DETAILS = {
    "issued",
    "valid_until",
    "insured_name",
    "loss",
    "limit",
    "diseases",
    "tickets",
    "moves_from",
}


def person_row(persona: Persona) -> dict[str, Any]:
    """The values of the `person` columns, without the id."""
    given = persona.person
    return {
        "persona": persona.id,
        "name": given.name,
        "kana": given.kana,
        "name_of_other": given.name_of_other,
        "kana_of_other": given.kana_of_other,
        "birth": given.birth,
        "sex": given.sex,
        "address": given.address,
        "post": given.post,
        "registered": persona.registered,
        "withheld": persona.withheld,
        "subsidy": persona.subsidy,
    }


def insurance_row(held: Insurance, person_id: int) -> dict[str, Any]:
    """The values of the `insurance` columns, without the id; rare fields go into `details`."""
    row = held.model_dump(exclude=DETAILS)
    details = held.model_dump(mode="json", include=DETAILS, exclude_defaults=True)
    key = search_key(held.insurer_number, held.symbol, held.number)
    return {**row, "details": details or None, "search": key, "person_id": person_id}


def write_persona(connection: Connection, persona: Persona) -> None:
    """Write a persona, replacing the one of the same id."""
    from kiosk.eligibility.pki.issuer import serial_of

    row = person_row(persona)
    known = connection.scalar(
        select(tables.person.c.id).where(tables.person.c.persona == persona.id)
    )
    if known is None:
        made = connection.execute(insert(tables.person).values(row)).inserted_primary_key
        assert made is not None
        known = made[0]
    else:
        connection.execute(update(tables.person).where(tables.person.c.id == known).values(row))
        connection.execute(delete(tables.insurance).where(tables.insurance.c.person_id == known))
    for held in persona.insurance:
        connection.execute(insert(tables.insurance).values(insurance_row(held, known)))
    serial = serial_of(persona.id)
    connection.execute(delete(tables.card).where(tables.card.c.serial == serial))
    if persona.closed:  # the system does not know the card, so it answers nothing about its holder
        return
    connection.execute(
        insert(tables.card).values(serial=serial, person_id=known, revoked=persona.card.revoked)
    )
