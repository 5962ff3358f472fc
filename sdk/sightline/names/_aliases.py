"""Which log acts as which reserved name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sightline.names._definition import Reserved


def resolve_among(reserved_names: Iterable[Reserved], names_to_types: Mapping[str, str]) -> dict[str, Reserved]:
    """`names.resolve` over the given definitions."""
    acting: dict[str, Reserved] = {}
    paths: dict[str, list[str]] = {}  # by their last part, which an alias always spells out
    for name in names_to_types:
        if "/" in name:
            paths.setdefault(_last(name), []).append(name)
    for reserved in reserved_names:
        if reserved.kind != "data":
            continue
        if names_to_types.get(reserved.name) in reserved.types:
            acting[reserved.name] = reserved
            continue
        candidates = [alias for alias in reserved.aliases if alias in names_to_types]
        for last in dict.fromkeys(map(_last, reserved.aliases)):
            candidates += paths.get(last, ())
        fitting = [name for name in candidates if names_to_types[name] in reserved.types and name not in acting]
        ranks = {name: rank for name in fitting if (rank := spelled_as(name, reserved)) is not None}
        if ranks:
            acting[min(ranks, key=ranks.__getitem__)] = reserved
    return acting


def spelled_as(name: str, reserved: Reserved) -> int | None:
    """The rank (0 first) of the alias that `name` is spelled as; None where it is no alias of `reserved`."""
    return next((rank for rank, alias in enumerate(reserved.aliases) if _fits(name, alias)), None)


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _fits(name: str, alias: str) -> bool:
    if alias.startswith("**/"):
        return name.endswith(alias[2:]) and len(name) > len(alias) - 2
    if alias.startswith("*/"):
        section, slash, last = name.rpartition("/")
        return bool(slash and section) and last == alias[2:] and "/" not in section
    return name == alias
