"""Error codes and messages for well-formed requests that are refused."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a well-formed request is refused. The codes are the emulator's own [G]."""

    FACILITY = "UKE1001"
    INCOMPLETE = "UKE1002"
    NUMBER_UNKNOWN = "UKE1003"
    TOO_MANY = "UKE1005"
    NO_SUCH_BATCH = "UKE1006"
    NO_CONSENT = "UKE1007"
    WITHHELD = "UKE1008"
    PERIOD = "UKE1009"
    BUSY = "UKE1010"
    KEY_REUSED = "UKE1011"
    KIND = "UKE1012"
    TOO_OFTEN = "UKE1013"
    CONSENT_LAPSED = "UKE1014"
    CONSENT_CANCELLED = "UKE1015"
    ONE_USE = "UKE1016"
    NUMBER_NOT_BY_CARD = "UKE1017"
    CONDITION = "UKE1018"
    UNKNOWN_KIND = "UKE1019"
    NO_SUCH_PERSON = "UKE1020"
    SEVERAL_PERSONS = "UKE1021"
    NUMBER_TAKEN = "UKE1022"


TEXTS: dict[Refusal, str] = {
    Refusal.FACILITY: "医療機関コードが、この接続の医療機関と一致しません。",
    Refusal.INCOMPLETE: "保険者番号・番号・生年月日、または照会番号を指定してください。",
    Refusal.NUMBER_UNKNOWN: "照会番号に該当する患者が登録されていません。",
    Refusal.TOO_MANY: "一括照会の件数が上限を超えています。",
    Refusal.NO_SUCH_BATCH: "受付番号に該当する一括照会がありません。",
    Refusal.NO_CONSENT: "有効な閲覧同意がありません。",
    Refusal.WITHHELD: "情報は開示されません。",
    Refusal.PERIOD: "期間の指定が正しくありません。",
    Refusal.BUSY: "システムが応答できません。しばらくしてから再度照会してください。",
    Refusal.KEY_REUSED: "同じ再送キーで内容の異なる要求は受け付けません。",
    Refusal.KIND: "この種類の要求は、内容が公開されていないため受け付けません。",
    Refusal.TOO_OFTEN: "番号による照会の、1日の回数の上限を超えています。",
    Refusal.CONSENT_LAPSED: "訪問診療等の継続をレセプトで確認できないため、同意の有効期限が"
    "切れています。マイナンバーカードで同意を登録してください。",
    Refusal.CONSENT_CANCELLED: "同意は取り消されています。",
    Refusal.ONE_USE: "同意は1回の診療に限り有効です。マイナンバーカードで同意を登録してください。",
    Refusal.NUMBER_NOT_BY_CARD: "この医療機関がマイナンバーカードで取得した番号ではないため、"
    "再照会できません。",
    Refusal.CONDITION: "照会条件が、この種類の一括照会に使えません。",
    Refusal.UNKNOWN_KIND: "この名前の要求は、知られている種類ではありません。",
    Refusal.NO_SUCH_PERSON: "該当する資格がないため、照会番号を登録できません。",
    Refusal.SEVERAL_PERSONS: "複数の患者に該当します。枝番を指定してください。",
    Refusal.NUMBER_TAKEN: "この照会番号は、別の患者に登録されています。",
}


class Refused(Exception):
    """A well-formed request is refused, with the reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal
