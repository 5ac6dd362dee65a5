"""The flow away from the reader: what each press leads to, and that the card comes before all."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.eligibility.uses import Use
from kiosk.homevisit import flow, profile
from kiosk.homevisit.events import (
    FINAL,
    NEEDS_PAIRING,
    Act,
    AllCancelled,
    CardFailed,
    CardProved,
    CardTrouble,
    Found,
    Kept,
    Paired,
    Pressed,
    Stored,
    VisitEffect,
)
from kiosk.homevisit.pages import Kind, describe
from kiosk.homevisit.states import (
    Card,
    Confirm,
    Day,
    Done,
    Input,
    Purpose,
    Stopped,
    VisitRules,
    VisitState,
)
from kiosk.session.rules import Category
from kiosk.texts import Language, load

TODAY = date(2026, 11, 26)
PROFILE = profile.load("2024-10-07")
JAPANESE = load(Language.JAPANESE, "visit")
KEPT = Kept(Use.VISIT, date(2027, 2, 28), None, {"surgery": True})


def begin(use: Use = Use.VISIT, name: str = "2024-10-07", **rules: object) -> VisitState:
    return VisitState(VisitRules("みほん訪問看護", use, profile.load(name), **rules))


def press(state: VisitState, act: Act, **more: object) -> VisitState:
    return flow.step(state, Pressed(act, TODAY, **more))[0]


def confirmed(use: Use = Use.VISIT) -> VisitState:
    state = press(begin(use), Act.BEGIN)
    if use.booked:
        state = press(state, Act.DAY, day=TODAY)
    return press(state, Act.AGREE_ALL)


def words(state: VisitState, language: Language = Language.JAPANESE) -> list[str]:
    page = describe(state, load(language, "visit"), TODAY)
    said = [page.title]
    for part in page.parts:
        said += [part.text, part.note, part.value, *(one.label for one in part.options)]
    return said


def test_a_whole_visit_asks_the_card_before_anything_is_stored() -> None:
    state = confirmed()
    assert isinstance(state.phase, Confirm)
    state, effects = flow.step(state, Pressed(Act.STORE, TODAY))
    assert (state.phase, effects) == (Card(Purpose.REGISTER), ())
    state, effects = flow.step(state, Pressed(Act.PAIR, TODAY, code="123456"))
    assert effects == (VisitEffect.PAIR,)
    state, effects = flow.step(state, Paired())
    assert effects == (VisitEffect.ASK_CARD,)
    state, effects = flow.step(state, CardProved())
    assert effects == (VisitEffect.STORE,)
    state, effects = flow.step(state, Stored(KEPT))
    assert (state.phase, effects) == (Done(KEPT), (VisitEffect.FORGET,))
    assert state.answers == {}


def test_every_item_must_be_answered() -> None:
    some = {"surgery": True}
    state = press(press(begin(), Act.BEGIN), Act.CHECK, answers=some)
    assert (state.phase, state.answers) == (Input(missing=True), some)
    every = dict.fromkeys((item.id for item in PROFILE.items), False)
    assert isinstance(press(state, Act.CHECK, answers=every).phase, Confirm)


def test_an_item_that_the_profile_does_not_ask_is_ignored() -> None:
    every = dict.fromkeys((item.id for item in PROFILE.items), True)
    state = press(press(begin(), Act.BEGIN), Act.CHECK, answers={**every, "limit": True, "x": True})
    assert Category.LIMIT not in state.consent.agreed | state.consent.declined
    assert state.answers == every


@pytest.mark.parametrize("use", [Use.ONLINE, Use.OTHER_ROUTE])
@pytest.mark.parametrize(
    ("day", "fits"),
    [(TODAY, True), (TODAY + timedelta(days=366), True), (TODAY - timedelta(days=1), False),
     (TODAY + timedelta(days=367), False), (None, False)],
)  # fmt: skip
def test_the_day_of_care_is_asked_first_where_it_may_be_booked(
    use: Use, day: date | None, fits: bool
) -> None:
    state = press(begin(use), Act.BEGIN)
    assert (state.phase, state.day) == (Day(), TODAY)
    state = press(state, Act.DAY, day=day)
    assert isinstance(state.phase, Input if fits else Day)


def test_a_booked_day_is_shown_and_not_asked() -> None:
    state = press(begin(Use.ONLINE, booked=date(2026, 12, 3)), Act.BEGIN)
    assert isinstance(state.phase, Input)
    assert JAPANESE.date(date(2026, 12, 3)) in words(state)


@pytest.mark.parametrize("trouble", CardTrouble)
def test_every_trouble_of_the_card_ends_on_a_clear_page_without_a_consent(
    trouble: CardTrouble,
) -> None:
    state, _ = flow.step(press(confirmed(), Act.STORE), Paired())
    state, effects = flow.step(state, CardFailed(trouble, left=2))
    assert VisitEffect.STORE not in effects
    said = "".join(words(state))
    expected = JAPANESE(f"card.{trouble}", **({"left": 2} if "pin_wrong" in trouble else {}))
    assert expected in said
    if trouble in FINAL:
        assert isinstance(state.phase, Stopped)
    elif trouble in NEEDS_PAIRING:
        assert not state.paired
    else:
        state, effects = flow.step(state, Pressed(Act.READ_AGAIN, TODAY))
        assert effects == (VisitEffect.ASK_CARD,)


def test_an_update_needs_no_second_reading_and_keeps_the_answers() -> None:
    state = press(begin(), Act.REVIEW)
    state, _ = flow.step(state, Paired())
    state, effects = flow.step(state, CardProved())
    assert effects == (VisitEffect.FIND,)
    every = dict.fromkeys((item.id for item in PROFILE.items), False)
    state, _ = flow.step(state, Found((replace(KEPT, items=every),)))
    state = press(state, Act.UPDATE)
    assert state.answers == every
    state = press(state, Act.AGREE_ALL)
    assert flow.step(state, Pressed(Act.STORE, TODAY))[1] == (VisitEffect.UPDATE,)


def test_cancelling_asks_for_the_card_again() -> None:
    state = press(press(begin(), Act.CANCEL_ALL), Act.CANCEL_ALL)
    state, _ = flow.step(state, Paired())
    assert flow.step(state, CardProved())[1] == (VisitEffect.CANCEL,)


def test_stopping_forgets_the_card_and_every_answer() -> None:
    state, effects = flow.step(confirmed(), Pressed(Act.STOP, TODAY))
    assert (state.phase, state.answers) == (Stopped(), {})
    assert effects == (VisitEffect.DROP_CARD, VisitEffect.FORGET)


EVENTS = st.one_of(
    st.sampled_from(Act).map(lambda act: Pressed(act, TODAY, day=TODAY, code="1")),
    st.sampled_from(CardTrouble).map(CardFailed),
    st.sampled_from([Paired(), CardProved(), Stored(KEPT), Found((KEPT,)), AllCancelled()]),
)


@settings(max_examples=60)
@given(st.sampled_from(Use), st.lists(EVENTS, max_size=25))
def test_nothing_is_stored_before_a_card_that_was_asked_for_has_answered(
    use: Any, events: Any
) -> None:
    state, asked, proved = begin(use), False, False
    for event in events:
        before = state
        state, effects = flow.step(state, event)
        if isinstance(event, CardProved) and asked:
            proved = True
        if {VisitEffect.STORE, VisitEffect.UPDATE, VisitEffect.CANCEL, VisitEffect.FIND} & set(
            effects
        ):
            assert proved, (before, event)
        asked = (asked or VisitEffect.ASK_CARD in effects) and VisitEffect.DROP_CARD not in effects
        proved = proved and VisitEffect.FORGET not in effects
        describe(state, JAPANESE, TODAY)  # every state has a page


# wording -------------------------------------------------------------------------------------

SEED = {
    "start": [
        "同意登録の準備と開始",
        "「同意登録に必要な準備」が完了した後、「同意登録をする」ボタンから同意手続きを開始してください。",
        "過去に完了した同意内容の確認・更新をしたい方は、右上のメニューボタンから、"
        "「すべての同意を取消す」または「同意照会・更新」を押してください。",
        "同意登録に必要な準備",
        "同意登録には、マイナンバーカードのご用意とマイナンバーカードへの保険証の登録を済ませて"
        "いただく必要があります。",
        "マイナンバーカードの準備",
        "同意登録にはマイナンバーカードが必要になります。お手元にご準備ください。",
        "マイナンバーカードへの保険証の登録",
        "本システムのご利用にはマイナンバーカードへの保険証の登録が必要です。まだ登録がお済みでない方は、"
        "マイナポータルサイト上で登録するようにお願いします。",
        "同意登録をする",
    ],
    "input": [
        "同意登録",
        "あなたの健康・医療情報を当機関に提供することに同意しますか。この情報はあなたの診察や健康管理の"
        "ために使用します。※この同意は、当機関から継続的に診療等を受ける一定期間、有効です。",
        "すべての項目に同意する",
        "同意項目については、以下の項目をご確認ください。\n"
        "※ ? を押すと各項目の詳細をご確認ください。",
        "手術情報の提供",
        "同意する",
        "同意しない",
        "診療情報および薬剤情報の提供",
        "特定健診等情報の提供 (40歳以上対象)",
        "※ 40歳未満の方は「同意しない」を選択してください。",
        "限度額情報の提供",
        "特定疾病療養受療証情報の提供",
        "同意内容を確認する",
    ],
    "confirm": [
        "同意登録内容の確認",
        "画面下にある「同意内容を登録する」ボタンを押してください。",
        "登録内容",
        "同意しないまたは40歳未満",
        "同意内容を登録する",
        "マイナンバーカードの利用者証明用電子証明書のパスワードを入力していただきます",
        "選択内容を修正する",
        "前の画面に戻ります",
    ],
}
"""Seed 002's strings, with the damaged ones as the other sources have them."""


def test_the_pages_of_the_first_profile_have_the_words_of_the_seed_in_their_order() -> None:
    state = begin(name="2024-04")
    told = {"start": words(state)}
    state = press(state, Act.BEGIN)
    told["input"] = words(state)
    none = dict.fromkeys((item.id for item in state.rules.profile.items), False)
    state = press(state, Act.CHECK, answers=none)
    told["confirm"] = words(state)
    for page, expected in SEED.items():
        places = [told[page].index(text) for text in expected]  # raises where a text is missing
        assert places == sorted(places), page


def test_the_payment_limit_is_asked_by_the_first_profile_only() -> None:
    assert profile.names() == ("2024-04", "2024-10-07")
    asked = {name: [item.id for item in profile.load(name).items] for name in profile.names()}
    assert asked["2024-04"] == ["surgery", "care_medicine", "checkup", "limit", "specific_disease"]
    assert asked["2024-10-07"] == [one for one in asked["2024-04"] if one != "limit"]
    for day, name in (("2023-01-01", "2024-04"), ("2024-10-06", "2024-04"),
                      ("2024-10-07", "2024-10-07"), ("2026-11-26", "2024-10-07")):  # fmt: skip
        assert profile.in_force(date.fromisoformat(day)).name == name
    with pytest.raises(KeyError, match="2024-04"):
        profile.load("1999")


def test_the_remark_on_going_back_is_no_button() -> None:
    page = describe(confirmed(), JAPANESE, TODAY)
    labels = [part.text for part in page.parts if part.kind is Kind.BUTTON]
    assert "前の画面に戻ります" not in labels


@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_every_text_of_the_pages_with_its_values(language: Language) -> None:
    texts = load(language, "visit")
    assert set(texts.table) == set(JAPANESE.table)
    for key, japanese in JAPANESE.table.items():
        values = sorted(re.findall(r"{(\w+)", japanese[0]))
        for text in texts.table[key]:
            assert sorted(re.findall(r"{(\w+)", text)) == values, key
