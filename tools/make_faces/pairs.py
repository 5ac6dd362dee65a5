"""How alike rendered faces are to the program's own engine.

`python -m tools.make_faces.pairs FOLDER` runs in the program's environment. It prints the pairs of
pictures of a folder (candidates as png with transparency, or portraits), most alike first, against
the bar of a decision at its default setting.
"""

import argparse
import itertools
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from models.decision import STRICT, Decision
from models.engine import Template, load_sface

GROUND = 190
SMALLEST = 400
"""Grey before which a cut-out stands, and the height to which small pictures are enlarged."""


def read(file: Path) -> NDArray[np.uint8]:
    """A picture as BGR, large enough for the detector."""
    picture = cv2.imread(str(file), cv2.IMREAD_UNCHANGED).astype(np.float32)
    if picture.shape[2] == 4:
        cover = picture[..., 3:] / 255
        picture = picture[..., :3] * cover + GROUND * (1 - cover)
    scale = max(1.0, SMALLEST / picture.shape[0])
    large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    return np.clip(large, 0, 255).astype(np.uint8)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shown", type=int, default=20, help="how many pairs are printed")
    options = parser.parse_args()
    engine = load_sface()
    bar = Decision(engine.calibration, STRICT).bar
    known = {}
    for file in sorted(f for f in options.folder.iterdir() if f.suffix in {".png", ".jpg"}):
        found = engine.enroll(read(file))
        if isinstance(found, Template):
            known[file.name] = found.vector / np.linalg.norm(found.vector)
        else:
            print(f"{file.name}: {found}")
    scores = {(a, b): float(known[a] @ known[b]) for a, b in itertools.combinations(known, 2)}
    worst = sorted(scores.items(), key=lambda pair: -pair[1])
    over = sum(score >= bar for score in scores.values())
    print(f"{over} of {len(scores)} pairs reach {bar:.3f}")
    for (a, b), score in worst[: options.shown]:
        print(f"{score:.3f} {a} {b}")


if __name__ == "__main__":
    main()
