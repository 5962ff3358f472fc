"""Near misses: free names that were probably meant to be reserved ones."""

from __future__ import annotations

from collections.abc import Iterable

from sightline.names._definition import Reserved

_SEPARATORS = str.maketrans("", "", " _-.\u2010\u2011\u2012\u2013\u2014\u2212\u00a0")
#: Cyrillic and Greek letters -> the Latin ones that they look like.
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0456\u0455\u0501\u0261\u04cf\u0442\u043c\u043a\u0432\u043d\u03b1\u03bf\u03b5\u03bd\u03c1\u03c4\u03b9\u03ba\u0131",
    "aceopxyisdgltmkbhaoevptiki",
)
_SHORTEST_WITH_TYPO = 5  # characters; below, too many plain words are one letter apart


def nearest(name: str, reserved_names: Iterable[Reserved]) -> str | None:
    """The reserved name that `name` looks like: other letter case, separators or look-alike letters, or one typo."""
    if "/" in name or len(name) > 64:
        return None
    plain = _plain(name)
    if not plain:
        return None
    targets = [
        (_plain(spelling), reserved.name)
        for reserved in reserved_names
        for spelling in (reserved.name, *reserved.aliases)
        if "/" not in spelling
    ]
    same = next((target for spelling, target in targets if spelling == plain), None)
    return same or next((target for spelling, target in targets if _is_typo(plain, spelling)), None)


def _plain(name: str) -> str:
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKC", name).casefold().translate(_LOOK_ALIKES)
    return name.casefold().translate(_SEPARATORS)


def _is_typo(name: str, target: str) -> bool:
    """One letter more, less or other, or two neighbours swapped; the first letter is the same."""
    if len(target) < _SHORTEST_WITH_TYPO or name[0] != target[0] or abs(len(name) - len(target)) > 1:
        return False
    start = 0
    while start < min(len(name), len(target)) and name[start] == target[start]:
        start += 1
    rest, wanted = name[start:], target[start:]
    swapped = rest[:2][::-1] == wanted[:2] and rest[2:] == wanted[2:]
    return rest[1:] == wanted[1:] or rest[1:] == wanted or rest == wanted[1:] or swapped
