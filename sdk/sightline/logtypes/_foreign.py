"""Arrays, tensors and scalars of other libraries, known by what they can do: none of those libraries is imported."""

from __future__ import annotations

from typing import Any

from sightline.errors import InvalidLog
from sightline.logtypes._describe import describe

#: What another library's conversion may raise; a reader turns it into a refusal.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, BufferError, LookupError, MemoryError, OSError, RuntimeError,
    TypeError, ValueError,
)  # fmt: skip

_PLAIN = frozenset({float, int, str, bool, list, dict, tuple, type(None), bytes, set})


def unwrap(given: Any) -> Any:
    """Python numbers and lists out of an array, a tensor or a scalar; anything else as it is.

    NumPy, PyTorch (on any device, with or without gradient), TensorFlow, JAX, pandas and polars columns, Decimal.
    """
    if type(given) in _PLAIN:
        return given
    try:
        return _unwrap(given)
    except FAULTS as fault:
        got = f"{describe(given)} that cannot be read ({type(fault).__name__})"
        raise InvalidLog("", "", "values that can be read", got) from None


def array_of(given: Any) -> Any:
    """A NumPy array on the CPU out of an array or a tensor; None where `given` is neither."""
    if hasattr(given, "detach"):
        given = given.detach().cpu()
        return (given.float() if "bfloat16" in str(given.dtype) else given).numpy()
    if hasattr(given, "dtype") and hasattr(given, "numpy"):
        return given.numpy()
    if hasattr(given, "dtype") and hasattr(given, "__array__"):
        return given.__array__()
    return None


def mapping_of(given: Any) -> dict[Any, Any] | None:
    """A dict out of a mapping of any kind; None where `given` is none, a table of pandas or polars included."""
    if isinstance(given, dict):
        return given
    try:
        if hasattr(given, "keys") and hasattr(given, "__getitem__") and not _is_column_or_frame(given):
            return {key: given[key] for key in given.keys()}  # noqa: SIM118 - keys() is what such an object has
    except FAULTS:
        return None
    return None


def _is_column_or_frame(given: Any) -> bool:
    return hasattr(given, "columns") or hasattr(given, "tolist") or hasattr(given, "to_list")


def _unwrap(given: Any) -> Any:
    if isinstance(given, str | bytes | dict | list | tuple):
        return given
    if hasattr(given, "detach"):
        given = given.detach()
    if hasattr(given, "tolist"):
        found = given.tolist()
        return float(found) if type(found) is type(given) else found  # an extended float stays itself
    if hasattr(given, "dtype") and hasattr(given, "numpy"):
        return _unwrap(given.numpy())
    if hasattr(given, "dtype") and hasattr(given, "to_list"):
        return given.to_list()
    if hasattr(given, "dtype") and hasattr(given, "__array__"):
        return given.__array__().tolist()
    if hasattr(given, "__float__") and not hasattr(given, "__len__"):
        return float(given)
    return given
