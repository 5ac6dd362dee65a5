import array
import sys
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.session.effects import Cue
from kiosk.session.events import Press
from kiosk.session.states import Language, Preferences
from kiosk.session.view import CodePage, Countdown, FacePage, PinPage
from kiosk.texts import load, plain
from kiosk.texts.spoken import ending, keys, sentences, where
from ui.audio.sound import RATE, CommandPlayer, Sounds, cue_samples, read_prompt
from ui.audio.speech import FOLDER, Guide, all_sentences, prompt
from ui.gallery.samples import screens

SCREENS = screens()


class Ear:
    """A player that remembers."""

    def __init__(self) -> None:
        self.heard: list[Path] = []
        self.stops = 0

    def play(self, file: Path) -> None:
        self.heard.append(file)

    def stop(self) -> None:
        self.stops += 1


class Spoken:
    """A voice that remembers."""

    def __init__(self) -> None:
        self.said: list[tuple[Language, str]] = []
        self.speaking = False

    def say(self, language: Language, sentence: str) -> None:
        self.said.append((language, sentence))
        self.speaking = True

    def stop(self) -> None:
        self.speaking = False


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def sounds(ear: Ear) -> Iterator[Sounds]:
    made = Sounds(Ear(), ear)
    yield made
    made.close()


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_says_something_and_every_sentence_has_its_prompt(name: str) -> None:
    said = sentences(keys(SCREENS[name].page), load(Language.JAPANESE))
    assert said
    missing = [sentence for sentence in said if not prompt(sentence).exists()]
    assert missing == [], "run tools/make_prompts.py"


@pytest.mark.parametrize("language", list(Language))
def test_every_screen_has_words_in_every_language(language: Language) -> None:
    for screen in SCREENS.values():
        assert sentences(keys(screen.page), load(language))


def test_the_prompts_are_small_and_none_is_left_over() -> None:
    kept = set(FOLDER.glob("*.ulaw"))
    wanted = {prompt(s) for s in all_sentences([s.page for s in SCREENS.values()])}
    assert kept == wanted
    assert sum(file.stat().st_size for file in kept) < 6_000_000


def test_a_digit_is_never_said_and_never_changes_what_is_said(ear: Ear, sounds: Sounds) -> None:
    guide = Guide(sounds)
    for entered in range(5):
        page = PinPage(entered, 3, False, False, False, True)
        guide.present(replace(SCREENS["pin"], page=page))
    assert len(ear.heard) == 1


def test_a_new_hint_is_said_and_the_same_one_is_not_said_again(ear: Ear, sounds: Sounds) -> None:
    guide = Guide(sounds)
    for name in ("face-closer", "face-closer", "face-hold"):
        guide.present(SCREENS[name])
    moved = replace(SCREENS["face-hold"].page, progress=0.9)
    assert isinstance(moved, FacePage)
    guide.present(replace(SCREENS["face-hold"], page=moved))
    assert len(ear.heard) == 2


def test_who_wants_silence_is_left_in_silence(ear: Ear, sounds: Sounds) -> None:
    guide = Guide(sounds)
    guide.present(SCREENS["method"])
    guide.present(replace(SCREENS["method"], preferences=Preferences(voice=False)))
    guide.present(replace(SCREENS["pin"], preferences=Preferences(voice=False)))
    assert len(ear.heard) == 1
    assert ear.stops >= 1


def test_the_end_of_a_screens_time_is_announced(ear: Ear, sounds: Sounds) -> None:
    guide = Guide(sounds)
    guide.present(SCREENS["method"])
    guide.present(replace(SCREENS["method"], countdown=Countdown(20, 20, True)))
    assert len(ear.heard) == 2
    waits = SCREENS["method"].presses | {Press.EXTEND}
    guide.present(replace(SCREENS["method"], presses=waits))
    assert len(ear.heard) == 3, "that there is time again"


@pytest.mark.parametrize("language", list(Language))
def test_the_seconds_left_are_said_in_every_language_with_the_way_to_more(
    language: Language,
) -> None:
    texts = load(language)
    left, how = ending(replace(SCREENS["method"], countdown=Countdown(20, 20, True)), texts)
    assert "20" in left
    assert plain(texts("timer.extend")) in how
    assert len(ending(replace(SCREENS["removed"], countdown=Countdown(10, 9, False)), texts)) == 1


def test_the_seconds_of_every_shipped_time_have_their_prompt() -> None:
    texts = load(Language.JAPANESE)
    times = [("method", 20), ("visual", 100), ("removed", 10), ("error-internal", 5)]
    for name, total in [*times, ("face-align", 20 / 3)]:
        shown = replace(SCREENS[name], countdown=Countdown(total, 9, True))
        assert all(prompt(sentence).exists() for sentence in ending(shown, texts))


def test_hints_go_on_while_the_time_of_the_face_runs_out(ear: Ear, sounds: Sounds) -> None:
    guide, left = Guide(sounds), Countdown(7, 7, True)
    guide.present(SCREENS["face-closer"])
    guide.present(replace(SCREENS["face-closer"], countdown=left))
    guide.present(replace(SCREENS["face-closer"], countdown=left))
    assert len(ear.heard) == 2
    guide.present(replace(SCREENS["face-hold"], countdown=left))
    assert len(ear.heard) == 3


def test_other_languages_are_said_by_the_system_where_it_can(ear: Ear, sounds: Sounds) -> None:
    voice = Spoken()
    guide = Guide(sounds, voice)
    english = Preferences(language=Language.ENGLISH)
    guide.present(replace(SCREENS["consent-care"], preferences=english))
    assert ear.heard == []
    assert voice.said[0][0] is Language.ENGLISH
    assert voice.said[0][1].startswith("Share your past medical")


def test_the_systems_voice_ends_when_it_is_switched_off_or_the_language_changes(
    ear: Ear, sounds: Sounds
) -> None:
    voice = Spoken()
    guide = Guide(sounds, voice)
    english = Preferences(language=Language.ENGLISH)
    for other in (Preferences(language=Language.ENGLISH, voice=False), Preferences()):
        guide.present(replace(SCREENS["consent-care"], preferences=english))
        assert voice.speaking
        guide.present(replace(SCREENS["consent-care"], preferences=other))
        assert not voice.speaking
    before = ear.stops
    guide.present(replace(SCREENS["consent-care"], preferences=english))
    assert ear.stops > before, "and so does the Japanese one"


@pytest.mark.parametrize("cue", list(Cue))
def test_every_cue_is_short_soft_edged_and_never_clips(cue: Cue) -> None:
    samples = cue_samples(cue, 1.0)
    assert 0.03 <= len(samples) / RATE <= 0.8
    assert samples[0] == 0
    assert max(map(abs, samples)) <= 32767


@pytest.mark.parametrize("slot", ["left", "right", "below"])
def test_the_voice_says_where_the_card_belongs(ear: Ear, sounds: Sounds, slot: str) -> None:
    assert where(SCREENS["idle"].page, slot) == [f"slot.{slot}"]
    assert where(SCREENS["take"].page, "front") == []
    assert where(SCREENS["method"].page, slot) == []
    assert prompt(plain(load(Language.JAPANESE)(f"slot.{slot}"))).exists()
    voice = Spoken()
    english = Preferences(language=Language.ENGLISH)
    guide = Guide(sounds, voice, slot)
    guide.present(replace(SCREENS["idle"], preferences=english))
    assert voice.said[0][1].endswith(load(Language.ENGLISH)(f"slot.{slot}"))


def test_a_louder_level_doubles_the_cue_and_never_clips(tmp_path: Path) -> None:
    heard = Ear()
    sounds = Sounds(heard, Ear(), 0.3)
    for level in (0, 1, 9):
        sounds.cue(Cue.LEFT_BEHIND, level)
    peaks = [loudest(file) for file in heard.heard]
    assert peaks[1] == pytest.approx(2 * peaks[0], rel=0.01)
    assert peaks[1] < peaks[2] <= 32767
    sounds.close()


def loudest(file: Path) -> int:
    with wave.open(str(file)) as sound:
        return max(map(abs, array.array("h", sound.readframes(sound.getnframes()))))


def test_prompts_decode_to_sound() -> None:
    samples = read_prompt(next(FOLDER.glob("*.ulaw")))
    assert isinstance(samples, array.array)
    assert 10_000 < max(map(abs, samples)) <= 32767


def test_cue_and_voice_do_not_cut_each_other_off(tmp_path: Path) -> None:
    cues, voice = Ear(), Ear()
    sounds = Sounds(cues, voice)
    sounds.say([next(FOLDER.glob("*.ulaw"))])
    sounds.cue(Cue.KEY)
    assert (len(cues.heard), len(voice.heard), voice.stops) == (1, 1, 0)
    assert voice.heard[0].read_bytes().startswith(b"RIFF")
    sounds.close()
    assert not voice.heard[0].exists()


def test_a_player_that_is_installed_later_is_found(tmp_path: Path) -> None:
    program, played = tmp_path / "player", tmp_path / "played"
    player = CommandPlayer([str(program)])
    player.play(tmp_path / "sound.wav")
    player.stop()
    program.write_text(f"#!{sys.executable}\nopen({str(played)!r}, 'w').close()\n")
    program.chmod(0o755)
    player.play(tmp_path / "sound.wav")
    assert player.playing is not None
    assert player.playing.wait(30) == 0
    assert played.exists()


def test_a_voice_device_that_is_gone_is_silence_and_no_error(tmp_path: Path) -> None:
    player = CommandPlayer([str(tmp_path / "no-such-program")])
    player.play(tmp_path / "sound.wav")
    player.stop()
    failing = CommandPlayer([sys.executable, "-c", "raise SystemExit(1)"])
    failing.play(tmp_path / "sound.wav")
    failing.stop()


def test_the_next_part_of_code_b_is_said_once_and_none_of_its_digits(
    ear: Ear, sounds: Sounds
) -> None:
    guide = Guide(sounds)
    for entered in range(15):
        guide.present(replace(SCREENS["code"], page=CodePage(entered, False, False)))
    guide.present(replace(SCREENS["code"], page=CodePage(14, False, checking=True)))
    assert len(ear.heard) == 3
