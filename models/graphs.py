"""The carried ONNX files rewritten: YuNet with two outputs and any size, SFace as plain layers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

Array = NDArray[Any]
STRIDES = (8, 16, 32)
OPSET, IR = 17, 8


def attributes(node: onnx.NodeProto) -> dict[str, Any]:
    """A node's attributes as Python values."""
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}


def expanded(model: onnx.ModelProto) -> dict[str, Array]:
    """Every constant of the model, block-quantised ones expanded to float32."""
    values = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in values:
            integers, scales, zeros = (values[i] for i in node.input)
            axis, block = attributes(node)["axis"], attributes(node)["block_size"]
            index = np.arange(integers.shape[axis]) // block
            spread = np.take(scales, index, axis).astype(np.float32)
            centred = integers.astype(np.float32) - np.take(zeros, index, axis).astype(np.float32)
            values[node.output[0]] = centred * spread
        elif node.op_type == "Reshape" and all(i in values for i in node.input):
            values[node.output[0]] = values[node.input[0]].reshape(values[node.input[1]])
    return values


def model_of(
    nodes: list[onnx.NodeProto],
    name: str,
    inputs: Mapping[str, Sequence[int | str]],
    outputs: Mapping[str, Sequence[int | str]],
    constants: dict[str, Array],
) -> bytes:
    """A float32 model of these parts, as the content of an .onnx file."""

    def value(name: str, shape: Sequence[int | str]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, list(shape))

    graph = helper.make_graph(
        nodes,
        name,
        [value(n, s) for n, s in inputs.items()],
        [value(n, s) for n, s in outputs.items()],
        [numpy_helper.from_array(np.ascontiguousarray(v), n) for n, v in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    return bytes(model.SerializeToString())


def yunet(source: Path) -> bytes:
    """YuNet for any input of a multiple of 32.

    Input `input` float32 (1, 3, h, w), BGR 0..255. Outputs over all cells of strides 8, 16, 32 in
    row order: `score` (1, n), the squared score; `shape` (1, n, 14), box then five points.
    """
    model = onnx.load(str(source))
    values = expanded(model)
    nodes = [
        n for n in model.graph.node if n.op_type != "DequantizeLinear" and n.output[0] not in values
    ]

    def over_strides(kind: str) -> str:
        parts = [f"{kind}_{stride}" for stride in STRIDES]
        nodes.append(helper.make_node("Concat", parts, [kind], axis=1))
        return kind

    product = helper.make_node("Mul", [over_strides("cls"), over_strides("obj")], ["product"])
    nodes += [
        product,
        helper.make_node("Squeeze", ["product", "last"], ["score"]),
        helper.make_node("Concat", [over_strides("bbox"), over_strides("kps")], ["shape"], axis=2),
    ]
    used = {i for n in nodes for i in n.input}
    constants = {n: v for n, v in values.items() if n in used}
    constants["last"] = np.array([2], np.int64)
    inputs: dict[str, list[int | str]] = {"input": [1, 3, "height", "width"]}
    outputs: dict[str, list[int | str]] = {"score": [1, "cells"], "shape": [1, "cells", 14]}
    return model_of(nodes, "yunet", inputs, outputs, constants)


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution (or, with 2-d weights, the last matrix) with batch norm folded in.

    `slope` are the PReLU's slopes below zero, one a channel; None after the last matrix.
    """

    weight: Array
    bias: Array
    group: int = 1
    stride: int = 1
    pad: int = 0
    slope: Array | None = None


def sface_layers(source: Path) -> list[Layer]:
    """SFace as 27 convolutions and one matrix, float64, everything else folded into them."""
    model = onnx.load(str(source))
    values = {n: v.astype(np.float64) for n, v in expanded(model).items()}
    layers: list[Layer] = []
    before_matrix: tuple[Array, Array] = (np.ones(1), np.zeros(1))
    for node in model.graph.node:
        told = attributes(node)
        if node.op_type == "Conv":
            weight = values[node.input[1]]
            pad, stride = told["pads"][0], told["strides"][0]
            layers.append(Layer(weight, np.zeros(len(weight)), told["group"], stride, pad))
        elif node.op_type == "PRelu":
            layers[-1] = replace(layers[-1], slope=values[node.input[1]].reshape(-1))
        elif node.op_type == "Gemm":
            scale, shift = before_matrix
            weight = values[node.input[1]].reshape(values[node.input[2]].size, len(scale), -1)
            bias = values[node.input[2]] + np.einsum("ocp,c->o", weight, shift)
            weight = (weight * scale[None, :, None]).reshape(len(bias), -1)
            layers.append(Layer(weight, bias))
        elif node.op_type == "BatchNormalization":
            gamma, beta, mean, variance = (values[i] for i in node.input[1:])
            scale = gamma / np.sqrt(variance + told["epsilon"])
            shift = beta - mean * scale
            last = layers[-1]
            if last.slope is not None:
                before_matrix = (scale, shift)
                continue
            shaped = scale.reshape(-1, *[1] * (last.weight.ndim - 1))
            layers[-1] = replace(last, weight=last.weight * shaped, bias=last.bias * scale + shift)
    return layers


def sface(source: Path) -> bytes:
    """SFace in float32: `data` (1, 3, 112, 112), RGB (0..255 - 127.5) / 128, to `fc1` (1, 128).

    A PReLU is written as Relu and two one-pixel depthwise convolutions: slope * x +
    (1 - slope) * relu(x). onnxruntime keeps those in its blocked layout, but leaves it around
    every PRelu: 25 ms as PRelu, 14 ms so, and 12 ms is what the convolutions alone take.
    """
    nodes: list[onnx.NodeProto] = []
    constants: dict[str, Array] = {}

    def add(kind: str, inputs: list[str], output: str, **told: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **told))
        return output

    def constant(name: str, value: Array) -> str:
        constants[name] = value.astype(np.float32)
        return name

    x = "data"
    for k, layer in enumerate(sface_layers(source)):
        weight, bias = constant(f"w{k}", layer.weight), constant(f"b{k}", layer.bias)
        if layer.slope is None:
            add("Gemm", [add("Flatten", [x], "flat"), weight, bias], "fc1", transB=1)
            break
        told = {"group": layer.group, "strides": [layer.stride] * 2, "pads": [layer.pad] * 4}
        y = add("Conv", [x, weight, bias], f"y{k}", **told)
        slope = layer.slope.reshape(-1, 1, 1, 1)
        each: dict[str, Any] = {"group": len(slope), "kernel_shape": [1, 1]}
        below = add("Conv", [y, constant(f"s{k}", slope)], f"s{k}y", **each)
        relu = add("Relu", [y], f"r{k}")
        above = add("Conv", [relu, constant(f"t{k}", 1 - slope)], f"t{k}y", **each)
        x = add("Add", [below, above], f"z{k}")
    inputs, outputs = {"data": [1, 3, 112, 112]}, {"fc1": [1, 128]}
    return model_of(nodes, "sface", inputs, outputs, constants)
