"""The JSON that a kiosk and the service exchange about a patient."""

from datetime import date
from typing import Any

from kiosk.session.events import CertificateState, PatientFacts


def facts_to_json(patient: PatientFacts) -> dict[str, Any]:
    """`PatientFacts` as JSON."""
    ends = patient.certificate_ends
    return {
        "registered": patient.registered,
        "age": patient.age,
        "certificate": patient.certificate.value,
        "certificate_ends": ends.isoformat() if ends else None,
        "days_left": patient.days_left,
        "has_specific_disease": patient.has_specific_disease,
        "has_subsidy": patient.has_subsidy,
    }


def facts_from_json(data: dict[str, Any]) -> PatientFacts:
    """The inverse of `facts_to_json`. Raises KeyError, ValueError."""
    ends = data["certificate_ends"]
    return PatientFacts(
        registered=bool(data["registered"]),
        age=int(data["age"]),
        certificate=CertificateState(data["certificate"]),
        certificate_ends=date.fromisoformat(ends) if ends else None,
        days_left=int(data["days_left"]),
        has_specific_disease=bool(data["has_specific_disease"]),
        has_subsidy=bool(data["has_subsidy"]),
    )
