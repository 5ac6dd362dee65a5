"""JSON form of a patient's answers, stored until the result is delivered."""

from typing import Any

from kiosk.session.effects import Answers, Prescription
from kiosk.session.rules import Category


def answers_to_json(answers: Answers) -> dict[str, Any]:
    """`Answers` as JSON."""
    return {
        "agreed": sorted(one.value for one in answers.agreed),
        "declined": sorted(one.value for one in answers.declined),
        "prescription": answers.prescription.value if answers.prescription else None,
        "subsidy": answers.subsidy,
    }


def answers_from_json(data: dict[str, Any]) -> Answers:
    """The inverse of `answers_to_json`. Raises KeyError, ValueError."""
    form = data["prescription"]
    return Answers(
        agreed=frozenset(map(Category, data["agreed"])),
        declined=frozenset(map(Category, data["declined"])),
        prescription=Prescription(form) if form else None,
        subsidy=data["subsidy"],
    )
