"""The trained network as an ONNX file that takes a picture and gives boxes.

Input `image`: uint8 (1, height, width, 3), of any size. Outputs, as the TensorFlow Object Detection API names them:
`detection_boxes` (1, 100, 4) as ymin, xmin, ymax, xmax in 0..1, `detection_scores` (1, 100), `detection_classes`
(1, 100) counted from 1, `num_detections` (1,). Rows after the last detection are zero.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime  # type: ignore[import-untyped]  # it has no types
from numpy.typing import ArrayLike
from onnx import TensorProto, helper, numpy_helper

from .dataset import CLASSES, Pixels
from .detector import LOWEST_SCORE, MOST_DETECTIONS, SAME_OBJECT
from .evaluation import Found
from .network import EPSILON, FURTHEST, STRIDE, Layer, Step, Weights, middles, trunk, width_of

OPSET = 18  # the first whose Resize averages when it makes a picture smaller, as Pillow does
IR_VERSION = 8
TOLERANCE = 1e-3


def export(weights: Weights, size: tuple[int, int], path: Path) -> Path:
    """Write the network that was trained at `size` (width, height), with all that comes before and after it."""
    graph = _Graph()
    grid = _network(graph, weights, _prepared(graph, size))
    outputs = _detections(graph, weights, grid, size)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "blood-cells",
            [helper.make_tensor_value_info("image", TensorProto.UINT8, [1, "height", "width", 3])],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="sightline-demo",
    )
    labels = {str(index + 1): name for index, name in enumerate(CLASSES)}
    helper.set_model_props(model, {"labels": json.dumps(labels)})
    onnx.checker.check_model(model, full_check=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(path))
    return path


def check(model: Path, pixels: Pixels, found: Sequence[Found]) -> float:
    """The largest difference between onnxruntime's answers and the trainer's, over boxes (fractions) and scores.

    pixels: (n, height, width, 3) at the network's input size. found: what the trainer found on each.
    Raises ValueError when they differ by more than rounding can explain.
    """
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    differences = [_difference(session, picture, mine) for picture, mine in zip(pixels, found, strict=True)]
    largest = max(differences, default=0.0)
    if largest > TOLERANCE:
        raise ValueError(
            f"{model.name}: expected the trainer's answers within {TOLERANCE}, got {largest:.3g} beside them"
        )
    return largest


def _difference(session: onnxruntime.InferenceSession, picture: Pixels, found: Found) -> float:
    boxes, scores, classes, count = (output[0] for output in session.run(None, {"image": picture[None]}))
    count = int(count)
    if count != len(found.scores) or (classes[:count] != found.labels + 1).any():
        return float("inf")
    apart = [np.abs(boxes[:count][:, [1, 0, 3, 2]] - found.boxes), np.abs(scores[:count] - found.scores)]
    return max(float(part.max(initial=0.0)) for part in apart)


class _Graph:
    """Nodes and constants in the order in which they are added; each value gets a number for a name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """One node with one output; its name."""
        output = output or f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def constant(self, value: ArrayLike, dtype: type[np.generic] = np.float32) -> str:
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, dtype), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(list(values), np.int64)


def _prepared(graph: _Graph, size: tuple[int, int]) -> str:
    """The picture at the network's size, -1..1, channels first."""
    picture = graph.add("Transpose", "image", perm=[0, 3, 1, 2])
    sizes = graph.integers(1, 3, size[1], size[0])
    picture = graph.add("Resize", picture, "", "", sizes, mode="linear", antialias=1)
    picture = graph.add("Cast", picture, to=TensorProto.FLOAT)
    return graph.add("Sub", graph.add("Div", picture, graph.constant(127.5)), graph.constant(1.0))


def _network(graph: _Graph, weights: Weights, grid: str) -> str:
    for step in trunk(width_of(weights)):
        layer = weights[step.name]
        out = _convolution(graph, grid, layer, step)
        if step.scaled:
            out = _scaled(graph, out, layer)
        out = graph.add("Relu", out)
        grid = graph.add("Add", grid, out) if step.residual else out
    return grid


def _convolution(graph: _Graph, grid: str, layer: Layer, step: Step) -> str:
    kernel = graph.constant(np.asarray(layer["kernel"]).transpose(3, 2, 0, 1))
    return graph.add(
        "Conv",
        grid,
        kernel,
        graph.constant(layer["bias"]),
        strides=[step.stride] * 2,
        dilations=[step.dilation] * 2,
        pads=[step.padding] * 4,
    )


def _scaled(graph: _Graph, grid: str, layer: Layer) -> str:
    axis = graph.integers(1)
    apart = graph.add("Sub", grid, graph.add("ReduceMean", grid, axis))
    variance = graph.add("ReduceMean", graph.add("Mul", apart, apart), axis)
    spread = graph.add("Sqrt", graph.add("Add", variance, graph.constant(EPSILON)))
    gain, shift = (graph.constant(np.asarray(layer[key]).reshape(1, -1, 1, 1)) for key in ("gain", "shift"))
    return graph.add("Add", graph.add("Mul", graph.add("Div", apart, spread), gain), shift)


def _detections(graph: _Graph, weights: Weights, grid: str, size: tuple[int, int]) -> dict[str, Sequence[int]]:
    """The outputs' names and shapes."""
    scores = graph.add("Sigmoid", _head(graph, weights["class"], grid))
    boxes = _boxes(graph, _head(graph, weights["box"], grid), size)
    best = graph.add("ReduceMax", scores, graph.integers(1), keepdims=0)
    labels = graph.add("Cast", graph.add("ArgMax", scores, axis=1, keepdims=0), to=TensorProto.FLOAT)
    kept = _kept(graph, boxes, best)
    most = MOST_DETECTIONS
    shapes: dict[str, Sequence[int]] = {
        "detection_boxes": (1, most, 4),
        "detection_scores": (1, most),
        "detection_classes": (1, most),
        "num_detections": (1,),
    }
    counted = graph.add("Add", labels, graph.constant(1.0))
    for name, values in zip(shapes, (boxes, best, counted), strict=False):
        _padded(graph, graph.add("Gather", values, kept), shapes[name], name)
    graph.add("Cast", graph.add("Shape", kept), output="num_detections", to=TensorProto.FLOAT)
    return shapes


def _head(graph: _Graph, layer: Layer, grid: str) -> str:
    """A 1 x 1 convolution of the grid as (cells, channels)."""
    channels = layer["bias"].shape[0]
    kernel = np.asarray(layer["kernel"]).transpose(3, 2, 0, 1)
    out = graph.add("Conv", grid, graph.constant(kernel), graph.constant(layer["bias"]))
    return graph.add("Reshape", graph.add("Transpose", out, perm=[0, 2, 3, 1]), graph.integers(-1, channels))


def _boxes(graph: _Graph, sides: str, size: tuple[int, int]) -> str:
    """Distances to the sides (left, top, right, bottom) -> ymin, xmin, ymax, xmax in fractions of the picture."""
    middle = np.asarray(middles(size[1] // STRIDE, size[0] // STRIDE)).reshape(-1, 2)
    signs = np.asarray([-STRIDE, -STRIDE, STRIDE, STRIDE])
    reach = graph.add("Exp", graph.add("Clip", sides, graph.constant(-FURTHEST), graph.constant(FURTHEST)))
    corners = graph.add("Add", graph.constant(np.tile(middle, 2)), graph.add("Mul", reach, graph.constant(signs)))
    fractions = graph.add("Div", corners, graph.constant([*size, *size]))
    inside = graph.add("Clip", fractions, graph.constant(0.0), graph.constant(1.0))
    return graph.add("Gather", inside, graph.integers(1, 0, 3, 2), axis=1)


def _kept(graph: _Graph, boxes: str, best: str) -> str:
    """The cells that stay when doubles are left out, best score first."""
    chosen = graph.add(
        "NonMaxSuppression",
        graph.add("Unsqueeze", boxes, graph.integers(0)),
        graph.add("Unsqueeze", best, graph.integers(0, 1)),
        graph.integers(MOST_DETECTIONS),
        graph.constant([SAME_OBJECT]),
        graph.constant([LOWEST_SCORE]),
    )
    return graph.add("Gather", chosen, graph.constant(2, np.int64), axis=1)


def _padded(graph: _Graph, values: str, shape: Sequence[int], name: str) -> None:
    """Exactly `shape`, which begins with the batch of one: zeros are appended, and what is too much cut off."""
    longer = graph.add("Concat", values, graph.constant(np.zeros(shape[1:])), axis=0)
    cut = graph.add("Slice", longer, graph.integers(0), graph.integers(shape[1]), graph.integers(0))
    graph.add("Unsqueeze", cut, graph.integers(0), output=name)
