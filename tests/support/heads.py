"""A head that turns, as points only."""

import numpy as np
from numpy.typing import NDArray

from models.liveness.mesh import COUNT

Points = NDArray[np.float64]

MESH: Points = np.random.default_rng(5).uniform(-1.2, 1.2, (COUNT, 2))
"""Points of a face, in eye distances from its middle; those of eyes and mouth stand where these
are."""
MESH[33], MESH[133], MESH[362], MESH[263] = (-0.7, -0.35), (-0.3, -0.35), (0.3, -0.35), (0.7, -0.35)
MESH[61], MESH[291] = (-0.4, 0.65), (0.4, 0.65)
HEAD: Points = 0.95 * np.sqrt(np.clip(1 - (MESH[:, 0] / 1.25) ** 2 - (MESH[:, 1] / 1.8) ** 2, 0, 1))
"""Depth of a head's points, in eye distances."""


def turned(points: Points, depth: Points, angle: float, far: float = 5.0) -> Points:
    """Where the points are seen after a turn by `angle` radians, from `far` eye distances."""
    across = points[:, 0] * np.cos(angle) + depth * np.sin(angle)
    away = far - depth * np.cos(angle) + points[:, 0] * np.sin(angle)
    return np.asarray(np.stack([across, points[:, 1]], 1) * (far / away)[:, None])
