"""Values of other libraries are read without importing them."""

from __future__ import annotations

import datetime
import importlib
import pathlib
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from sightline import logtypes
from sightline.errors import InvalidLog

ml_dtypes: Any = importlib.import_module("ml_dtypes")
try:
    jnp: Any = importlib.import_module("jax.numpy")
except ImportError:  # the demo's libraries are on one Python only; elsewhere NumPy stands in
    jnp = np
pd: Any = importlib.import_module("pandas")


class Tensor:
    """What a PyTorch tensor can do: values only after `detach`, NumPy only on the CPU and never for bfloat16."""

    def __init__(self, values: Any, device: str = "cuda", grad: bool = True, dtype: str = "torch.float32") -> None:
        self.values, self.device, self.grad, self.dtype = np.asarray(values), device, grad, dtype
        self.shape = self.values.shape

    def detach(self) -> Tensor:
        return Tensor(self.values, self.device, False, self.dtype)

    def cpu(self) -> Tensor:
        return Tensor(self.values, "cpu", self.grad, self.dtype)

    def float(self) -> Tensor:
        return Tensor(self.values.astype("float32"), self.device, self.grad)

    def tolist(self) -> Any:
        return self.values.tolist()

    def numpy(self) -> Any:
        if self.device != "cpu" or self.grad or "bfloat16" in self.dtype:
            raise TypeError("can't convert this tensor to numpy")
        return self.values


class EagerTensor:
    """What a TensorFlow tensor can do: `numpy()`, and a dtype."""

    def __init__(self, values: Any) -> None:
        self.values = np.asarray(values, "float32")
        self.dtype, self.shape = "float32", self.values.shape

    def numpy(self) -> Any:
        return self.values if self.values.ndim else self.values[()]


class Symbolic(EagerTensor):
    def numpy(self) -> Any:
        raise NotImplementedError("numpy() is only available when eager execution is enabled")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (np.float32(0.5), 0.5),
        (np.float64("nan"), "NaN"),
        (np.int64(7), 7),
        (np.uint64(2**64 - 1), float(2**64 - 1)),
        (np.bool_(True), 1),
        (np.array(0.5), 0.5),
        (np.array([0.5]), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.float16(0.5), 0.5),
        (ml_dtypes.bfloat16(0.5), 0.5),
        (jnp.asarray(0.5), 0.5),
        (jnp.asarray(0.5, "bfloat16"), 0.5),
        (Tensor(0.5), 0.5),
        (Tensor([0.5], dtype="torch.bfloat16"), 0.5),
        (EagerTensor(0.5), 0.5),
        (Decimal("0.5"), 0.5),
        (Fraction(1, 2), 0.5),
        (np.str_("0.5"), 0.5),
    ],
    ids=repr,
)
def test_a_scalar_is_a_number(given: Any, expected: Any) -> None:
    assert logtypes.read("line", "loss", given)["values"] == [expected]
    found = logtypes.line.number(given)
    assert found == expected
    assert type(found) in (int, float, str)


@pytest.mark.parametrize(
    "given",
    [
        np.array([0.5, 2]),
        np.array([0.5, 2], "float16"),
        np.array([0.5, 2], ml_dtypes.bfloat16),
        jnp.asarray([0.5, 2]),
        Tensor([0.5, 2.0]),
        EagerTensor([0.5, 2]),
        pd.Series([0.5, 2]),
        [np.float32(0.5), Tensor(2.0)],
        range(0),
    ],
    ids=lambda given: type(given).__name__,
)
def test_an_array_is_a_list(given: Any) -> None:
    expected = [] if isinstance(given, range) else [0.5, 2]
    assert logtypes.read("line", "loss", given)["values"] == expected
    assert logtypes.infer("loss", given) == "line"


@pytest.mark.parametrize(
    "given",
    [
        np.complex64(1),
        np.array([1, None]),
        np.array(["a"]),
        np.zeros((2, 2)),
        np.datetime64("2026-01-01"),
        Symbolic(0.5),
        np.ma.masked_array([1.0], [True]),
        object(),
        Tensor(1j),
    ],
    ids=lambda given: type(given).__name__,
)
def test_an_array_of_no_numbers_is_refused(given: Any) -> None:
    with pytest.raises(InvalidLog, match="loss: data"):
        logtypes.read("line", "loss", given)


def test_arrays_stand_wherever_a_list_does() -> None:
    bars = {"x": np.array(["a", "b"]), "y": np.array([1, 2]), "image_list": np.array([7, 8])}
    assert logtypes.read("bar", "split", bars) == {"x": ["a", "b"], "y": [1, 2], "image_list": ["7", "8"]}
    heat = {"categories": np.array(["a", "b"]), "values": Tensor([[1, 2], [3, 4]])}
    assert logtypes.read("heatmap", "m", heat)["values"] == [[1, 2], [3, 4]]
    assert logtypes.read("labelmap", "labelmap", {np.int64(1): "car"}) == {"1": "car"}
    assert logtypes.read("table", "t", {"data": np.array([[1, 2]])})["data"] == [[1, 2]]


def test_a_data_frame_is_a_table() -> None:
    frame = pd.DataFrame({"class": ["RBC", "WBC"], "AP": [0.5, None], "n": [1, 2]})
    expected = {"columns": ["class", "AP", "n"], "rows": None, "data": [["RBC", 0.5, 1], ["WBC", "NaN", 2]]}
    assert logtypes.infer("t", frame) == "table"
    assert logtypes.read("table", "t", frame) == expected
    named = logtypes.read("table", "t", frame.set_index("class"))
    assert (named["rows"], named["columns"]) == (["RBC", "WBC"], ["AP", "n"])
    when = pd.DataFrame({"when": [pd.Timestamp("2026-01-01"), pd.NaT], "na": pd.array([1, None], "Int64")})
    assert logtypes.read("table", "t", when)["data"] == [["2026-01-01T00:00:00", 1], [None, None]]


def test_cells_that_are_no_numbers_are_spelled_out() -> None:
    cells = {
        "path": pathlib.PurePosixPath("a/b"),
        "day": datetime.date(2026, 1, 2),
        "lr": np.float32(0.5),
        "on": np.True_,
    }
    assert logtypes.read("table", "parameters", cells)["data"] == [["a/b", "2026-01-02", 0.5, True]]
