"""The parameters of `init`: those that can be read, where some of them cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sightline import logtypes, names
from sightline.errors import InvalidLog

NAME = names.parameters.PARAMETERS.name

Path = tuple[Any, ...]


def readable(given: Mapping[str, Any], refuse: Callable[[InvalidLog], None]) -> dict[str, Any]:
    """The cells that can be read, by their column; `refuse` is called with each one that cannot, and may raise."""
    cells: dict[str, Any] = {}
    for path, leaf in _leaves(given, (), (given,)):
        try:
            row = logtypes.read("table", NAME, leaf)
            if not cells.keys().isdisjoint(row["columns"]):
                raise InvalidLog(NAME, "", "each key once", "it twice")
            cells.update(zip(row["columns"], row["data"][0], strict=True))
        except InvalidLog as fault:
            at = f"data[{'.'.join(map(str, path))[:80]!r}]"
            refuse(InvalidLog(NAME, at, fault.expected, fault.got))
    return cells


def _leaves(given: Mapping[Any, Any], path: Path, above: Path) -> Iterator[tuple[Path, dict[Any, Any]]]:
    """Each value that is no dict: its keys, and itself in the dicts that it came in. `above`: those dicts."""
    for key in given:
        value = given[key]
        if isinstance(value, Mapping) and value and not any(value is one for one in above):
            yield from _leaves(value, (*path, key), (*above, value))
            continue
        keys = (*path, key)
        for part in reversed(keys):
            value = {part: value}
        yield keys, value
