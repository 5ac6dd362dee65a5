"""YuNet with its weights expanded, two outputs instead of twelve, and any input size."""

from pathlib import Path

import numpy as np
import onnx

from models.convert.graph import Sketch, expanded

STRIDES = (8, 16, 32)


def graph(source: Path) -> bytes:
    """YuNet for any input whose sides are multiples of 32.

    Input `input` float32 (1, 3, h, w), BGR 0..255. Outputs over all cells of strides 8, 16, 32 in
    row order: `score` (1, n), the squared score; `shape` (1, n, 14), box then five points.
    """
    model = onnx.load(str(source))
    values = expanded(model)
    kept = [n for n in model.graph.node if n.output[0] not in values]
    used = {i for n in kept for i in n.input}
    sketch = Sketch("yunet")
    for name, value in values.items():
        if name in used:
            sketch.constant(name, value, value.dtype)
    sketch.keep(kept)

    def over_strides(kind: str) -> str:
        return sketch.add("Concat", [f"{kind}_{stride}" for stride in STRIDES], kind, axis=1)

    product = sketch.add("Mul", [over_strides("cls"), over_strides("obj")], "product")
    sketch.add("Squeeze", [product, sketch.constant("last", [2], np.int64)], "score")
    sketch.add("Concat", [over_strides("bbox"), over_strides("kps")], "shape", axis=2)
    shape: list[int | str] = [1, 3, "height", "width"]
    return sketch.content(
        {"input": (np.float32, shape)}, {"score": [1, "cells"], "shape": [1, "cells", 14]}
    )
