"""The cards on the demonstrator's table, and the stories with them, as data.

A story advances by the screens of the patient's window, never by a press on the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.apps.simulated_patient import SimulatedPatient
from kiosk.session.events import CardKind, Method
from kiosk.session.view import (
    ConsentAllPage,
    ConsentPage,
    DonePage,
    ErrorPage,
    FacePage,
    FaceUnprovenPage,
    HoldPage,
    IdlePage,
    MethodPage,
    Page,
    PasswordPage,
    PhonePage,
    PinPage,
    RegistrationPage,
    Screen,
    Why,
)
from kiosk.visual_password import DEMO


@dataclass(frozen=True, slots=True)
class TableCard:
    """A card on the table: its persona, one line on what it shows, its colour."""

    persona: str
    note: str
    accent: str


CARDS = (
    TableCard("sakura", "登録済み", "#12437F"),
    TableCard("unregistered", "未登録", "#0A6B45"),
    TableCard("one_try", "番号あと1回", "#5B3A8C"),
    TableCard("insurance_ended", "資格なし", "#B3261E"),
    TableCard("expiring", "証明書45日", "#7A4E00"),
    TableCard("licence", "別のカード", "#4B5563"),
    TableCard("iphone", "iPhone", "#0B5C6B"),
    TableCard("android", "Android", "#3F6212"),
)
FURTHER = "#4B5563"
"""The colour of all other cards."""


def cards(persona: str) -> tuple[TableCard, ...]:
    """The cards on the table; `persona` is put in the last place if it is not among them."""
    if persona in {laid.persona for laid in CARDS}:
        return CARDS
    return (*CARDS[:-1], TableCard(persona, "", FURTHER))


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line of a story: what to say or do until one of these pages is shown; none: the end."""

    text: str
    pages: tuple[type[Page], ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)

    def reached(self, screen: Screen) -> bool:
        """Whether the patient's window shows what this line waits for."""
        page = screen.page
        values = all(getattr(page, name, None) == value for name, value in self.values.items())
        return isinstance(page, self.pages) and values


BY_FACE = SimulatedPatient(Method.FACE)


@dataclass(frozen=True, slots=True)
class Script:
    """A story: its card, and its lines; the last one is said at the end. `actor` can play it."""

    id: str
    title: str
    persona: str
    lines: tuple[StoryLine, ...]
    actor: SimulatedPatient = BY_FACE
    faults: tuple[str, ...] = ()
    """Faults of the table that are on from the beginning."""

    def follow(self, step: int, screen: Screen) -> int:
        """The index of the next line after `screen`; lines that were done early are skipped.

        After a reception that was broken off it is the first line.
        """
        if step >= len(self.lines) - 1:
            return step
        waiting = isinstance(screen.page, IdlePage)
        for index in range(len(self.lines) - 2, step - 1, -1):
            if self.lines[index].reached(screen) and (index == step or not waiting):
                return index + 1
        return 0 if waiting else step


CONSENT = (ConsentAllPage, ConsentPage)
AGREE = StoryLine("患者の画面で「すべて同意する」を押します。", (DonePage,))
TAKE = StoryLine("終わりました。カードを取ります（0）。", (IdlePage,))

SCRIPTS = (
    Script(
        "first",
        "初めての患者",
        "unregistered",
        (
            StoryLine("「受付 直」のカードをリーダーに置きます（2）。", (MethodPage,)),
            StoryLine("患者の画面で「顔認証」を押します。", (FacePage,)),
            StoryLine("カメラの人と、カードの写真を比べています。", (RegistrationPage,)),
            StoryLine("保険証としては初めてです。「登録する」を押します。", CONSENT),
            AGREE,
            TAKE,
            StoryLine(
                "初回登録はこれだけです。次からは、登録の画面は出ません。本人確認のあと、同意へ進みます。"
            ),
        ),
    ),
    Script(
        "forgot",
        "暗証番号を忘れた",
        "one_try",
        (
            StoryLine(
                "「架空 望」のカードを置きます（3）。番号を2回まちがえた後です。", (MethodPage,)
            ),
            StoryLine("患者の画面で「暗証番号」を押します。", (PinPage,)),
            StoryLine(
                "あと1回という注意を読んで、「入力する」を押します。",
                (PinPage,),
                {"ask_last": False},
            ),
            StoryLine(
                "わざとまちがえて、0000 を入力します。", (MethodPage,), {"pin": Why.PIN_LOCKED}
            ),
            StoryLine("番号は使えなくなりました。「顔認証」を押します。", (FacePage,)),
            StoryLine("顔が合えば、番号がなくても受付できます。", CONSENT),
            AGREE,
            TAKE,
            StoryLine("番号は市区町村の窓口で設定し直せます。顔認証は、そのまま使えます。"),
        ),
        SimulatedPatient(Method.PIN, "0000", stubborn=True),
    ),
    Script(
        "lapsed",
        "資格が切れた",
        "insurance_ended",
        (
            StoryLine(
                "「試野 拓海」のカードを置きます（4）。退職して、前の資格は終わっています。",
                (MethodPage,),
            ),
            StoryLine("患者の画面で「顔認証」を押します。", (FacePage,)),
            StoryLine("本人であることは、資格と関係なく確かめられます。", CONSENT),
            AGREE,
            TAKE,
            StoryLine(
                "結果は「無効」です。患者は受付窓口へ案内されます。資格情報のお知らせか申立書で確かめ、10割は求めません。"
            ),
        ),
    ),
    Script(
        "phone",
        "スマートフォンで受付",
        "iphone",
        (
            StoryLine("患者の画面で「スマートフォンで受付」を押します。", (PhonePage,)),
            StoryLine("「iPhone」を選びます。", (HoldPage,)),
            StoryLine("Face IDを使ってから、iPhoneをかざします（7）。", CONSENT),
            StoryLine("読み取れたら離して（0）、「すべて同意する」を押します。", (DonePage,)),
            StoryLine("受付が終わりました。画面は、ひとりでに待受へ戻ります。", (IdlePage,)),
            StoryLine("カードは要りません。Androidでは、かざす前に暗証番号を入力します。"),
        ),
        SimulatedPatient(Method.PHONE, phone=CardKind.IPHONE),
    ),
    Script(
        "eye",
        "顔が合わない",
        "sakura",
        (
            StoryLine(
                "部屋を暗くしました。「見本 さくら」のカードを置きます（1）。", (MethodPage,)
            ),
            StoryLine("患者の画面で「顔認証」を押します。", (FacePage,)),
            StoryLine(
                "暗くて、顔を確かめられません。時間が切れるまで待ちます。", (FaceUnprovenPage,)
            ),
            StoryLine(
                "暗証番号も思い出せません。係員が来て「目視確認（係員用）」を押します。",
                (PasswordPage,),
            ),
            StoryLine(
                f"写真と見くらべ、目視モード用パスワードを入力します。実演では {DEMO} です。",
                CONSENT,
            ),
            AGREE,
            TAKE,
            StoryLine("この患者だけの目視確認でした。係員の画面の「目視確認の記録」に残ります。"),
        ),
        SimulatedPatient(Method.VISUAL, DEMO),
        faults=("camera.dark",),
    ),
    Script(
        "kuromaru",
        "名前に●が出る",
        "kuromaru",
        (
            StoryLine(
                "「ほかのカード」から「𠮷野 龍之介」を置きます。表示できない漢字のある名字です。",
                (MethodPage,),
            ),
            StoryLine("患者の画面で「顔認証」を押します。", (FacePage,)),
            StoryLine("本人確認は、いつもと同じです。", CONSENT),
            AGREE,
            TAKE,
            StoryLine("係員の画面と結果では、名字が●になります。カナと券面で確かめます。"),
        ),
    ),
    Script(
        "certificate",
        "証明書が切れた",
        "lapsed",
        (
            StoryLine(
                "「ほかのカード」から「受付 恵美」を置きます。証明書が切れて半年です。",
                (MethodPage,),
            ),
            StoryLine("患者の画面で「暗証番号」を押し、番号を入力します。", (ErrorPage,)),
            StoryLine("006が出ました。カードを取ります（0）。", (IdlePage,)),
            StoryLine(
                "保険の資格はなくなっていません。資格確認書か申立書で受け付け、10割は求めません。"
            ),
        ),
        SimulatedPatient(Method.PIN, "7712"),
    ),
    Script(
        "outage",
        "回線が切れた",
        "sakura",
        (
            StoryLine("回線を切りました。「見本 さくら」のカードを置きます（1）。", (MethodPage,)),
            StoryLine("患者の画面で「顔認証」を押します。", (FacePage,)),
            StoryLine("顔は、回線がなくても確かめられます。", (ErrorPage,)),
            StoryLine("保険は確かめられません。カードを取ります（0）。", (IdlePage,)),
            StoryLine(
                "ほかの確かめ方は、係員の画面の「通信障害のとき」にあります。「すべて戻す」で直ります。"
            ),
        ),
        faults=("net.down",),
    ),
)
