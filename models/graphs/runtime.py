"""Runs ONNX graphs on the CPU: one thread for each run, and no log output."""

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

# For a caller that imported onnxruntime before `models`: from here on it reports nothing more.
onnxruntime.disable_telemetry_events()

Floats = NDArray[np.float32]


class Graph:
    """A loaded ONNX graph with one input; `run` may be called from several threads at once."""

    def __init__(self, file: Path) -> None:
        options = onnxruntime.SessionOptions()
        # Two threads a net are slower than two nets on a thread each.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        self._input: str = self._session.get_inputs()[0].name

    def run(self, data: NDArray[Any]) -> list[Floats]:
        """All outputs for one input array of the graph's own type, in the graph's order."""
        outputs: list[Floats] = self._session.run(None, {self._input: data})
        return outputs
