"""Where a Japanese text may be broken into lines."""

import pytest

from ui.kit.wrap import breakable


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("新しい保険の資格が見つかりました。", "新しい|保険の|資格が|見つかりました。"),
        ("住所を確かめて、もう一度照会します。", "住所を|確かめて、もう一度照会します。"),
        ("紙の証があるか、お尋ねください。ご本人", "紙の|証があるか、お尋ねください。ご本人"),
        ("申立書で受け付けます。切り替えた人", "申立書で|受け付けます。|切り替えた|人"),
    ],
)
def test_a_phrase_ends_before_a_kanji_but_no_word_is_broken(words: str, marked: str) -> None:
    assert breakable(words) == marked
