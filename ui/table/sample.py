"""A sample table for pictures and tests, with invented persons."""

from datetime import datetime

from ui.table.model import (
    CardTile,
    Choice,
    FaultGroup,
    FaultTile,
    FrameTile,
    PatientState,
    Story,
    TableView,
)

FRAMES = ("正面", "近すぎる", "横にずれる", "逆光", "マスク", "顔なし")


def _faults(place: str, *labels: str) -> FaultGroup:
    faults = tuple(FaultTile(f"{place}.{n}", label) for n, label in enumerate(labels))
    return FaultGroup(place, faults)


def view() -> TableView:
    """A view with six cards, six recordings, one active fault and the first story started."""
    network = (
        FaultTile("network.0", "応答が遅い", active=True),
        FaultTile("network.1", "回線が切れる"),
        FaultTile("network.2", "リーダー切断"),
        FaultTile("network.3", "システム停止"),
    )
    return TableView(
        clock=datetime(2026, 11, 25, 10, 42),
        shifted=False,
        cards=(
            CardTile("sakura", "見本 さくら", "68歳・未登録"),
            CardTile("taro", "試験 太郎", "41歳・3割", "#0A6B45"),
            CardTile("jiro", "●邊 次郎", "75歳・新しい資格", "#7A4E00"),
            CardTile("hanako", "例 花子", "83歳・番号ロック", "#5B3A8C"),
            CardTile("ichiro", "見本 一郎", "52歳・期限切れ", "#B3261E"),
            CardTile("other", "ICなし", "別のカード", "#4B5563"),
        ),
        frames=tuple(FrameTile(f"frames.{n}", label) for n, label in enumerate(FRAMES)),
        films=(FrameTile("films.0", "眼鏡  見本 健司", group="worn"),),
        groups=(
            _faults("card", "ICなし", "ケース入り", "途中で抜く", "暗証番号ロック", "期限切れ"),
            _faults("camera", "近すぎる", "2人写る", "逆光", "一致しない", "写真をかざす"),
            _faults("eligibility", "● 外字", "無効", "新しい資格あり", "該当資格なし"),
            FaultGroup("network", network),
            _faults("file", "別人のXML", "書きかけ", "二重", "遅れて届く"),
        ),
        stories=(
            Story(
                "first", "初めての患者",
                ("「見本 さくら」のカードを置きます。", "顔認証を選びます。",
                 "「登録する」を押して、同意に答えます。", "カードを取ります。"), 0,
            ),
            Story("forgot", "暗証番号を忘れた", ("「例 花子」のカードを置きます。",)),
            Story("lapsed", "資格が切れた", ("「●邊 次郎」のカードを置きます。",)),
            Story("phone", "スマートフォンで受付", ("「スマートフォンで受付」を押します。",)),
        ),
        choices=(
            Choice("profile", "info", "2025-09-19", (("2025-09-19", "2025-09-19"),
                                                     ("2023-05", "2023-05"))),
            Choice("facility", "surgery", "clinic", (("clinic", "診療所"), ("pharmacy", "薬局"))),
            Choice("language", "language", "ja", (("ja", "日本語"), ("en", "English"))),
            Choice("text", "text-size", "100", (("100", "100 %"), ("200", "200 %"))),
        ),
        on_reader="sakura",
        phones_apart=True,
        reader_note="68歳・未登録・暗証番号 あと3回",
        playing="frames.0",
        patient=PatientState("face", "顔認証", 1, 6.2),
    )  # fmt: skip
