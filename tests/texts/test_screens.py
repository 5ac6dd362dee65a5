"""Every page as data: complete, serialised and read back the same, in every language."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from kiosk.apps.table.tiles import PAGES as TILES
from kiosk.session import view
from kiosk.session.events import CardKind, Press
from kiosk.session.rules import Category, load_profile, profile_names
from kiosk.session.states import Language
from kiosk.session.view import ConsentItem, Page, Screen
from kiosk.texts import load
from kiosk.texts.pages import PAGES
from kiosk.texts.parts import Kind, Part
from kiosk.texts.public import SCHEMA, from_json, schema, schema_text, to_json
from kiosk.texts.screens import Described, describe
from ui.gallery.samples import screens
from ui.patient.pages import VIEWS

ROOT = Path(__file__).parents[2]
SAMPLES = screens()
VALIDATOR = Draft202012Validator(schema())
QUESTIONS = [q for name in profile_names() for q in load_profile(name).questions]
ITEMS = st.builds(
    lambda q, kinds: ConsentItem(q.id, q.wording, q.form, kinds, q.min_age),
    st.sampled_from(QUESTIONS),
    st.frozensets(st.sampled_from(Category)),
)
SEVERAL = st.lists(ITEMS, unique_by=lambda item: item.id, max_size=5)
REMOVED = SEVERAL.flatmap(
    lambda items: st.tuples(
        *(st.builds(view.RemovedItem, st.just(each), st.none() | st.booleans()) for each in items)
    )
)
ARGUMENTS: dict[type, dict[str, st.SearchStrategy[Any]]] = {
    view.HoldPage: {"kind": st.sampled_from([CardKind.IPHONE, CardKind.ANDROID])},
    view.ConsentPage: {"item": ITEMS, "index": st.integers(0, 9), "count": st.integers(1, 9)},
    view.ConsentAllPage: {"items": SEVERAL.map(tuple)},
    view.RemovedEarlyPage: {"items": REMOVED},
    view.ErrorPage: {"code": st.sampled_from(["001", "E104"])},
}
"""What pages hold that their types alone do not say."""


def all_parts(screen: Described) -> list[Part]:
    own = [part for part in screen.display if part.offer is not None]
    return [screen.header, *screen.parts, *screen.strip, *screen.tools, *own]


def pages() -> st.SearchStrategy[Page]:
    return st.one_of([st.builds(page, **ARGUMENTS.get(page, {})) for page in get_args(Page)])


def any_screen() -> st.SearchStrategy[Screen]:
    seconds = st.floats(0.1, 1000)
    countdowns = st.none() | st.builds(view.Countdown, seconds, seconds, st.booleans())
    return st.builds(
        lambda page, strip, presses, step, countdown: replace(
            SAMPLES["idle"], page=page, strip=strip, presses=presses, step=step, countdown=countdown
        ),
        pages(),
        st.sampled_from(view.Strip),
        st.frozensets(st.sampled_from(Press)),
        st.integers(0, 3),
        countdowns,
    )


@pytest.mark.parametrize("page", get_args(Page), ids=lambda page: page.__name__)
def test_a_page_has_its_words_its_view_its_sample_and_its_tile(page: type) -> None:
    assert page in PAGES, "its words: kiosk/texts/pages"
    assert page in VIEWS, "its view: ui/patient/pages/__init__.py"
    assert page in {type(screen.page) for screen in SAMPLES.values()}, (
        "its sample: ui/gallery/samples.py"
    )
    assert page.__name__.removesuffix("Page") in TILES, (
        "its name at the table: kiosk/apps/table/tiles.py"
    )


def test_pages_have_ids_of_their_own() -> None:
    names = [name for name, _ in PAGES.values()]
    assert len(set(names)) == len(names) == len(get_args(Page))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_screen_goes_through_json_unchanged_in_every_language(name: str) -> None:
    for language in Language:
        screen = describe(SAMPLES[name], language, guarded=True, at=0.0)
        text = to_json(screen)
        assert from_json(text) == screen
        VALIDATOR.validate(json.loads(text))


@given(any_screen(), st.sampled_from(Language), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_page_in_any_language_goes_through_json_unchanged(
    screen: Screen, language: Language, guarded: bool
) -> None:
    described = describe(screen, language, guarded=guarded)
    assert from_json(to_json(described)) == described
    ids = [part.id for part in described.parts]
    assert len(ids) == len(set(ids)), "a part is addressed by its id"
    for part in all_parts(described):
        assert part.name.strip() == part.name != ""
        if part.offer is not None and part.offer.enabled:
            assert part.offer.press in screen.presses


@given(any_screen())
@settings(max_examples=100, deadline=None)
def test_every_language_has_the_same_parts_with_the_same_keys(screen: Screen) -> None:
    def outline(language: Language) -> list[object]:
        parts = all_parts(describe(screen, language))
        return [(p.kind, p.id, [w.key for w in p.words], p.offer, p.field) for p in parts]

    for language in Language:
        assert outline(language) == outline(Language.JAPANESE)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_key_of_a_description_names_its_text(name: str) -> None:
    texts = load()
    for part in all_parts(describe(SAMPLES[name])):
        for words in part.words:
            assert words.key is None or texts.has(words.key)
        assert part.kind is not Kind.BUTTON or part.offer is not None


def test_no_digit_of_a_pin_is_told() -> None:
    field = describe(SAMPLES["pin"]).part("pin").field
    assert field is not None
    assert (field.length, field.entered) == (4, 2)


def test_what_cannot_be_chosen_says_why_and_is_disabled() -> None:
    pin = describe(SAMPLES["method-no-pin"]).part("pin")
    assert pin.offer is not None
    assert not pin.offer.enabled
    assert pin.words[1].key == "why.no_pin"


def test_the_published_schema_is_that_of_the_program() -> None:
    published = (ROOT / SCHEMA).read_text("utf-8")
    assert published == schema_text(), "run python -m kiosk.texts.public"


def test_the_schema_refuses_what_is_no_screen() -> None:
    assert not VALIDATOR.is_valid({"page": "idle"})
    with pytest.raises(ValidationError):
        from_json('{"page": "idle"}')


def test_the_words_of_a_screen_need_neither_qt_nor_what_is_slow_to_load() -> None:
    code = "import sys, kiosk.texts.screens; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert {"PySide6", "babel", "pydantic", "ui"} & set(loaded.stdout.split()) == set()
