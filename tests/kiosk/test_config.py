"""config.toml: closed, typed, and helpful about mistakes."""

from pathlib import Path

import pytest

from kiosk import config
from kiosk.cli.main import toml
from kiosk.config import Config, ConfigMistakes
from kiosk.session.rules import Category


def test_the_shipped_file_is_valid() -> None:
    loaded = config.load(Path(__file__).parents[2] / "config.toml")
    assert loaded.profile == "2025-09-19"


def test_no_file_gives_the_defaults() -> None:
    assert config.load(None) == Config()


def test_every_mistake_is_reported_at_once_with_place_and_suggestion() -> None:
    text = '[facility]\nnmae = "x"\n[camera]\nindex = -1\n[readr]\nkind = "usb"\n'
    with pytest.raises(ConfigMistakes) as caught:
        config.parse(text)
    first, second, third = sorted(caught.value.mistakes)
    assert first == "config.toml:2: facility.nmae is not known; did you mean name?"
    assert second.startswith("config.toml:4: camera.index: input should be greater than")
    assert third == "config.toml:5: readr is not known; did you mean reader?"


def test_a_wrong_profile_names_the_nearest() -> None:
    with pytest.raises(ConfigMistakes, match="did you mean 2025-09-19"):
        config.parse('profile = "2025-09-20"')


def test_a_wrong_category_is_named() -> None:
    with pytest.raises(ConfigMistakes, match="unknown category 'surgry'; did you mean surgery"):
        config.parse('[facility]\nuses = ["surgry"]')


@pytest.mark.parametrize("broken", ["= 1", "[facility\n", "profile = "])
def test_text_that_is_no_toml_is_one_sentence(broken: str) -> None:
    with pytest.raises(ConfigMistakes, match="is not TOML") as caught:
        config.parse(broken)
    assert len(caught.value.mistakes) == 1


def test_a_missing_file_and_a_wrong_encoding_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigMistakes, match="cannot be read"):
        config.load(tmp_path / "none.toml")
    (tmp_path / "sjis.toml").write_bytes('[facility]\nname = "病院"'.encode("cp932"))
    with pytest.raises(ConfigMistakes, match="not UTF-8"):
        config.load(tmp_path / "sjis.toml")


def test_the_rules_follow_the_file() -> None:
    rules = config.parse('[facility]\nuses = ["medicine"]\n[face]\nattempts = 2').rules()
    assert rules.facility.uses == {Category.MEDICINE}
    assert rules.timing.face_attempts == 2
    assert not rules.low
    assert config.parse('[window]\nreach = "low"').rules().low


def test_every_key_has_a_description() -> None:
    rows = list(config.describe(Config()))
    assert len(rows) > 20
    assert all(description for _, _, _, description in rows)


def test_nothing_for_a_date_is_an_empty_text_and_a_password_is_never_printed() -> None:
    text = '[system]\nfront_desk_rule_until = ""\npassword = "himitsu"'
    loaded = config.parse(text)
    assert loaded.system.front_desk_rule_until is None
    assert loaded.system.password.get_secret_value() == "himitsu"
    printed = [toml(value) for _, value, _, _ in config.describe(loaded)]
    assert not any("himitsu" in one for one in printed)
    assert "himitsu" not in loaded.model_dump_json()


def test_what_is_printed_can_be_read_again() -> None:
    text, section = "", ""
    for key, value, _, _ in config.describe(Config()):
        parent, _, name = key.rpartition(".")
        text += f"[{parent}]\n" if parent not in ("", section) else ""
        section = parent
        text += f"{name} = {toml(value)}\n"
    assert config.parse(text) == Config()


def test_one_of_certificate_and_key_is_not_enough() -> None:
    with pytest.raises(ConfigMistakes, match="belong together"):
        config.parse('[eligibility]\ncertificate = "client.pem"')


@pytest.mark.parametrize("key", ["scan_seconds", "look_ups_per_day", "guessed_kinds"])
def test_what_no_public_source_tells_is_marked_as_a_guess(key: str) -> None:
    described = {name: text for name, _, _, text in config.describe(Config())}
    assert "[G]" in described[f"system.{key}"]
