"""The colours of a person's skin, as one sheet for the mesh's UV coordinates."""

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from .assets import Floats, lip_mask, skin_sheet
from .shape import Person

SIDE = 1024
FACE = (slice(470, 590), slice(780, 980))
"""Rows and columns of the middle of the face, from which the sheet's mean colour is taken."""
LIGHT = np.array([232, 194, 168]) / 255
DARK = np.array([196, 146, 112]) / 255
"""sRGB of the lightest and the darkest skin that is drawn (`Person.tone` 0 and 1)."""


def _sheet(person: Person) -> Floats:
    sex = "female" if person.female else "male"
    ages = [("young", 25), ("middleage", 52), ("old", 80)]
    weights = np.interp(person.age, [25, 52, 80], [0, 1, 2])
    low = min(1, int(weights))
    share = weights - low
    out = np.zeros((SIDE, SIDE, 3))
    for (age, _), amount in zip(ages[low : low + 2], (1 - share, share), strict=True):
        if amount > 0:
            big = skin_sheet(age, sex).resize((SIDE, SIDE), Image.Resampling.BICUBIC)
            out += amount * np.asarray(big, float) / 255
    return out


def sheet(person: Person) -> Floats:
    """The sheet: sRGB values of 0 to 1, (1024, 1024, 3), the first row on top."""
    rng = np.random.default_rng(person.seed + 7)
    raw = _sheet(person)
    mean = raw[FACE].reshape(-1, 3).mean(0)
    tone = LIGHT + person.tone * (DARK - LIGHT)
    strength = float(np.interp(person.age, [8, 25, 60, 85], [0.45, 0.6, 0.8, 0.9]))
    out = tone * (raw / mean) ** strength
    lips = (
        np.asarray(
            Image.fromarray((lip_mask() * 255).astype(np.uint8)).resize((SIDE, SIDE)), float
        )[..., None]
        / 255
    )
    lips = gaussian_filter(lips, (1.5, 1.5, 0))
    red = np.array([0.92, 0.72, 0.70]) if person.female else np.array([0.90, 0.76, 0.72])
    even = tone * red
    out = out * (1 - 0.75 * lips) + 0.75 * lips * (0.55 * even + 0.45 * out)
    out *= _grain(rng, person.age)
    return np.clip(_spots(out, rng, person.age), 0, 1)


def _grain(rng: np.random.Generator, age: int) -> Floats:
    """Pores and blotches, as a factor about 1."""
    amount = float(np.interp(age, [5, 20, 80], [0.4, 0.8, 1.5]))
    fine = gaussian_filter(rng.normal(0, 1, (SIDE, SIDE)), 0.7)
    patches = gaussian_filter(rng.normal(0, 1, (SIDE, SIDE, 3)), (15, 15, 0))
    fine, patches = fine / fine.std(), patches / patches.std()
    return 1 + amount * (0.012 * fine[..., None] + 0.012 * patches)


def _spots(out: Floats, rng: np.random.Generator, age: int) -> Floats:
    """A few moles, and the brown spots of age."""
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    moles, spots = int(rng.integers(1, 4)), int(max(0, (age - 55) / 4))
    for kind, count in (("mole", moles), ("spot", spots)):
        for _ in range(count):
            y, x = rng.integers(450, 610), rng.integers(750, 990)
            radius = rng.uniform(1.3, 2.0) if kind == "mole" else rng.uniform(2.5, 6)
            near = np.exp(-((((rows - y) ** 2 + (columns - x) ** 2) / radius**2) ** 2))[..., None]
            dark = np.array([0.45, 0.36, 0.33]) if kind == "mole" else np.array([0.86, 0.8, 0.74])
            out = out * (1 - near * (1 - dark))
    return out
