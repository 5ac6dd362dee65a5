"""dlib's face recognition network (ResNet-29, CC0) as an ONNX graph with the same numbers.

A dlib network file holds its layers from the input on; only the tensors matter here, since the
architecture is published with the weights (dlib's dnn_face_recognition_ex). A tensor is the
version 2, four lengths (each a byte count and little-endian bytes), then float32.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.convert.graph import Array, Sketch

SIDE = 150
MEAN = (122.782, 117.001, 104.298)
"""Red, green, blue."""
LEVELS = ((32, 3, False), (64, 4, True), (128, 3, True), (256, 3, True), (256, 1, True))
"""Channels, blocks, and whether the first block halves the picture, from the input on."""


@dataclass(frozen=True, slots=True)
class Conv:
    """A convolution with the affine layer after it folded in, float64."""

    weight: Array
    bias: Array


class Tensors:
    """Reads the tensors of a dlib network one after the other, by their expected lengths."""

    def __init__(self, source: Path) -> None:
        self._bytes = source.read_bytes()
        self._at = 0

    def next(self, rows: int, columns: int = 1) -> Array:
        """The next tensor of these lengths. Raises ValueError if there is none."""
        header = b"\x01\x02" + b"".join(_length(n) for n in (rows, columns, 1, 1))
        found = self._bytes.find(header, self._at)
        if found < 0:
            raise ValueError(f"the file holds no further tensor of {rows} x {columns} numbers")
        start, count = found + len(header), rows * columns
        self._at = start + 4 * count
        numbers = np.frombuffer(self._bytes, "<f4", count, start)
        return numbers.astype(np.float64).reshape(rows, columns)

    def conv(self, out: int, into: int, side: int) -> Conv:
        """A convolution's weights and bias, then its affine layer's scale and shift."""
        count = out * into * side * side
        numbers = self.next(count + out)[:, 0]
        affine = self.next(2 * out)[:, 0]
        scale, shift = affine[:out], affine[out:]
        weight = numbers[:count].reshape(out, into, side, side)
        return Conv(weight * scale.reshape(-1, 1, 1, 1), numbers[count:] * scale + shift)


def _length(number: int) -> bytes:
    size = (number.bit_length() + 7) // 8
    return bytes([size]) + number.to_bytes(size, "little")


def graph(source: Path) -> bytes:
    """Input `data` uint8 (1, 150, 150, 3) RGB, output `vector` (1, 128) of no fixed length."""
    tensors, sketch = Tensors(source), Sketch("dlib_resnet")
    cast = sketch.add("Cast", ["data"], "float", to=1)
    centred = sketch.add("Sub", [cast, sketch.constant("mean", MEAN)], "centred")
    scaled = sketch.add("Mul", [centred, sketch.constant("scale", 1 / 256)], "scaled")
    x = sketch.add("Transpose", [scaled], "x", perm=[0, 3, 1, 2])
    x = _conv(sketch, x, tensors.conv(32, 3, 7), "first", stride=2, pad=0)
    x = sketch.add("Relu", [x], "first_relu")
    x = sketch.add("MaxPool", [x], "pooled", kernel_shape=[3, 3], strides=[2, 2])
    channels, side = 32, 35
    for level, (out, blocks, halves) in enumerate(LEVELS):
        for block in range(blocks):
            halve, name = halves and block == 0, f"l{level}b{block}"
            first, second = tensors.conv(out, channels, 3), tensors.conv(out, out, 3)
            y = _conv(sketch, x, first, f"{name}a", stride=2 if halve else 1, pad=0 if halve else 1)
            y = _conv(
                sketch, sketch.add("Relu", [y], f"{name}r"), second, f"{name}b", stride=1, pad=1
            )
            if halve:
                x, y, side = _halved(sketch, x, y, name, side=side, more=out - channels)
            x = sketch.add("Relu", [sketch.add("Add", [x, y], f"{name}s")], name)
            channels = out
    mean = sketch.add("GlobalAveragePool", [x], "mean_of_all")
    flat = sketch.add("Flatten", [mean], "flat")
    matrix = tensors.next(channels, 128)
    sketch.add("MatMul", [flat, sketch.constant("matrix", matrix)], "vector")
    return sketch.content({"data": (np.uint8, [1, SIDE, SIDE, 3])}, {"vector": [1, 128]})


def _conv(sketch: Sketch, x: str, conv: Conv, name: str, *, stride: int, pad: int) -> str:
    parts = [sketch.constant(f"{name}_w", conv.weight), sketch.constant(f"{name}_b", conv.bias)]
    return sketch.add("Conv", [x, *parts], name, strides=[stride] * 2, pads=[pad] * 4)


def _halved(
    sketch: Sketch, x: str, y: str, name: str, *, side: int, more: int
) -> tuple[str, str, int]:
    """The residual of a block that halves: both sides zero-padded to the larger of the two.

    dlib adds tensors of unlike size as if the smaller went on with zeros.
    """
    pooled, convolved = side // 2, (side - 3) // 2 + 1
    larger = max(pooled, convolved)
    x = sketch.add("AveragePool", [x], f"{name}p", kernel_shape=[2, 2], strides=[2, 2])
    x = _padded(sketch, x, f"{name}x", more, larger - pooled)
    return x, _padded(sketch, y, f"{name}y", 0, larger - convolved), larger


def _padded(sketch: Sketch, x: str, name: str, channels: int, pixels: int) -> str:
    if not channels and not pixels:
        return x
    ends = sketch.constant(f"{name}_pads", [0] * 5 + [channels, pixels, pixels], np.int64)
    return sketch.add("Pad", [x, ends], name)
