"""Which log acts as which reserved name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sightline.names._definition import Reserved


def resolve_among(reserved_names: Iterable[Reserved], names_to_types: Mapping[str, str]) -> dict[str, Reserved]:
    """`names.resolve` over the given definitions."""
    acting: dict[str, Reserved] = {}
    paths = _paths(names_to_types)
    for reserved in reserved_names:
        if reserved.kind != "data":
            continue
        if names_to_types.get(reserved.name) in reserved.types:
            acting[reserved.name] = reserved
            continue
        # In the order of precedence: the first that fits is the one.
        spellings = (name for alias in reserved.aliases for name in _spelled(alias, names_to_types, paths))
        taken = next(
            (name for name in spellings if names_to_types[name] in reserved.types and name not in acting), None
        )
        if taken is not None:
            acting[taken] = reserved
    return acting


def _paths(names: Iterable[str]) -> dict[str, list[str]]:
    """The names with a section by their last part, which an alias always spells out."""
    paths: dict[str, list[str]] = {}
    for name in names:
        if "/" in name:
            paths.setdefault(_last(name), []).append(name)
    return paths


def _spelled(alias: str, names: Mapping[str, str], paths: Mapping[str, list[str]]) -> Iterable[str]:
    """The names that an alias stands for, in the order in which they were logged."""
    if alias.startswith("*"):
        return (name for name in paths.get(_last(alias), ()) if _fits(name, alias))
    return (alias,) if alias in names else ()


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _fits(name: str, alias: str) -> bool:
    if alias.startswith("**/"):
        return name.endswith(alias[2:]) and len(name) > len(alias) - 2
    section, slash, last = name.rpartition("/")
    return bool(slash and section) and last == alias[2:] and "/" not in section
