"""Hypothesis strategies of the messages, by their own rules."""

import dataclasses
from datetime import date, datetime
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from kiosk.eligibility.wire.serialization import SPACE, plan

JAPANESE = "診療太郎　ｼﾝﾘｮｳ ﾀﾛｳ ABCxyz019-#&<>\"'ァヴ々〆ヶ"


def messages(cls: Any) -> st.SearchStrategy[Any]:
    """Any message of that class that its own rules allow."""
    fields = {}
    defaults = {field.name: field.default for field in dataclasses.fields(cls)}
    for slot in plan(cls):
        if slot.text is not None and not slot.text.published:
            continue
        value = values(slot)
        if slot.repeated:
            value = st.lists(value, max_size=3).map(tuple)
        elif defaults[slot.name] is None:
            value = st.none() | value
        fields[slot.name] = value
    return st.builds(cls, **fields)


def values(slot: Any) -> st.SearchStrategy[Any]:
    if dataclasses.is_dataclass(slot.kind):
        return messages(slot.kind)
    if slot.kind is str:
        if slot.text and slot.text.pattern:
            return st.from_regex(slot.text.pattern, fullmatch=True)
        longest = slot.text.longest if slot.text else 40
        texts = st.text(JAPANESE, min_size=1, max_size=min(longest, 40))
        return texts.filter(lambda text: text == text.strip(SPACE))
    if slot.kind is datetime:
        return st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
            lambda at: at.replace(microsecond=0)
        )
    if slot.kind is date:
        return st.dates(date(1868, 1, 1), date(2100, 1, 1))
    if slot.kind is int:
        return st.integers(0, 10**9)
    assert issubclass(slot.kind, Enum)
    return st.sampled_from(slot.kind)
