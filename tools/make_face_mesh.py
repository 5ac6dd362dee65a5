"""Convert MediaPipe's face mesh from TensorFlow Lite to ONNX, as `models/liveness/face_mesh.onnx`.

    python tools/make_face_mesh.py FACE_LANDMARK.tflite

The source is `mediapipe/modules/face_landmark/face_landmark.tflite` of the wheel mediapipe 0.10.21
(Apache-2.0). Needs the package `tflite`, which the program itself does not use. The weights stay in
half precision, as they are in the source; the file is not changed otherwise.
"""

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import tflite
from numpy.typing import NDArray
from onnx import helper, numpy_helper

SOURCE = "1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814"
TARGET = Path(__file__).parent.parent / "models" / "liveness" / "face_mesh.onnx"
SIDE = 192
OUTPUTS = {"conv2d_21": ("points", (1, 1404, 1, 1)), "conv2d_31": ("presence", (1, 1, 1, 1))}
TYPES = {0: np.float32, 1: np.float16, 2: np.int32}
KINDS = {number: name for name, number in vars(tflite.BuiltinOperator).items() if name.isupper()}


class Conversion:
    """One TFLite graph (NHWC) written as an ONNX graph (NCHW)."""

    def __init__(self, content: bytes) -> None:
        self.model = tflite.Model.GetRootAsModel(content, 0)
        self.source = self.model.Subgraphs(0)
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.halves: dict[int, int] = {}
        """Tensors that are another tensor in full precision."""

    def _name(self, tensor: int) -> str:
        told = str(self.source.Tensors(tensor).Name().decode())
        return OUTPUTS[told][0] if told in OUTPUTS else f"t{tensor}"

    def _value(self, tensor: int) -> NDArray[Any]:
        """The constant in that tensor, as stored."""
        held = self.source.Tensors(self.halves.get(tensor, tensor))
        data = self.model.Buffers(held.Buffer()).DataAsNumpy().tobytes()
        return np.frombuffer(data, TYPES[held.Type()]).reshape(held.ShapeAsNumpy())

    def _constant(self, tensor: int, value: NDArray[Any]) -> str:
        """Add a weight in half precision with its expansion; returns the expanded name."""
        name = f"w{tensor}"
        self.constants.append(numpy_helper.from_array(value.astype(np.float16), f"{name}_half"))
        cast = helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT)
        self.nodes.append(cast)
        return name

    def _add(self, kind: str, inputs: list[str], output: int, **attributes: Any) -> None:
        self.nodes.append(helper.make_node(kind, inputs, [self._name(output)], **attributes))

    def _options(self, operator: Any, kind: type) -> Any:
        table, made = operator.BuiltinOptions(), kind()
        made.Init(table.Bytes, table.Pos)
        assert made.FusedActivationFunction() == 0, "a fused activation is not converted"
        return made

    def _convolution(self, operator: Any, depthwise: bool) -> None:
        kind = tflite.DepthwiseConv2DOptions if depthwise else tflite.Conv2DOptions
        told = self._options(operator, kind)
        image, weights, bias = operator.InputsAsNumpy()
        # TFLite: out, h, w, in; depthwise 1, h, w, out. ONNX: out, in / groups, h, w.
        turned = self._value(weights).transpose((3, 0, 1, 2) if depthwise else (0, 3, 1, 2))
        self._add(
            "Conv",
            [
                self._name(image),
                self._constant(weights, turned),
                self._constant(bias, self._value(bias)),
            ],
            operator.OutputsAsNumpy()[0],
            strides=[told.StrideH(), told.StrideW()],
            auto_pad="VALID" if told.Padding() == tflite.Padding.VALID else "SAME_UPPER",
            group=turned.shape[0] if depthwise else 1,
        )

    def _operator(self, operator: Any) -> None:
        code = self.model.OperatorCodes(operator.OpcodeIndex())
        kind = KINDS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs, output = list(operator.InputsAsNumpy()), operator.OutputsAsNumpy()[0]
        match kind:
            case "DEQUANTIZE":
                self.halves[output] = inputs[0]
            case "CONV_2D" | "DEPTHWISE_CONV_2D":
                self._convolution(operator, kind.startswith("DEPTHWISE"))
            case "PRELU":
                slope = self._value(inputs[1]).reshape(-1, 1, 1)
                self._add(
                    "PRelu", [self._name(inputs[0]), self._constant(inputs[1], slope)], output
                )
            case "ADD":
                self._options(operator, tflite.AddOptions)
                self._add("Add", [self._name(one) for one in inputs], output)
            case "MAX_POOL_2D":
                told = self._options(operator, tflite.Pool2DOptions)
                self._add(
                    "MaxPool",
                    [self._name(inputs[0])],
                    output,
                    kernel_shape=[told.FilterHeight(), told.FilterWidth()],
                    strides=[told.StrideH(), told.StrideW()],
                    auto_pad="VALID" if told.Padding() == tflite.Padding.VALID else "SAME_UPPER",
                )
            case "PAD":
                before, after = self._value(inputs[1])[[0, 3, 1, 2]].T
                pads = np.concatenate([before, after]).astype(np.int64)
                self.constants.append(numpy_helper.from_array(pads, f"p{output}"))
                self._add("Pad", [self._name(inputs[0]), f"p{output}"], output)
            case _:
                raise SystemExit(f"the operator {kind} is not converted")

    def written(self) -> bytes:
        """The ONNX file: input `input` (1, 3, 192, 192) RGB 0..1; outputs of OUTPUTS."""
        for number in range(self.source.OperatorsLength()):
            self._operator(self.source.Operators(number))
        first = self._name(self.source.Inputs(0))
        self.nodes.insert(0, helper.make_node("Identity", ["input"], [first]))
        kind = onnx.TensorProto.FLOAT
        graph = helper.make_graph(
            self.nodes,
            "face_mesh",
            [helper.make_tensor_value_info("input", kind, [1, 3, SIDE, SIDE])],
            [helper.make_tensor_value_info(name, kind, shape) for name, shape in OUTPUTS.values()],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        onnx.checker.check_model(model)
        return bytes(model.SerializeToString())


def main(source: Path) -> None:
    content = source.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SOURCE:
        raise SystemExit(f"{source} has sha256 {found}; expected {SOURCE}")
    TARGET.write_bytes(Conversion(content).written())
    print(f"{TARGET.name}: sha256 {hashlib.sha256(TARGET.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
