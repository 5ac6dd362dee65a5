"""The facility's kind, code, prefecture and name, as counts, printed matter and pages use them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Self

from kiosk.facility.values import Month

KIND_TITLES = {
    "medical": "医科", "dental": "歯科", "pharmacy": "調剤", "station": "訪問看護",
}  # fmt: skip
INTRODUCED, START = "portal.introduced", "portal.operation_start"
"""The marks under which 導入した日 and 運用開始日 are kept: those of the portal's page."""
FEE_TABLES = {"medical": "1", "dental": "3", "pharmacy": "4", "station": "6"}
"""The third digit of a code by kind (点数表番号) [K]."""
PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
"""In the order of the numbers (01 to 47) with which a code begins."""


@dataclass(frozen=True)
class FacilityProfile:
    """A facility. Its fields are those of the configuration's `facility`, which is their source.

    `hospital` compares with hospitals instead of 医科診療所; `units` are its readers. `since` is
    the day from which this profile holds: months before that day's are of `former_kind`, where one
    is named. `kinds` are the kinds of single months, which go before both.
    """

    name: str = "みほん内科クリニック"
    code: str = "1312345678"
    kind: str = "medical"
    hospital: bool = False
    prefecture: str = ""
    units: int = 1
    since: date | None = None
    former_kind: str | None = None
    e_prescription: bool = True
    record_sharing: bool = False
    pediatric: bool = False
    uses: frozenset[str] = frozenset({"surgery", "care", "medicine", "checkup"})
    ask_prescription: bool = False
    ask_subsidy: bool = True
    settings_need_restart: bool = False
    kinds: Mapping[Month, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: object) -> Self:
        """The profile of a configuration's `facility`, which has all fields but `kinds`."""
        names = [one.name for one in fields(cls) if one.name != "kinds"]
        return cls(**{name: getattr(given, name) for name in names})

    @property
    def code_title(self) -> str:
        """What the code is called."""
        return "訪問看護ステーションコード" if self.kind == "station" else "医療機関コード"

    def kind_in(self, month: Month) -> str:
        """The kind in a month."""
        former = self.since is not None and month < Month.of(self.since)
        return self.kinds.get(month, (self.former_kind if former else None) or self.kind)

    def compared_with(self) -> str:
        """The national kind to compare with."""
        return "hospital" if self.hospital and self.kind == "medical" else self.kind

    def contradictions(self) -> Iterator[str]:
        """A sentence for each part that another one contradicts."""
        title, number, fees = self.code_title, self.code[:2], FEE_TABLES[self.kind]
        known = int(number) in range(1, len(PREFECTURES) + 1)
        of_code = PREFECTURES[int(number) - 1] if known else ""
        if not known:
            yield f"{title}の先頭の2桁 {number} は都道府県の番号 (01~47) ではありません"
        if self.prefecture and self.prefecture not in PREFECTURES:
            yield f"都道府県「{self.prefecture}」という名前はありません (例: 東京都)"
        elif self.prefecture and known and self.prefecture != of_code:
            yield f"{title}の先頭の2桁 {number} は{of_code}ですが、都道府県は{self.prefecture}です"
        if self.code[2] != fees:
            kind = KIND_TITLES[self.kind]
            yield f"{title}の3桁目は {self.code[2]} ですが、{kind}の点数表の番号は {fees} です"
        if self.former_kind and self.since is None:
            yield "以前の種別 (former_kind) がありますが、変わった日 (since) がありません"
