"""From an aligned face to a vector whose direction says who it is."""

import cv2
import numpy as np

from models.frames import Image
from models.runtime import Floats, Graph


class SFace:
    """SFace: 128 numbers of length 1 a face; two faces are compared by their dot product."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def embed(self, aligned: Image) -> Floats:
        """The embedding float32 (128,) of an aligned uint8 (112, 112, 3) BGR face."""
        pixels = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2BGRA), np.uint8)
        vector = self._graph.run(pixels[None])[0][0]
        length = float(np.linalg.norm(vector))
        return np.asarray(vector / max(length, 1e-6), np.float32)
