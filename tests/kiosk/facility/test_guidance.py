"""Measures, the portal's pages, the call centre's hours, and printed matter."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from lxml import etree

from kiosk.config.sections import FacilityConfig
from kiosk.facility.guidance import portal, printed
from kiosk.facility.guidance.portal import table
from kiosk.facility.profile import INTRODUCED, START, FacilityProfile
from kiosk.facility.values import Mistake, Month

TODAY = date(2026, 11, 27)

# Typed from the ministry's guidance: the checklist, and what is to be avoided.
MEASURES = """
「マイナンバーカードをご利用ください」と案内時にお声かけしましょう
利用を迷われた方に、マイナンバーカードを利用するメリットと情報共有の安全性について説明する
マイナンバーカード持参していない方に、持ち歩きの安全性について説明し、次回利用をうながす
受付のわかりやすいところに顔認証付きカードリーダーと案内ポスターを設置する
入り口の扉等、目に入る位置にマイナンバーカードでの受付を告知するポスターを掲示する
受付や会計場所に、メリットを訴求したり、不安を解消するポスターや配布用資料を設置したりする
受診時等の持ち物欄や予約画面に「マイナンバーカードをお持ちください」とわかりやすく記載する
予約電話時に「マイナンバーカードをお持ちください」と積極的に案内する
"""


def test_the_eight_measures_are_in_the_words_of_the_guidance() -> None:
    known = table("measures")
    assert [one["text"] for one in known["measure"]] == MEASURES.split()
    starred = [one["group"] for one in known["measure"] if one.get("star")]
    assert starred == ["窓口でのお声かけ", "院内や薬局での案内", "事前のリマインド"]
    assert len(known["avoid"]["texts"]) == 6
    assert "無理に使っていただく必要はありません" in known["prompt_note"]


@pytest.mark.parametrize(
    ("now", "is_open", "until"),
    [
        (datetime(2026, 11, 27, 8, 0), True, datetime(2026, 11, 27, 18)),
        (datetime(2026, 11, 27, 17, 59), True, datetime(2026, 11, 27, 18)),
        (datetime(2026, 11, 27, 18, 0), False, datetime(2026, 11, 28, 8)),
        (datetime(2026, 11, 28, 15, 59), True, datetime(2026, 11, 28, 16)),
        (datetime(2026, 11, 28, 16, 0), False, datetime(2026, 11, 30, 8)),
        (datetime(2026, 11, 29, 12, 0), False, datetime(2026, 11, 30, 8)),
        (datetime(2026, 11, 27, 7, 59), False, datetime(2026, 11, 27, 8)),
        (datetime(2026, 11, 23, 12, 0), False, datetime(2026, 11, 24, 8)),  # 勤労感謝の日
        (datetime(2026, 5, 6, 12, 0), False, datetime(2026, 5, 7, 8)),  # 振替休日
        (datetime(2026, 5, 2, 16, 30), False, datetime(2026, 5, 7, 8)),  # three holidays ahead
    ],
)
def test_the_call_centre_is_open_on_weekdays_and_saturdays_but_holidays(
    now: datetime, is_open: bool, until: datetime
) -> None:
    found = portal.hotline(now)
    assert (found.open, found.until) == (is_open, until)


def test_an_operation_start_is_a_past_day_from_the_introduction_on() -> None:
    introduced = date(2025, 5, 1)
    assert portal.operation_start("2025-05-01", introduced, TODAY) == introduced
    assert portal.operation_start("２０２５-０７-０１", introduced, TODAY) == date(2025, 7, 1)
    for given, said in (
        ("2025-04-30", "導入日"),
        ("2026-11-28", "未来"),
        ("2025/05/01", "YYYY-MM-DD"),
        ("2025-02-30", "YYYY-MM-DD"),
        ("", "YYYY-MM-DD"),
    ):
        with pytest.raises(Mistake, match=said):
            portal.operation_start(given, introduced, TODAY)
    with pytest.raises(Mistake, match="導入した日"):
        portal.operation_start("2025-05-01", None, TODAY)


def test_a_registered_day_is_shown_as_done() -> None:
    assert not portal.registration({}).done
    marks = {INTRODUCED: "2025-05-01", START: "2025-05-07"}
    now = portal.registration(marks)
    assert (now.done, now.status, now.start) == (True, "利用可", date(2025, 5, 7))


def test_steps_out_of_order_are_warned_of_and_in_order_are_not() -> None:
    steps = [one["id"] for one in table("steps")["step"]]
    assert portal.out_of_order([]) == []
    assert portal.out_of_order(steps) == []
    assert portal.out_of_order(steps[:5]) == []
    assert len(portal.out_of_order(["test", "grant"])) == 2


def test_a_new_facility_has_the_settings_of_an_installation() -> None:
    on = {one["id"]: one["on"] for one in table("steps")["setting"]}
    assert [on[name] for name in ("surgery", "medicine", "care", "checkup")] == [
        False, True, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", sorted(printed.PAPERS))
def test_every_piece_fits_in_every_language_and_says_whose_words_it_has(kind: str) -> None:
    name = "医療法人 <みほん> 内科クリニック とても長い名前の施設で紙の幅を超えるもの"
    for language in printed.LANGUAGES:
        root = etree.fromstring(printed.svg(kind, language, name, TODAY).encode())
        paper = printed.PAPERS[kind]
        words = root.findall("{*}text")
        assert max(float(one.get("y", "0")) for one in words) < paper.height * 10
        foot = paper.height * 10 - paper.text_size * 36
        body = [one for one in words if float(one.get("y", "0")) < foot + 1]
        assert len(body) == len(words) - 2, "only the name and the origin stand in the foot"
        origin = words[-1].text or ""
        assert ("厚生労働省の文言" in origin) is (language == "ja")
        if language != "ja":
            assert printed.OURS[language] in origin
        for one in words:
            wide = printed.width_ems(one.text or "") * float(one.get("font-size", "0"))
            assert wide <= paper.width * 10


def test_a_line_of_japanese_ends_where_the_sentence_lets_it() -> None:
    root = etree.fromstring(printed.svg("leaflet", "ja", "x", TODAY).encode())
    lines = [one.text for one in root.findall("{*}text")]
    assert lines[:3] == ["マイナンバーカードを", "健康保険証として", "ご利用ください"]
    assert not any("|" in (one.text or "") for one in root.iter())


def test_a_sentence_of_ours_among_official_ones_is_marked() -> None:
    text = printed.svg("sign", "ja", "x", TODAY)
    assert text.count("＊") == 2, "the sentence and its note"
    assert "＊" not in printed.svg("leaflet", "ja", "x", TODAY), "all of it is the ministry's"
    assert "＊" not in printed.svg("sign", "en", "x", TODAY), "all of it is ours"


def test_a_sentence_that_is_no_longer_true_is_not_printed() -> None:
    with pytest.raises(KeyError):
        printed.sentence("cheaper", "ja", TODAY)
    assert printed.sentence("cheaper", "ja", date(2024, 11, 30))[0].startswith("初診時等")
    for language in printed.LANGUAGES:
        assert all("初診" not in printed.svg(kind, language, "x", TODAY) for kind in printed.PAPERS)


# the profile ---------------------------------------------------------------------------------


def test_parts_of_a_profile_that_fit_each_other_are_not_remarked_upon() -> None:
    station = FacilityProfile("見本ステーション", "2761234567", "station", prefecture="大阪府")
    assert list(station.contradictions()) == []
    assert station.code_title == "訪問看護ステーションコード"
    for kind, code in (("dental", "1331234567"), ("pharmacy", "0141234567")):
        assert list(FacilityProfile(code=code, kind=kind).contradictions()) == []


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (FacilityProfile(code="4812345678"), "48 は都道府県の番号"),
        (FacilityProfile(code="0012345678"), "00 は都道府県の番号"),
        (FacilityProfile(prefecture="東京"), "「東京」という名前はありません"),
        (FacilityProfile(prefecture="大阪府"), "13 は東京都ですが、都道府県は大阪府です"),
        (FacilityProfile(kind="pharmacy"), "3桁目は 1 ですが、調剤の点数表の番号は 4 です"),
        (FacilityProfile(former_kind="dental"), "変わった日 (since) がありません"),
    ],
)
def test_a_profile_that_contradicts_itself_says_where(profile: FacilityProfile, said: str) -> None:
    (sentence,) = profile.contradictions()
    assert said in sentence


def test_months_before_the_profiles_day_are_of_the_former_kind() -> None:
    profile = FacilityProfile(kind="medical", since=date(2025, 10, 1), former_kind="dental")
    assert [profile.kind_in(Month(2025, of)) for of in (9, 10)] == ["dental", "medical"]
    told = replace(profile, kinds={Month(2025, 9): "pharmacy"})
    assert told.kind_in(Month(2025, 9)) == "pharmacy", "a month's own kind goes before"


def test_a_profile_is_that_of_the_configuration() -> None:
    given = FacilityConfig(kind="station", code="1361234567", units=2, since=date(2026, 4, 1))
    profile = FacilityProfile.of(given)
    assert (profile.kind, profile.code, profile.units) == ("station", "1361234567", 2)
    assert profile.since == date(2026, 4, 1)
