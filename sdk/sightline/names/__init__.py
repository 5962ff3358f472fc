"""The reserved names: what each accepts, what happens when it arrives, where it shows.

`REGISTRY` holds the built-in ones, a file each in this folder. `registry()` adds those of other packages, which bring
theirs through the entry-point group `sightline.names`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sightline import errors, logtypes
from sightline.names import (
    _aliases,
    _nearness,
    accuracy,
    checkpoint_data_latest,
    checkpoint_index_latest,
    config,
    confusion_matrix,
    eval_split,
    evaluation,
    labelmap,
    loss,
    model_latest,
    parameters,
    test_split,
    train_split,
)  # fmt: skip
from sightline.names._definition import (
    Check,
    Context,
    Effect,
    FileFacts,
    Finding,
    IndexSplit,
    Kind,
    NameClasses,
    PairCheckpoint,
    RecordParameters,
    Reserved,
    Severity,
    Summarise,
    Surface,
    no_check,
)  # fmt: skip
from sightline.names._looks import is_text, looks_like

REGISTRY: tuple[Reserved, ...] = (
    accuracy.ACCURACY,
    loss.LOSS,
    train_split.TRAIN_SPLIT,
    test_split.TEST_SPLIT,
    eval_split.EVAL_SPLIT,
    labelmap.LABELMAP,
    confusion_matrix.CONFUSION_MATRIX,
    evaluation.EVALUATION,
    parameters.PARAMETERS,
    config.CONFIG,
    checkpoint_data_latest.CHECKPOINT_DATA_LATEST,
    checkpoint_index_latest.CHECKPOINT_INDEX_LATEST,
    model_latest.MODEL_LATEST,
)

LONGEST_NAME = 255  # characters


@cache
def registry() -> tuple[Reserved, ...]:
    """All reserved names: the built-in ones, then those of installed packages. Looked up once per process."""
    from sightline.names._plugins import installed

    return REGISTRY + installed(REGISTRY)


@cache
def _spellings() -> _nearness.Spellings:
    return _nearness.Spellings(registry())


def find(name: str) -> Reserved | None:
    """The reserved name that is spelled exactly so; None for a free name. Aliases are `resolve`'s business."""
    return next((reserved for reserved in registry() if reserved.name == name), None)


def resolve(names_to_types: Mapping[str, str]) -> dict[str, Reserved]:
    """Which logs act as which reserved name, given the type of each log: log name -> Reserved.

    A name acts under one of its types. An alias acts only while no log has the bare name; of several aliases, the one
    that the definition names first, then the one that was logged first.
    """
    return _aliases.resolve_among(registry(), names_to_types)


def near_miss(name: str, kind: Kind = "data") -> str | None:
    """The reserved name that a free one was probably meant to be: `Accuracy`, `model_latest`. None for all others.

    Names with a "/" and aliases are never a miss.
    """
    return None if "/" in name else _spellings().nearest(name, kind)


def of_other_kind(name: str, kind: Kind) -> Reserved | None:
    """The reserved name that is spelled exactly so and does not act as `kind`: a file's that was logged, or a log's
    that was stored."""
    reserved = find(name)
    return reserved if reserved is not None and reserved.kind != kind else None


def implied_type(name: str) -> str | None:
    """The log type that a reserved name implies when a call gives none."""
    reserved = find(name)
    return reserved.types[0] if reserved is not None and reserved.types else None


def decide_type(name: str, given: Any, data: Any, known: str | None) -> str:
    """The type of one log call: the given one, else the one it had before, else what the name or the data say.

    `known`: the type under which the name was logged before. Raises UnknownType, TypeChanged where `given` is not
    `known`, and InvalidLog where the data do not say a type.
    """
    if given is None:
        return known or implied_type(name) or logtypes.infer(name, data)
    wanted = logtypes.parse_type(given)
    if known is not None and wanted != known:
        raise errors.TypeChanged(name, known, wanted)
    return wanted


def check_name(name: Any) -> str:
    """The name of a log or a file: 1 to 255 characters, not all of them spaces, none of them a control character.

    Raises InvalidName.
    """
    expected = f"name: expected a text of 1 to {LONGEST_NAME} characters"
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise errors.InvalidName(f"{expected}, got {'an empty text' if name == '' else logtypes.describe(name)}")
    if name.isspace():
        raise errors.InvalidName(f"{expected}, got nothing but spaces")
    if not name.isprintable():
        _check_characters(name)
    return str(name)


def table() -> list[tuple[str, str, str, str]]:
    """The registry as rows for a terminal: name, kind or log types, aliases, what the platform does."""
    return [
        (reserved.name, " or ".join(reserved.types) or reserved.kind, ", ".join(reserved.aliases), reserved.doc)
        for reserved in registry()
    ]


def render() -> str:
    """The reference page of the built-in names, in Markdown."""
    from sightline.names._reference import page

    return page(REGISTRY)


def _check_characters(name: str) -> None:
    for at, character in enumerate(name):
        if character < " " or "\x7f" <= character <= "\x9f":
            raise errors.InvalidName(f"name: expected no control characters, got {character!r} at position {at}")
        if "\ud800" <= character <= "\udfff":
            raise errors.InvalidName(f"name: expected text without lone surrogates, got {character!r} at position {at}")


__all__ = [
    "LONGEST_NAME", "REGISTRY", "Check", "Context", "Effect", "FileFacts", "Finding", "IndexSplit", "Kind",
    "NameClasses", "PairCheckpoint", "RecordParameters", "Reserved", "Severity", "Summarise", "Surface", "check_name",
    "decide_type", "find", "implied_type", "is_text", "looks_like", "near_miss", "no_check", "of_other_kind",
    "registry", "render", "resolve", "table",
]  # fmt: skip
