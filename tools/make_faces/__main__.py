"""Render the personas' invented faces: `python -m tools.make_faces COMMAND FOLDER [NAME...]`.

Runs in an environment of its own, none of the program's: `pip install bpy==4.5.15 pillow scipy`.
Pictures that exist are kept, so that an ended run goes on where it stopped.

    candidates   small pictures, one for each NAME:SEED, to choose seeds by eye and by how alike
                 they are (`pairs`, in the program's environment)
    portraits    the pictures of the cards, jpg
    views        heads and bodies from which tools/make_clips.py makes the films, png, of the
                 persons and of takes.toml
"""

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from . import assets, scene, studio
from .shape import Person, Pose

PEOPLE, TAKES = (Path(__file__).with_name(f"{name}.toml") for name in ("people", "takes"))
CARD_SIZE = (480, 600)
SMALL = studio.View(176, 220, 88, 98, 41, samples=4)
CARD = studio.View(320, 400, 160, 179, 75, samples=8)
HEAD = studio.View(294, 358, 147, 179, 64, distance=0.75, samples=3, light="office")
BODY = studio.View(288, 374, 144, 101, 36, distance=0.75, samples=2, light="office")
"""What the camera of a reader sees; tools/make_clips.py has the same measures."""
RESTING = Pose(smile=0.2)


@dataclass(frozen=True)
class Shot:
    """A view to render; `lowered` is how far a mask is, 0 to 1."""

    pose: Pose = RESTING
    lowered: float = 0.0
    view: studio.View = HEAD


def _away(yaw: float, pitch: float) -> Shot:
    """The head and the eyes turned away together."""
    return Shot(replace(RESTING, yaw=yaw, pitch=pitch, look_yaw=yaw, look_pitch=pitch))


TURNED = {
    "left": Shot(replace(RESTING, yaw=17)),
    "right": Shot(replace(RESTING, yaw=-17)),
    "shut": Shot(replace(RESTING, shut=1)),
}
TALL = replace(HEAD, height=430)
"""Contains a mask under the chin."""
SHOTS = {
    "usual": {"ahead": Shot(), **TURNED, "body": Shot(view=BODY)},
    "mask": {
        "worn": Shot(view=TALL),
        "worn_left": Shot(replace(RESTING, yaw=12), view=TALL),
        "worn_shut": Shot(replace(RESTING, shut=1), view=TALL),
        **{f"lowered_{k}": Shot(lowered=k / 4, view=TALL) for k in (1, 2, 3)},
        "ahead": Shot(lowered=1, view=TALL),
        **{name: replace(shot, lowered=1, view=TALL) for name, shot in TURNED.items()},
        "body": Shot(lowered=1, view=BODY),
    },
    "away": {
        "ahead": Shot(),
        "left_half": _away(26, -4),
        "left": _away(52, -8),
        "down": _away(6, -30),
        "right_half": _away(-26, 0),
        "right": _away(-52, 4),
        "body": Shot(view=BODY),
    },
}
"""The views of a film, by the name of the set in takes.toml."""
BACKDROP = ((203, 211, 219), (176, 187, 200))
"""sRGB behind the portraits, above and below."""


@dataclass(frozen=True)
class Take:
    """What a camera sees: a person, how they are lit and seen, and what they wear."""

    person: Person
    views: str = "usual"
    light: str = "office"
    below: float = 0.0
    wears: str = ""


def takes(wanted: list[str], *, films: bool) -> Iterator[Take]:
    """The persons of people.toml and, of films, the takes of takes.toml; or those named.

    `NAME:SEED` draws another face.
    """
    known = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))
    special = tomllib.loads(TAKES.read_text(encoding="utf-8")) if films else {}
    for each in wanted or [*known, *special]:
        name, _, seed = each.partition(":")
        take = dict(special.get(name, {}))
        look = {"female": False, **known[take.pop("like", name)], **take.pop("but", {})}
        own = {"seed": int(seed)} if seed else {}
        yield Take(Person(**{**look, "name": name, **own}), **take)


def shoot(figure: scene.Figure, take: Take, shot: Shot, file: Path) -> None:
    """Render one view, unless the file exists."""
    if file.exists():
        return
    studio.light(shot.view.light, figure.eyes[:3])
    studio.frame(shot.view, figure.eyes)
    if take.wears:
        figure.wear(take.wears, shot.lowered)
    figure.hold(shot.pose)
    half = file.with_suffix(".part.png")
    studio.picture(str(half))
    half.rename(file)


def before_backdrop(file: Path, out: Path) -> None:
    """Put a transparent picture before the plain backdrop, at the size of a card's portrait."""
    cut = Image.open(file).convert("RGBA").resize(CARD_SIZE, Image.Resampling.LANCZOS)
    share = np.linspace(0, 1, CARD_SIZE[1])[:, None, None]
    plain = (1 - share) * np.array(BACKDROP[0]) + share * np.array(BACKDROP[1])
    wide = np.broadcast_to(plain, (CARD_SIZE[1], CARD_SIZE[0], 3)).astype(np.uint8)
    ground = Image.fromarray(wide).convert("RGBA")
    ground.alpha_composite(cut)
    ground.convert("RGB").save(out, quality=90)


def wanted(command: str, folder: Path, take: Take) -> dict[Path, Shot]:
    """The files of a command for one take, and what each shows."""
    name, seed = take.person.name, take.person.seed
    if command == "candidates":
        return {folder / f"{name}-{seed}.png": Shot(view=SMALL)}
    if command == "portraits":
        return {folder / f"{name}.png": Shot(replace(RESTING, smile=0.12), view=CARD)}
    return {
        folder / name / f"{view}.png": replace(
            shot, view=replace(shot.view, light=take.light, below=take.below)
        )
        for view, shot in SHOTS[take.views].items()
    }


def render(command: str, folder: Path, take: Take) -> None:
    """Render everything of a command for one take."""
    shots = wanted(command, folder, take)
    if all(file.exists() for file in shots):
        return
    scene.start()
    figure = scene.Figure(take.person, 12000 if command == "portraits" else 5000)
    for file, shot in shots.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        shoot(figure, take, shot, file)
    print(take.person.name, "done", flush=True)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("candidates", "portraits", "views"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME[:SEED]")
    options = parser.parse_args()
    assets.fetch()
    for take in takes(options.names, films=options.command == "views"):
        render(options.command, options.folder, take)
        picture = options.folder / f"{take.person.name}.png"
        if options.command == "portraits":
            before_backdrop(picture, picture.with_suffix(".jpg"))


if __name__ == "__main__":
    main()
