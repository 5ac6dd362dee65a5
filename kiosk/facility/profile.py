"""Who the facility is: what counts, printed matter and pages say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.facility.values import Month

KIND_TITLES = {"medical": "医科", "dental": "歯科", "pharmacy": "調剤"}


class Described(Protocol):
    """What a configuration says of a facility (`kiosk.config`)."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def code(self) -> str:
        """Ten digits."""
        ...

    @property
    def kind(self) -> str:
        """medical, dental or pharmacy."""
        ...

    @property
    def hospital(self) -> bool:
        """Whether it is compared with hospitals."""
        ...

    @property
    def prefecture(self) -> str:
        """都道府県."""
        ...

    @property
    def e_prescription(self) -> bool:
        """電子処方箋."""
        ...

    @property
    def record_sharing(self) -> bool:
        """電子カルテ情報共有サービス."""
        ...

    @property
    def pediatric(self) -> bool:
        """小児科特例."""
        ...

    @property
    def uses(self) -> frozenset[str]:
        """The categories of consent that the reader asks for."""
        ...

    @property
    def ask_prescription(self) -> bool:
        """Whether the reader asks for 処方箋の発行形態."""
        ...

    @property
    def settings_need_restart(self) -> bool:
        """Whether a change of 環境設定 waits for the reader's restart."""
        ...


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
    uses: frozenset[str] = frozenset({"surgery", "care", "medicine", "checkup"})
    ask_prescription: bool = False
    settings_need_restart: bool = False
    kinds: Mapping[Month, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: "Described") -> "Profile":
        """The profile that a configuration gives."""
        return cls(
            given.name,
            given.code,
            given.kind,
            given.hospital,
            given.prefecture,
            given.e_prescription,
            given.record_sharing,
            given.pediatric,
            given.uses,
            given.ask_prescription,
            given.settings_need_restart,
        )

    def kind_in(self, month: Month) -> str:
        """The kind in a month."""
        return self.kinds.get(month, self.kind)

    def compared_with(self) -> str:
        """The national kind to compare with."""
        return "hospital" if self.hospital and self.kind == "medical" else self.kind
