"""The JSON that a kiosk and the service exchange about a patient."""

from datetime import date
from typing import Any

from kiosk.session.events import CertificateState, PatientFacts


def facts_to_json(patient: PatientFacts) -> dict[str, Any]:
    """`PatientFacts` as JSON."""
    ends, serves = patient.certificate_ends, patient.certificate_serves
    return {
        "registered": patient.registered,
        "age": patient.age,
        "certificate": patient.certificate.value,
        "certificate_ends": ends.isoformat() if ends else None,
        "days_left": patient.days_left,
        "has_specific_disease": patient.has_specific_disease,
        "has_subsidy": patient.has_subsidy,
        "certificate_serves": serves.isoformat() if serves else None,
    }


def facts_from_json(data: dict[str, Any]) -> PatientFacts:
    """The inverse of `facts_to_json`. Raises KeyError, ValueError."""
    ends, serves = data["certificate_ends"], data.get("certificate_serves")
    return PatientFacts(
        registered=bool(data["registered"]),
        age=int(data["age"]),
        certificate=CertificateState(data["certificate"]),
        certificate_ends=date.fromisoformat(ends) if ends else None,
        days_left=int(data["days_left"]),
        has_specific_disease=bool(data["has_specific_disease"]),
        has_subsidy=bool(data["has_subsidy"]),
        certificate_serves=date.fromisoformat(serves) if serves else None,
    )
