"""Render the personas' invented faces: `python -m tools.make_faces COMMAND FOLDER [NAME...]`.

Runs in an environment of its own, none of the program's: `pip install bpy==4.5.15 pillow scipy`.
Pictures that exist are kept, so that an ended run goes on where it stopped.

    candidates   small pictures, one for each NAME:SEED, to choose seeds by eye and by how alike
                 they are (`pairs`, in the program's environment)
    portraits    the pictures of the cards, jpg
    views        heads and bodies from which tools/make_clips.py makes the films, png
"""

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from . import assets, scene
from .shape import Person, Pose

PEOPLE = Path(__file__).with_name("people.toml")
CARD_SIZE = (480, 600)
SMALL = scene.View(176, 220, 88, 98, 41, samples=4)
CARD = scene.View(320, 400, 160, 179, 75, samples=8)
HEAD = scene.View(294, 358, 147, 179, 64, distance=0.75, samples=3, light="office")
BODY = scene.View(288, 374, 144, 101, 36, distance=0.75, samples=2, light="office")
"""What the camera of a reader sees; tools/make_clips.py has the same measures."""
RESTING = Pose(smile=0.2)
HEAD_POSES = {
    "ahead": RESTING,
    "left": replace(RESTING, yaw=17),
    "right": replace(RESTING, yaw=-17),
    "shut": replace(RESTING, shut=1),
}
BACKDROP = ((203, 211, 219), (176, 187, 200))
"""sRGB behind the portraits, above and below."""


def people(wanted: list[str]) -> Iterator[Person]:
    """The persons of people.toml, or those named; `NAME:SEED` draws another face."""
    known = tomllib.loads(PEOPLE.read_text(encoding="utf-8"))
    for each in wanted or list(known):
        name, _, seed = each.partition(":")
        found = {"female": False, **known[name]}
        yield Person(**{**found, "name": name, **({"seed": int(seed)} if seed else {})})


def shoot(figure: scene.Figure, view: scene.View, pose: Pose, file: Path) -> None:
    """Render one view of a pose, unless the file exists."""
    if file.exists():
        return
    scene.light(view.light, figure.eyes[:3])
    scene.frame(view, figure.eyes)
    figure.hold(pose)
    half = file.with_suffix(".part.png")
    scene.picture(str(half))
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


def render(command: str, folder: Path, person: Person) -> None:
    """Render everything of a command for one person."""
    wanted: dict[Path, tuple[scene.View, Pose]]
    if command == "candidates":
        wanted = {folder / f"{person.name}-{person.seed}.png": (SMALL, RESTING)}
    elif command == "portraits":
        wanted = {folder / f"{person.name}.png": (CARD, replace(RESTING, smile=0.12))}
    else:
        wanted = {folder / person.name / f"{k}.png": (HEAD, pose) for k, pose in HEAD_POSES.items()}
        wanted[folder / person.name / "body.png"] = (BODY, RESTING)
    if all(file.exists() for file in wanted):
        return
    scene.start()
    figure = scene.Figure(person, 12000 if command == "portraits" else 5000)
    for file, (view, pose) in wanted.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        shoot(figure, view, pose, file)
    print(person.name, "done", flush=True)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("candidates", "portraits", "views"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", metavar="NAME[:SEED]")
    options = parser.parse_args()
    assets.fetch()
    for person in people(options.names):
        render(options.command, options.folder, person)
        picture = options.folder / f"{person.name}.png"
        if options.command == "portraits":
            before_backdrop(picture, picture.with_suffix(".jpg"))


if __name__ == "__main__":
    main()
