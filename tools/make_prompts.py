"""Make the Japanese prompts in ui/prompts: `python tools/make_prompts.py`.

Those that are there stay, unless `--all` is given; the loudness of all is measured (ITU-R BS.1770).
Needs pyopenjtalk-plus, pyloudnorm, numpy and scipy, which the kiosk itself does not. The voice is
that of
pyopenjtalk-plus: HTS voice "Mei", MMDAgent, CC BY 3.0 (see NOTICE). A prompt is bare µ-law, 12 kHz.
"""

import sys
from pathlib import Path

import numpy as np
import pyloudnorm
import pyopenjtalk
from scipy.signal import resample_poly

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ui.audio.sound import RATE, read_prompt
from ui.audio.speech import FOLDER, all_sentences, prompt
from ui.gallery.samples import screens

LOUDNESS = -20.0
"""LUFS of every prompt."""
BLOCK_S = 0.4
"""Length of a block of the measurement; a shorter prompt is one block."""


def loudness(samples: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """The integrated loudness in LUFS of samples between -1 and 1."""
    block = min(BLOCK_S, 0.99 * len(samples) / RATE)
    return float(pyloudnorm.Meter(RATE, block_size=block).integrated_loudness(samples))


def encode(samples: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> bytes:
    """µ-law bytes (G.711) of samples between -1 and 1."""
    values = np.clip(samples * 32767, -32635, 32635).astype(np.int32)
    sign = np.where(values < 0, 0x80, 0)
    size = np.abs(values) + 0x84
    exponent = np.clip(np.floor(np.log2(size)).astype(np.int32) - 7, 0, 7)
    mantissa = (size >> (exponent + 3)) & 0x0F
    return (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8).tobytes()


def speak(sentence: str) -> bytes:
    """A spoken sentence without silence at its ends, at the common loudness."""
    wave, rate = pyopenjtalk.tts(sentence, speed=0.95)
    wave = resample_poly(np.asarray(wave, np.float64), RATE, int(rate))
    loud = np.flatnonzero(np.abs(wave) > 0.01 * np.abs(wave).max())
    pad = RATE // 20
    wave = wave[max(0, loud[0] - pad) : loud[-1] + pad]
    wave = wave / np.abs(wave).max()
    return encode(wave * min(10 ** ((LOUDNESS - loudness(wave)) / 20), 1.0))


def main() -> None:
    """Make the missing prompts, and print those that no text uses any more."""
    FOLDER.mkdir(exist_ok=True)
    wanted = {prompt(s): s for s in all_sentences([s.page for s in screens().values()])}
    for file, sentence in wanted.items():
        if not file.exists() or "--all" in sys.argv:
            file.write_bytes(speak(sentence))
            print(file.name, sentence)
    for file in sorted(set(FOLDER.iterdir()) - set(wanted)):
        print(f"nothing says {file.name}; remove it if this program made it")
    size = sum(f.stat().st_size for f in wanted)
    heard = [loudness(np.array(read_prompt(file)) / 32768) for file in wanted]
    print(f"{len(wanted)} prompts, {size / 1e6:.1f} MB, {min(heard):.1f} to {max(heard):.1f} LUFS")


if __name__ == "__main__":
    main()
