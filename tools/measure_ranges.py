"""Measure how large SFace's activations get, for int8: numbers from faces, no face among them.

    python tools/measure_ranges.py CALIBRATION.npz [--out models/sface_ranges.npz]

CALIBRATION.npz holds `rgb112`, uint8 (n, 112, 112, 3): RGB crops aligned to SFace's five points.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import helper

from models.convert import sface
from models.graphs import weights


def main() -> None:
    """Run the float graph over all crops and keep each channel's least and greatest value."""
    import onnxruntime  # after `models`, which keeps it from reporting home

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("calibration", type=Path)
    parser.add_argument("--out", type=Path, default=Path("models/sface_ranges.npz"))
    options = parser.parse_args()
    found = sface.layers(weights.locate("sface"))
    names = [f"y{k}" for k in range(len(found) - 1)]
    model = onnx.load_from_string(sface.graph(found))
    kind = onnx.TensorProto.FLOAT
    model.graph.output.extend(helper.make_tensor_value_info(n, kind, None) for n in names)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    low = [np.zeros(len(layer.bias)) for layer in found[:-1]]
    high = [np.zeros(len(layer.bias)) for layer in found[:-1]]
    for crop in np.load(options.calibration)["rgb112"]:
        pixels = np.zeros((1, 112, 112, 4), np.uint8)
        pixels[0, ..., :3] = crop[..., ::-1]
        for k, value in enumerate(session.run(names, {"data": pixels})):
            low[k] = np.minimum(low[k], value.min(axis=(0, 2, 3)))
            high[k] = np.maximum(high[k], value.max(axis=(0, 2, 3)))
    stored = {n: np.stack([low[k], high[k]]).astype(np.float16) for k, n in enumerate(names)}
    np.savez_compressed(options.out, **stored)
    print(options.out, options.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
