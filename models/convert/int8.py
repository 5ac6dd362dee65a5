"""SFace in eight bits, in onnxruntime alone.

What makes it fast there, found by measuring (docs/performance.md): activations stay uint8 in
channels-last layout from the pixels to the last matrix; a PReLU is max(y, slope * y), where the
product is a depthwise convolution of one pixel to the scale of y, and the greater of two numbers of
one scale is the greater of their bytes; the one-pixel convolution sees the same bytes as WIDE
channels, because its cost goes with the pixels; the picture has four channels, because three are
copied byte by byte. What keeps it accurate: weights have one scale a channel; channels are evened
out before (a positive factor goes through a PReLU), since activations have one scale a tensor;
the rarest values are cut off, the negative ones more, since a slope makes little of them; and the
weights of dense layers have seven bits, so that no processor cuts off their sums.
"""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from models.convert.graph import RUNTIME, Array, Sketch
from models.convert.sface import INPUT, MEAN, OUTPUT, SCALE, Layer, scaled

EVENING = 0.8
"""How far the ranges of the channels are equalised: 0 not at all, 1 completely. Measured best: 0.8
to 0.9.
"""
LEAST, GREATEST = 0.7, 0.9
"""Shares of the measured ranges that are kept below and above zero. Cosine to fp32 with these
0.9971, with whole ranges 0.9965, with 0.6 and 0.9 only 0.9949."""
WIDE = 512
GREATEST_WEIGHT = 127
GREATEST_DENSE_WEIGHT = 64
"""Processors without VNNI (AVX2 alone) add two products of a dense layer in 16 bits and cut the sum
off at 32,767: 255 * 64 twice is less, 255 * 127 twice is not. Cosine to fp32 there 0.996 with 64
(the worst of 160 faces 0.988), 0.985 with 127 (0.82); with VNNI 0.997 with 127.
"""

Range = tuple[float, float]


def shipped_ranges() -> list[Array]:
    """For each convolution the least and greatest output, a channel: float32 (2, channels).

    Numbers only, made by tools/measure_ranges.py from faces that are not part of the project.
    """
    with resources.files("models").joinpath("sface_ranges.npz").open("rb") as file:
        stored = np.load(file)
        return [stored[f"y{k}"].astype(np.float64) for k in range(len(stored.files))]


def even_out(found: list[Layer], ranges: list[Array]) -> tuple[list[Layer], list[Array]]:
    """The same network, and its ranges, with the channels of each layer more alike in size."""
    found, ranges = list(found), [kept(r) for r in ranges]
    for k in range(len(found) - 1):
        reach = np.abs(ranges[k]).max(axis=0)
        reach = np.maximum(reach, 1e-3 * reach.max())
        factors = np.minimum((reach.max() / reach) ** EVENING, 32)
        found = scaled(found, k, factors)
        ranges[k] = ranges[k] * factors
    return found, ranges


def kept(ranges: Array) -> Array:
    """The part of measured ranges (2, channels) that the eight bits represent; it includes zero."""
    return np.stack([LEAST * np.minimum(ranges[0], 0), GREATEST * np.maximum(ranges[1], 0)])


@dataclass(frozen=True, slots=True)
class Tensor:
    """A uint8 tensor of the graph: its name, scale and the names of its scale and zero point."""

    name: str
    scale: float
    told: tuple[str, str]

    @property
    def inputs(self) -> tuple[str, str, str]:
        """As the first three inputs of an operator."""
        return (self.name, *self.told)


class Eight:
    """Writes operators on uint8 tensors, channels last."""

    def __init__(self, sketch: Sketch) -> None:
        self.sketch = sketch

    def tensor(self, name: str, low: float, high: float) -> Tensor:
        """A tensor that holds values from `low` to `high`, zero exactly among them."""
        scale = max((max(high, 0) - min(low, 0)) / 255, 1e-8)
        zero = np.clip(round(-min(low, 0) / scale), 0, 255)
        return self.placed(name, scale, int(zero))

    def placed(self, name: str, scale: float, zero: int) -> Tensor:
        """A tensor of known scale and zero point."""
        exact = float(np.float32(scale))
        scale_name = self.sketch.constant(f"{name}_s", exact)
        return Tensor(name, exact, (scale_name, self.sketch.constant(f"{name}_z", zero, np.uint8)))

    def weights(self, name: str, weight: Array) -> tuple[Array, list[str]]:
        """int8 weights with one scale a channel: the scales, and the three inputs."""
        depthwise = weight.ndim == 4 and weight.shape[1] == 1
        greatest = GREATEST_WEIGHT if depthwise else GREATEST_DENSE_WEIGHT
        reach = np.abs(weight).reshape(len(weight), -1).max(axis=1)
        scales = np.maximum(reach, 1e-9) / greatest
        whole = np.round(weight / scales.reshape(-1, *[1] * (weight.ndim - 1)))
        names = [
            self.sketch.constant(f"{name}_q", np.clip(whole, -greatest, greatest), np.int8),
            self.sketch.constant(f"{name}_s", scales),
            self.sketch.constant(f"{name}_z", np.zeros(len(weight)), np.int8),
        ]
        return scales, names

    def bias(self, name: str, bias: Array, scales: Array) -> str:
        """int32 bias in units of input scale times weight scale."""
        return self.sketch.constant(name, np.round(bias / scales), np.int32)

    def conv(self, x: Tensor, layer: Layer, out: Tensor, k: str) -> Tensor:
        """A convolution; without a bias if the layer's is all zero."""
        scales, weight = self.weights(f"w{k}", layer.weight)
        inputs = [*x.inputs, *weight, *out.told]
        if layer.bias.any():
            inputs.append(self.bias(f"b{k}", layer.bias, scales * x.scale))
        told: dict[str, Any] = {
            "group": layer.group,
            "strides": [layer.stride] * 2,
            "pads": [layer.pad] * 4,
            "kernel_shape": list(layer.weight.shape[2:]),
        }
        node = "QLinearConv"
        self.sketch.add(node, inputs, out.name, domain=RUNTIME, channels_last=1, **told)
        return out

    def matrix(self, x: Tensor, layer: Layer, channels: int) -> None:
        """The last matrix, from channels-last pixels to float32 `fc1`."""
        planes = layer.weight.reshape(len(layer.weight), channels, -1)
        weight: Array = planes.transpose(0, 2, 1).reshape(len(planes), -1)
        scales, names = self.weights("matrix", weight)
        flat = self.sketch.add("Flatten", [x.name], "flat")
        bias = self.bias("matrix_b", layer.bias, scales * x.scale)
        inputs = [flat, *x.told, *names, bias]
        self.sketch.add("QGemm", inputs, "fc1", domain=RUNTIME, transB=1)

    def prelu(self, y: Tensor, slope: Array | None, side: int, k: int) -> Tensor:
        """The greater of y and slope * y, on the same bytes seen as fewer, wider pixels."""
        assert slope is not None
        assert slope.max() <= 1
        channels = len(slope)
        fold = WIDE // channels if channels < WIDE else 1
        if fold > 1:
            y = self._seen_as(y, f"v{k}", [1, 1, side * side // fold, WIDE])
        wide = Layer(np.tile(slope, fold).reshape(-1, 1, 1, 1), np.zeros(1), channels * fold)
        below = self.conv(y, wide, Tensor(f"n{k}", y.scale, y.told), f"n{k}")
        out = Tensor(self.sketch.add("Max", [y.name, below.name], f"z{k}"), y.scale, y.told)
        return self._seen_as(out, f"r{k}", [1, side, side, channels]) if fold > 1 else out

    def _seen_as(self, x: Tensor, name: str, shape: list[int]) -> Tensor:
        target = self.sketch.constant(f"{name}_shape", shape, np.int64)
        return Tensor(self.sketch.add("Reshape", [x.name, target], name), x.scale, x.told)


def graph(found: list[Layer], ranges: list[Array]) -> bytes:
    """SFace from uint8 pixels to a float32 embedding, for activations within `ranges`."""
    found, ranges = even_out(found, ranges)
    sketch = Sketch("sface_int8")
    eight = Eight(sketch)
    x, side = eight.placed("data", SCALE, round(MEAN + 0.5)), 112
    # The zero point is a whole number, the mean is not: the half goes into the bias.
    first = found[0]
    half = first.weight.sum(axis=(1, 2, 3)) * (round(MEAN + 0.5) - MEAN) * SCALE
    found[0] = Layer(first.weight, first.bias + half, 1, first.stride, first.pad, first.slope)
    for k, (layer, reach) in enumerate(zip(found[:-1], ranges, strict=True)):
        side //= layer.stride
        y = eight.tensor(f"y{k}", float(reach[0].min()), float(reach[1].max()))
        x = eight.prelu(eight.conv(x, layer, y, str(k)), layer.slope, side, k)
    eight.matrix(x, found[-1], len(found[-2].bias))
    return sketch.content(INPUT, OUTPUT)
