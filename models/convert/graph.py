"""Reading and writing ONNX files, as far as the conversions need it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import DTypeLike, NDArray
from onnx import helper, numpy_helper

Array = NDArray[Any]
Shape = Sequence[int | str]
OPSET, IR = 17, 8
RUNTIME = "com.microsoft"
"""Domain of the operators that only onnxruntime has."""


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


class Sketch:
    """A graph being written: constants and nodes are added in order, each gives its name back."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: Any, dtype: DTypeLike = np.float32) -> str:
        """Add a constant."""
        array = np.asarray(np.asarray(value).astype(dtype), order="C")
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, **told: Any) -> str:
        """Add a node with one output; `told` are its attributes, and `domain`."""
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **told))
        return output

    def keep(self, nodes: Sequence[onnx.NodeProto]) -> None:
        """Add nodes of another graph as they are."""
        self._nodes.extend(nodes)

    def content(
        self, inputs: Mapping[str, tuple[DTypeLike, Shape]], outputs: Mapping[str, Shape]
    ) -> bytes:
        """The .onnx file; outputs are float32."""

        def value(name: str, dtype: DTypeLike, shape: Shape) -> onnx.ValueInfoProto:
            kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
            return helper.make_tensor_value_info(name, kind, list(shape))

        graph = helper.make_graph(
            self._nodes,
            self._name,
            [value(n, *told) for n, told in inputs.items()],
            [value(n, np.float32, shape) for n, shape in outputs.items()],
            self._constants,
        )
        domains = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        model = helper.make_model(graph, opset_imports=domains, ir_version=IR)
        return bytes(model.SerializeToString())
