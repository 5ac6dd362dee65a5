"""SFace as plain layers, and from them a float32 graph."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from models.convert.graph import Array, Sketch, attributes, expanded

SIDE = 112
INPUT = {"data": (np.uint8, [1, SIDE, SIDE, 4])}
"""An aligned face, BGR and one byte more: four bytes a pixel is what the int8 kernels want."""
OUTPUT = {"fc1": [1, 128]}
MEAN, SCALE = 127.5, 1 / 128


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution (or, with 2-d weights, the last matrix) with batch norm folded in.

    `slope` are the PReLU's slopes below zero, one a channel, at most 1; None for the matrix.
    """

    weight: Array
    bias: Array
    group: int = 1
    stride: int = 1
    pad: int = 0
    slope: Array | None = None


def layers(source: Path) -> list[Layer]:
    """SFace as 27 convolutions and one matrix, float64, everything else folded into them."""
    model = onnx.load(str(source))
    values = {n: v.astype(np.float64) for n, v in expanded(model).items()}
    found: list[Layer] = []
    before_matrix = (np.ones(1), np.zeros(1))
    for node in model.graph.node:
        told = attributes(node)
        if node.op_type == "Conv":
            weight = values[node.input[1]]
            pad, stride = told["pads"][0], told["strides"][0]
            found.append(Layer(weight, np.zeros(len(weight)), told["group"], stride, pad))
        elif node.op_type == "PRelu":
            found[-1] = replace(found[-1], slope=values[node.input[1]].reshape(-1))
        elif node.op_type == "Gemm":
            scale, shift = before_matrix
            weight = values[node.input[1]].reshape(values[node.input[2]].size, len(scale), -1)
            bias = values[node.input[2]] + np.einsum("ocp,c->o", weight, shift)
            found.append(Layer((weight * scale[None, :, None]).reshape(len(bias), -1), bias))
        elif node.op_type == "BatchNormalization":
            gamma, beta, mean, variance = (values[i] for i in node.input[1:])
            scale = gamma / np.sqrt(variance + told["epsilon"])
            shift, last = beta - mean * scale, found[-1]
            if last.slope is None:
                shaped = scale.reshape(-1, *[1] * (last.weight.ndim - 1))
                found[-1] = replace(
                    last, weight=last.weight * shaped, bias=last.bias * scale + shift
                )
            else:
                before_matrix = (scale, shift)
    return _for_bgra(_gentle(found))


def scaled(found: list[Layer], k: int, factors: Array) -> list[Layer]:
    """The same network with layer k's output multiplied by `factors`, one a channel, above zero."""
    layer, following = found[k], found[k + 1]
    shaped = factors.reshape(-1, *[1] * (layer.weight.ndim - 1))
    first = replace(layer, weight=layer.weight * shaped, bias=layer.bias * factors)
    return [*found[:k], first, _fed(following, 1 / factors), *found[k + 2 :]]


def _fed(layer: Layer, factors: Array) -> Layer:
    """The layer with the same output when its inputs are divided by `factors`."""
    weight = layer.weight
    if weight.ndim == 2:
        weight = weight.reshape(len(weight), len(factors), -1) * factors[None, :, None]
        return replace(layer, weight=weight.reshape(layer.weight.shape))
    shape = (-1, 1, 1, 1) if layer.group > 1 else (1, -1, 1, 1)
    return replace(layer, weight=weight * factors.reshape(shape))


def _gentle(found: list[Layer]) -> list[Layer]:
    """The same network with no slope above one.

    PReLU with slope a of y is -a times PReLU with slope 1/a of -y: the sign goes into the layer
    before, the factor into the layer after.
    """
    found = list(found)
    for k, layer in enumerate(found):
        if layer.slope is None:
            continue
        steep = layer.slope > 1
        sign = np.where(steep, -1.0, 1.0)
        found[k] = replace(
            layer,
            weight=layer.weight * sign.reshape(-1, 1, 1, 1),
            bias=layer.bias * sign,
            slope=np.where(steep, 1 / np.where(steep, layer.slope, 1), layer.slope),
        )
        found[k + 1] = _fed(found[k + 1], np.where(steep, -layer.slope, 1.0))
    return found


def _for_bgra(found: list[Layer]) -> list[Layer]:
    """The same network for BGR pixels with a fourth byte that does not count."""
    first = found[0]
    weight = np.concatenate([first.weight[:, ::-1], np.zeros_like(first.weight[:, :1])], axis=1)
    return [replace(first, weight=weight), *found[1:]]


def graph(found: list[Layer]) -> bytes:
    """SFace in float32.

    PReLU of y is written y + relu(-(1 - slope) * y), the factor as a one-pixel depthwise
    convolution: onnxruntime keeps those in its blocked layout but leaves it around every PRelu.
    25 ms a face as PRelu, 13.4 ms so, 12 ms without any.
    """
    sketch = Sketch("sface")
    cast = sketch.add("Cast", ["data"], "float", to=onnx.TensorProto.FLOAT)
    centred = sketch.add("Sub", [cast, sketch.constant("mean", MEAN)], "centred")
    scaled_ = sketch.add("Mul", [centred, sketch.constant("scale", SCALE)], "scaled")
    x = sketch.add("Transpose", [scaled_], "x", perm=[0, 3, 1, 2])
    return _chain(sketch, found, x).content(INPUT, OUTPUT)


def _chain(sketch: Sketch, found: list[Layer], x: str) -> Sketch:
    for k, layer in enumerate(found):
        parts = [sketch.constant(f"w{k}", layer.weight), sketch.constant(f"b{k}", layer.bias)]
        if layer.slope is None:
            sketch.add("Gemm", [sketch.add("Flatten", [x], "flat"), *parts], "fc1", transB=1)
            break
        told: dict[str, Any] = {"strides": [layer.stride] * 2, "pads": [layer.pad] * 4}
        y = sketch.add("Conv", [x, *parts], f"y{k}", group=layer.group, **told)
        factor = sketch.constant(f"n{k}", (layer.slope - 1).reshape(-1, 1, 1, 1))
        below = sketch.add("Conv", [y, factor], f"u{k}", group=len(layer.slope))
        x = sketch.add("Add", [y, sketch.add("Relu", [below], f"t{k}")], f"z{k}")
    return sketch
