"""Reserved names that other packages bring, through the entry-point group `sightline.names`."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from typing import Any, get_args

from sightline.logtypes import LOG_TYPES
from sightline.names._definition import Effect, Reserved, Surface

GROUP = "sightline.names"


def installed(built_in: tuple[Reserved, ...]) -> tuple[Reserved, ...]:
    """The names of all installed packages. One that cannot be used is left out, with one warning."""
    if not _any_declared():
        return ()
    from importlib.metadata import entry_points

    found: list[Reserved] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            for reserved in _definitions(entry.load()):
                _check(reserved, [*built_in, *found])
                found.append(reserved)
        except Exception as fault:  # noqa: BLE001 - another package's code runs here; it must not stop a training
            text = f"the reserved name {entry.name!r} ({entry.value}) is left out: {type(fault).__name__}: {fault}"
            warnings.warn(text.replace("\n", " ")[:500], stacklevel=2)
    return tuple(found)


def _any_declared() -> bool:
    """Whether any installed package declares the group. importlib.metadata would need 30 ms to say no."""
    group = f"[{GROUP}]".encode()
    return any(group in text.replace(b" ", b"") for text in _declarations())


def _declarations() -> Iterator[bytes]:
    """Every entry_points.txt; unbuffered and not decoded, since the first `log` of a script waits for hundreds."""
    for folder in dict.fromkeys(sys.path):
        try:
            packages = [name for name in os.listdir(folder or ".") if name.endswith(("-info", ".egg"))]
        except OSError:
            continue
        for package in packages:
            try:
                with open(os.path.join(folder, package, "entry_points.txt"), "rb", buffering=0) as file:
                    yield file.read()
            except OSError:
                continue


def _definitions(loaded: Any) -> tuple[Reserved, ...]:
    return (loaded,) if isinstance(loaded, Reserved) else tuple(loaded)


def _check(reserved: Any, others: list[Reserved]) -> None:
    if not isinstance(reserved, Reserved):
        raise TypeError(f"expected a sightline.names.Reserved, got {type(reserved).__name__}")
    if reserved.name in {other.name for other in others}:
        raise ValueError(f"{reserved.name!r} is taken")
    if reserved.name != reserved.name.lower() or not 0 < len(reserved.name) <= 255 or not reserved.name.isprintable():
        raise ValueError(f"expected a name in lower case, got {reserved.name!r}")
    for given, known in (
        ((reserved.kind,), ("data", "file")),
        (reserved.types, LOG_TYPES),
        (reserved.shows, get_args(Surface)),
        (map(type, reserved.effects), get_args(Effect)),
    ):
        for item in given:
            if item not in known:
                raise ValueError(f"{item!r} is none of {', '.join(map(str, known))}")
    if (reserved.kind == "data") != bool(reserved.types):
        raise ValueError("expected log types for data, none for a file")
