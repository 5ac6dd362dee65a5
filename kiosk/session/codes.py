"""Code tables OQSCD of the eligibility interface: value on the wire, and its Japanese label.

OQSCD017 and OQSCD036 are `Prescription` and `Category` of `kiosk.session.effects`.
"""

from enum import StrEnum


class Code(StrEnum):
    """One code table; every member knows its label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Code":
        """A member that equals its value and carries its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class LimitConsent(Code):
    """OQSCD001 限度額適用認定証提供同意フラグ."""

    NONE = "0", "未同意"
    GIVEN = "1", "同意"


class Reference(Code):
    """OQSCD002 照会区分."""

    MY_NUMBER_CARD = "1", "マイナンバーカード"
    INSURANCE_CARD = "2", "被保険者証情報"


class Segment(Code):
    """OQSCD003 処理結果区分."""

    NORMAL = "1", "正常終了"
    RUNNING = "2", "処理中"
    FAILED = "9", "異常終了"


class Status(Code):
    """OQSCD004 処理結果状況."""

    NORMAL = "1", "正常終了"
    ERROR = "2", "エラー"


class Charset(Code):
    """OQSCD005 文字コード識別."""

    UTF_8 = "0", "UTF-8"
    SHIFT_JIS = "1", "Shift_JIS"


class Validity(Code):
    """OQSCD006 資格有効性."""

    VALID = "1", "有効"
    INVALID = "2", "無効"
    SUPERSEDED = "3", "無効（新しい資格あり）"
    NOT_FOUND = "4", "該当資格なし"
    SEVERAL = "5", "複数該当"
    VALID_UNREGISTERED = "6", "有効（未登録）"


class Sex(Code):
    """OQSCD007 性別."""

    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSET = "3", "未設定"


class Loss(Code):
    """OQSCD008 資格喪失事由."""

    DEATH = "01", "死亡"
    PUBLIC_ASSISTANCE = "02", "生活保護受給開始"
    OTHER_INSURANCE = "03", "医療保険等の資格取得"
    OTHER = "99", "その他"


class Relation(Code):
    """OQSCD009 本人・家族の別."""

    SELF = "1", "本人"
    FAMILY = "2", "家族"


class Classification(Code):
    """OQSCD010 被保険者証区分."""

    GENERAL = "01", "被保険者証（一般）"
    RETIRED = "02", "被保険者証（退職）"
    SHORT_GENERAL = "03", "短期被保険者証（一般）"
    SHORT_RETIRED = "04", "短期被保険者証（退職）"
    SPECIAL_BENEFIT = "05", "特別療養費支給対象者"
    SPECIAL_RETIRED = "06", "特例退職被保険者証"
    SELF_DEFENCE = "07", "自衛官診療証"
    MEDICAL_AID = "A1", "医療扶助"


class LimitKind(Code):
    """OQSCD011 限度額適用認定証区分."""

    LIMIT = "01", "限度額適用認定証"
    LIMIT_AND_STANDARD = "02", "限度額適用・標準負担額減額認定証"
    STANDARD = "03", "標準負担額減額認定証"


class LimitFlag(Code):
    """OQSCD012 限度額適用認定証適用区分."""

    A01 = "A01", "ア"
    A02 = "A02", "イ"
    A03 = "A03", "ウ"
    A04 = "A04", "エ"
    A05 = "A05", "オ"
    A06 = "A06", "オ（境）"
    B01 = "B01", "現役並みⅢ"
    B02 = "B02", "現役並みⅡ"
    B03 = "B03", "現役並みⅠ"
    B04 = "B04", "一般"
    B05 = "B05", "低所得Ⅱ"
    B06 = "B06", "低所得Ⅰ"
    B07 = "B07", "低所得Ⅰ（老福）"
    B08 = "B08", "低所得Ⅰ（境）"
    B09 = "B09", "一般Ⅱ"
    B10 = "B10", "一般Ⅰ"


class Disease(Code):
    """OQSCD013 特定疾病療養受療証認定疾病区分."""

    DIALYSIS = "1", "人工透析"
    HEMOPHILIA = "2", "血友病等"
    HIV = "3", "HIV（血液製剤）"


class LimitChanged(Code):
    """OQSCD014 限度額適用認定証の変更有無."""

    SAME = "0", "変更なし"
    CHANGED = "1", "変更あり／判定不能"


class Preschool(Code):
    """OQSCD015 未就学区分."""

    PRESCHOOL = "1", "未就学"


class ConsentFlag(Code):
    """OQSCD016 同意フラグ."""

    NONE = "0", "なし"
    GIVEN = "1", "あり"
    EXPIRED = "2", "同意有効期限切れ"
    HARD_TO_GET = "3", "同意取得困難"


class TicketType(Code):
    """OQSCD018 医療券・調剤券別."""

    MEDICAL = "01", "医療券"
    DISPENSING = "02", "調剤券"


class TicketCare(Code):
    """OQSCD019 診療別."""

    INPATIENT = "01", "入院"
    OUTPATIENT = "02", "入院外"
    DENTAL = "03", "歯科"
    DISPENSING = "04", "調剤"
    HOME_NURSING = "05", "訪問看護"


class TicketUse(Code):
    """OQSCD020 単独・併用別."""

    SINGLE = "01", "単独"
    COMBINED = "02", "併用"


class Presence(Code):
    """OQSCD021 あり・なし."""

    PRESENT = "01", "あり"
    ABSENT = "02", "なし"


class Consistency(Code):
    """OQSCD022 整合性フラグ."""

    INCONSISTENT = "1", "不整合あり"


class Treatment(Code):
    """OQSCD028 診療形態."""

    OUTPATIENT = "1", "外来"
    HOME_VISIT = "2", "訪問診療等"
    ONLINE = "3", "オンライン診療等"
    EMERGENCY = "4", "救急時"


class CancelledBy(Code):
    """OQSCD031 失効理由."""

    BY_KIND = "0", "診療形態別"
    FACILITY = "1", "医療機関による取消"
    PATIENT = "2", "患者による取消"
    CHANGED_USE = "3", "用途変更"


class MedicineFile(Code):
    """FileCategory of a request for 薬剤・診療情報, as OQSDrug2 sends it."""

    MEDICINE_PDF = "1", "薬剤情報（PDF）"
    MEDICINE_XML = "2", "薬剤情報（XML）"
    CARE_PDF = "3", "薬剤・診療情報（PDF）"
    CARE_XML = "4", "薬剤・診療情報（XML）"


class CheckupFile(Code):
    """FileCategory of a request for 特定健診情報, as OQSDrug2 sends it."""

    PDF = "1", "PDF"
    XML = "2", "XML"


class Designation(Code):
    """指定医療機関確認フラグ (OQSCD032)."""

    SAME = "0", "一致"
    DIFFERENT = "1", "不一致"
