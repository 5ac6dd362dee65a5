"""Short sounds and prompts through a WAV player of the system, or silence if there is none."""

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
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Protocol

from kiosk.session.effects import Cue

RATE = 12_000
"""Samples per second of every sound, 16 bit, one channel."""

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
    """Plays one file at a time; its methods neither wait nor raise."""

    def play(self, file: Path) -> None:
        """Play a WAV file, and stop the present one."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...


class CommandPlayer:
    """Plays with the first of these programs that is installed, and is silent without one.

    It looks for them at every sound, so what is installed later is used. A program that cannot be
    started is logged.
    """

    def __init__(self, *commands: Sequence[str]) -> None:
        self._commands = commands
        self.playing: subprocess.Popen[bytes] | None = None

    def play(self, file: Path) -> None:
        """Start the program on `file`."""
        self.stop()
        command = next((one for one in self._commands if shutil.which(one[0])), None)
        if command is None:
            return
        try:
            self.playing = subprocess.Popen(
                [*command, str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            log.warning("no sound: %s", error)

    def stop(self) -> None:
        """End the program if it still runs."""
        playing, self.playing = self.playing, None
        if playing is not None:
            playing.kill()
            playing.wait()


def system_player() -> Player:
    """The WAV player of this system."""
    if sys.platform == "win32":
        return WindowsPlayer()
    return CommandPlayer(*_PLAYERS)


if sys.platform == "win32":
    import winsound

    class WindowsPlayer:
        """Plays through winsound."""

        def play(self, file: Path) -> None:
            """Start playing."""
            try:
                winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC)
            except RuntimeError as error:
                log.warning("no sound: %s", error)

        def stop(self) -> None:
            """Be silent."""
            with suppress(RuntimeError):  # as without a sound device
                winsound.PlaySound(None, winsound.SND_PURGE)


def tone(hertz: int, milliseconds: int, volume: float) -> array.array[int]:
    """16-bit samples at `RATE` of a tone with soft edges; `hertz` 0 with volume 0 is a pause."""
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
    """16-bit samples of a cue at `RATE`; `volume` is 0 to 1."""
    samples = array.array("h")
    for hertz, milliseconds in _TONES[cue]:
        samples.extend(tone(hertz, milliseconds, volume if hertz else 0.0))
    return samples


class Sounds:
    """Plays cues and joined prompts, from WAV files in a temporary folder until `close`.

    Cues and voice have separate players, so a cue does not interrupt a sentence.
    """

    def __init__(self, cues: Player, voice: Player, volume: float = 0.5) -> None:
        self._cues, self._voice, self._volume = cues, voice, volume
        self._names = count()
        self._folder = tempfile.TemporaryDirectory(prefix="uketsuke-")
        self._files: dict[object, Path] = {}

    def cue(self, cue: Cue, level: int = 0) -> None:
        """Play a cue; each level doubles the amplitude (6 dB). May be called from any thread."""
        key = (cue, level)
        if key not in self._files:
            self._files[key] = self._write(cue_samples(cue, min(1.0, self._volume * 2**level)))
        self._cues.play(self._files[key])

    def say(self, prompts: Sequence[Path], delay_ms: int = 400) -> None:
        """Play prompts in sequence, after a pause of `delay_ms` for a preceding cue."""
        key = (*prompts, delay_ms)
        if key not in self._files:
            samples = array.array("h", bytes(2 * RATE * delay_ms // 1000))
            for prompt in prompts:
                samples.extend(read_prompt(prompt))
                samples.extend(array.array("h", bytes(2 * RATE // 4)))
            self._files[key] = self._write(samples)
        self._voice.play(self._files[key])

    def stop(self) -> None:
        """Stop the voice."""
        self._voice.stop()

    def close(self) -> None:
        """Stop all sounds and delete the files."""
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
    """Decode one µ-law byte (G.711) to a 16-bit sample."""
    code = ~code & 0xFF
    magnitude = (((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)
    sample = magnitude - 0x84
    return -sample if code & 0x80 else sample


_SAMPLES = [_expand(code) for code in range(256)]


def read_prompt(file: Path) -> array.array[int]:
    """Read a prompt, stored as raw µ-law bytes at `RATE`; returns 16-bit samples."""
    return array.array("h", (_SAMPLES[code] for code in file.read_bytes()))
