"""Near misses: free names that were probably meant to be reserved ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from sightline.names._definition import Kind, Reserved

_SEPARATORS = str.maketrans("", "", " _-.\u2010\u2011\u2012\u2013\u2014\u2212\u00a0")
#: Cyrillic and Greek letters -> the Latin ones that they look like.
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0455\u0501\u0261\u04cf\u0442\u043c\u043a\u0432\u043d\u03b1\u03bf\u03b5\u03bd\u03c1\u03c4\u03b9\u03ba\u0131",
    "aceopxyisdgltmkbhaoevptiki",
)
_KINDS: tuple[Kind, ...] = get_args(Kind)
_LONGEST = 64  # characters; what is longer was not meant to be a reserved name
_SHORTEST_WITH_TYPO = 5  # characters; below, too many plain words are one letter apart


class Spellings:
    """Every spelling of the reserved names that has no path, ready for a look at each new name."""

    def __init__(self, registry: Iterable[Reserved]) -> None:
        reserved_names = list(registry)
        self._known = frozenset(spelling for reserved in reserved_names for spelling in _spellings(reserved))
        self._targets = {kind: _targets(reserved_names, kind) for kind in _KINDS}

    def nearest(self, name: str, kind: Kind) -> str | None:
        """The reserved name that `name` looks like: other letter case, separators or look-alike letters, or one typo.

        None for a name that is reserved, an alias, or one of its own.
        """
        if name in self._known or len(name) > _LONGEST or not (plain := _plain(name)):
            return None
        return next((found for target in self._targets[kind] if (found := target.nearest(plain))), None)


class _Target:
    """Reserved names by their plain spelling."""

    def __init__(self, reserved_names: Iterable[Reserved]) -> None:
        self._same: dict[str, str] = {}
        self._alike: dict[str, list[tuple[str, str]]] = {}  # by their first letter, which no typo changes
        for reserved in reserved_names:
            for spelling in filter(None, map(_plain, _spellings(reserved))):
                self._same.setdefault(spelling, reserved.name)
                self._alike.setdefault(spelling[0], []).append((spelling, reserved.name))

    def nearest(self, plain: str) -> str | None:
        alike = self._alike.get(plain[0], ())
        return self._same.get(plain) or next((name for spelling, name in alike if _is_typo(plain, spelling)), None)


def _targets(reserved_names: list[Reserved], kind: Kind) -> tuple[_Target, _Target]:
    """Those of the kind; then others, as a file's name may have been logged and a log's name stored: only those that
    nobody chooses by chance."""
    own = [reserved for reserved in reserved_names if reserved.kind == kind]
    others = [reserved for reserved in reserved_names if reserved.kind != kind and "-" in reserved.name]
    return _Target(own), _Target(others)


def _spellings(reserved: Reserved) -> list[str]:
    return [spelling for spelling in (reserved.name, *reserved.aliases) if "/" not in spelling]


def _plain(name: str) -> str:
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name).casefold().translate(_LOOK_ALIKES)
    return name.casefold().translate(_SEPARATORS)


def _is_typo(name: str, target: str) -> bool:
    """One letter more, less or other, or two neighbours swapped. The first letter is the same already."""
    if len(target) < _SHORTEST_WITH_TYPO or abs(len(name) - len(target)) > 1:
        return False
    start = 0
    while start < min(len(name), len(target)) and name[start] == target[start]:
        start += 1
    rest, wanted = name[start:], target[start:]
    swapped = rest[:2][::-1] == wanted[:2] and rest[2:] == wanted[2:]
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or swapped
