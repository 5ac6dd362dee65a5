"""The whole of config.toml, and the session's rules that follow from it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, Field, field_validator

from kiosk.config.sections import (
    USES,
    CameraConfig,
    EligibilityConfig,
    FaceConfig,
    FacilityConfig,
    FolderConfig,
    ReaderConfig,
    Section,
    StaffConfig,
    TimingConfig,
    WindowConfig,
    nearest,
)
from kiosk.eligibility.national.settings import EligibilitySettings
from kiosk.session.rules import (
    FacilityChoices,
    Paper,
    Rules,
    Timing,
    load_profile,
    paper_on,
    profile_names,
)


class Config(Section):
    """Everything that can be set."""

    profile: str = Field(
        default="2025-09-19",
        description=f"the flow in force from that date on: {', '.join(profile_names())}",
    )
    facility: FacilityConfig = FacilityConfig()
    timing: TimingConfig = TimingConfig()
    reader: ReaderConfig = ReaderConfig()
    camera: CameraConfig = CameraConfig()
    face: FaceConfig = FaceConfig()
    window: WindowConfig = WindowConfig()
    folder: FolderConfig = FolderConfig()
    staff: StaffConfig = StaffConfig()
    eligibility: EligibilityConfig = EligibilityConfig()
    system: EligibilitySettings = EligibilitySettings()

    @field_validator("profile")
    @classmethod
    def _shipped(cls, value: str) -> str:
        if value not in profile_names():
            raise ValueError(f"no such profile{nearest(value, profile_names())}")
        return value

    def rules(self, day: date | None = None) -> Rules:
        """What the session obeys on that day; None: one of today's time."""
        uses = frozenset(USES[name] for name in self.facility.uses)
        closing = tuple((tag.value, words) for tag, words in self.facility.closing.items())
        facility = FacilityChoices(
            self.facility.name,
            uses,
            self.facility.ask_prescription,
            phones=self.reader.phones != "none",
            phones_at=self.reader.phone_slot if self.reader.phones == "own" else "",
            ask_subsidy=self.facility.ask_subsidy,
            subsidy_form=self.facility.subsidy_form,
            closing=closing,
            paper=Paper.CERTIFICATE if day is None else paper_on(day),
        )
        timing = Timing(**self.timing.model_dump(), face_attempts=self.face.attempts)
        return Rules(
            load_profile(self.profile),
            facility,
            timing,
            ask_code_b=self.reader.ask_code_b,
            low=self.window.reach == "low",
            face_from_age=self.face.from_age,
        )


def describe(config: Config) -> Iterator[tuple[str, Any, Any, str]]:
    """Every key as (dotted key, effective value, default, description)."""
    for name, field in Config.model_fields.items():
        value = getattr(config, name)
        if isinstance(value, BaseModel):
            for key, inner in type(value).model_fields.items():
                effective = getattr(value, key)
                yield f"{name}.{key}", effective, inner.default, inner.description or ""
        else:
            yield name, value, field.default, field.description or ""
