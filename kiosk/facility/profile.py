"""Who the facility is: what counts, printed matter and pages say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.facility.values import Month

KIND_TITLES = {"medical": "医科", "dental": "歯科", "pharmacy": "調剤"}


@dataclass(frozen=True)
class Profile:
    """A facility; `kinds` are the kinds of months that differ from `kind` (a change in mid-year).

    `hospital` compares with hospitals instead of 医科診療所.
    """

    name: str = "みほん内科クリニック"
    code: str = "1312345678"
    kind: str = "medical"
    hospital: bool = False
    prefecture: str = ""
    e_prescription: bool = True
    record_sharing: bool = False
    pediatric: bool = False
    kinds: Mapping[Month, str] = field(default_factory=dict)

    def kind_in(self, month: Month) -> str:
        """The kind in a month."""
        return self.kinds.get(month, self.kind)

    def compared_with(self) -> str:
        """The national kind to compare with."""
        return "hospital" if self.hospital and self.kind == "medical" else self.kind
