"""Short sounds and prompts through whatever plays a WAV file here; silence where nothing does."""

from __future__ import annotations

import array
import logging
import math
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Protocol

from kiosk.session.effects import Cue

RATE = 12_000
"""Samples a second of every sound, 16 bit, one channel."""

# Tones as (Hz, ms); 0 Hz is a pause.
_TONES: dict[Cue, tuple[tuple[int, int], ...]] = {
    Cue.CARD_READ: ((1500, 90),),
    Cue.KEY: ((1000, 40),),
    Cue.STEP: ((880, 90), (1175, 110)),
    Cue.WRONG: ((300, 140), (0, 80), (300, 140)),
    Cue.DONE: ((784, 120), (988, 120), (1319, 200)),
    Cue.LEFT_BEHIND: ((1000, 120), (0, 90), (1000, 120), (0, 90), (1000, 120)),
}
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
log = logging.getLogger(__name__)


class Player(Protocol):
    """Plays one file at a time; neither call waits or raises."""

    def play(self, file: Path) -> None:
        """Play a WAV file in place of what plays now."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...


class CommandPlayer:
    """Plays with a program of the system. A device that is gone is logged, and is silence."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, file: Path) -> None:
        """Start the program on `file`."""
        self.stop()
        try:
            self._playing = subprocess.Popen(
                [*self._command, str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            log.warning("no sound: %s", error)

    def stop(self) -> None:
        """End the program, if it still runs."""
        playing, self._playing = self._playing, None
        if playing is not None:
            playing.kill()
            playing.wait()


class Silence:
    """Where nothing can play."""

    def play(self, file: Path) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


def system_player() -> Player:
    """What plays WAV files on this machine."""
    if sys.platform == "win32":
        return WindowsPlayer()
    for command in _PLAYERS:
        if shutil.which(command[0]):
            return CommandPlayer(command)
    return Silence()


if sys.platform == "win32":
    import winsound

    class WindowsPlayer:
        """Plays with Windows itself."""

        def play(self, file: Path) -> None:
            """Start playing."""
            try:
                winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
            except RuntimeError as error:
                log.warning("no sound: %s", error)

        def stop(self) -> None:
            """Be silent."""
            winsound.PlaySound(None, winsound.SND_PURGE)


def tone(hertz: int, milliseconds: int, volume: float) -> array.array[int]:
    """Samples of a tone with soft edges; `volume` is 0 to 1."""
    length = RATE * milliseconds // 1000
    edge = max(1, RATE * 8 // 1000)
    return array.array(
        "h",
        (
            round(
                32767 * volume * min(1.0, i / edge, (length - i) / edge)
                * math.sin(2 * math.pi * hertz * i / RATE)
            )
            for i in range(length)
        ),
    )  # fmt: skip


def cue_samples(cue: Cue, volume: float) -> array.array[int]:
    """Samples of a cue."""
    samples = array.array("h")
    for hertz, milliseconds in _TONES[cue]:
        samples.extend(tone(hertz, milliseconds, volume if hertz else 0.0))
    return samples


class Sounds:
    """Cues and joined prompts, kept as files for as long as the program runs.

    Cues and voice have a player each, so that a cue does not cut a sentence off.
    """

    def __init__(self, cues: Player, voice: Player, volume: float = 0.5) -> None:
        self._cues, self._voice, self._volume = cues, voice, volume
        self._names = count()
        self._folder = tempfile.TemporaryDirectory(prefix="uketsuke-")
        self._files: dict[object, Path] = {}

    def cue(self, cue: Cue, level: int = 0) -> None:
        """Play a cue, doubled in amplitude (6 dB) a level; may be called from any thread."""
        key = (cue, level)
        if key not in self._files:
            self._files[key] = self._write(cue_samples(cue, min(1.0, self._volume * 2**level)))
        self._cues.play(self._files[key])

    def say(self, prompts: Sequence[Path], delay_ms: int = 400) -> None:
        """Play prompts one after the other, after a pause for the cue before them."""
        key = (*prompts, delay_ms)
        if key not in self._files:
            samples = array.array("h", bytes(2 * RATE * delay_ms // 1000))
            for prompt in prompts:
                samples.extend(read_prompt(prompt))
                samples.extend(array.array("h", bytes(2 * RATE // 4)))
            self._files[key] = self._write(samples)
        self._voice.play(self._files[key])

    def stop(self) -> None:
        """Say nothing more."""
        self._voice.stop()

    def close(self) -> None:
        """Be silent for good."""
        self._voice.stop()
        self._cues.stop()
        self._folder.cleanup()

    def _write(self, samples: array.array[int]) -> Path:
        file = Path(self._folder.name) / f"{next(self._names)}.wav"
        if sys.byteorder == "big":
            samples.byteswap()
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples.tobytes())
        return file


def _expand(code: int) -> int:
    """One µ-law byte (G.711) as a 16 bit sample."""
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    sample = magnitude - 0x84
    return -sample if code & 0x80 else sample


_SAMPLES = [_expand(code) for code in range(256)]


def read_prompt(file: Path) -> array.array[int]:
    """Samples of a prompt, which is stored as bare µ-law bytes at `RATE`."""
    return array.array("h", (_SAMPLES[code] for code in file.read_bytes()))
