"""What a reserved name is: one frozen record of data and pure functions, no I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["data", "file"]
Severity = Literal["error", "warning", "note"]

#: Where a name can appear on the pages. Only built places stand here; the web app has one component for each.
Surface = Literal[
    "summary",          # the two large figures of an experiment, and a column of the experiment table
    "comparison",       # a row of the automatic comparison
    "logs.line", "logs.value", "logs.bar", "logs.heatmap", "logs.table", "logs.image", "logs.evaluation",
    "parameters",       # chips in the experiment's header, columns of the experiment table
    "files",            # a slot of its own on the Files page
    "class-names",      # names of the classes wherever an index stands
    "split-badge",      # proportions and hash of the splits in the experiment table
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the platform noticed. It never blocks; a person can dismiss it.

    `code` is stable. (`code`, `subject`) identifies a finding inside an experiment: the same pair again updates it.
    `title` is a short fact, `detail` one line of evidence and consequence, `names` the logs or files it is about,
    `fix` the exact line of code that would mend it (may be empty).
    """

    code: str
    severity: Severity
    title: str
    detail: str
    names: tuple[str, ...] = ()
    subject: str = ""
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at besides its own payload: what is known of the experiment at this moment."""

    labelmap: Mapping[str, str] | None = None                 # index -> class name
    logs: Mapping[str, Any] = field(default_factory=dict)     # name -> canonical data, reserved names only
    dataset: str | None = None


# --- effects: the closed list of what the server does when a name arrives --------------------------------------


@dataclass(frozen=True, slots=True)
class Summarise:
    """The last value stands in the Summary, the experiment table and every comparison."""

    better: Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class RecordParameters:
    """Each cell of the table becomes a searchable parameter of the experiment."""


@dataclass(frozen=True, slots=True)
class NameClasses:
    """The map names the experiment's classes."""


@dataclass(frozen=True, slots=True)
class IndexSplit:
    """The images of one split are counted and hashed, so that experiments on the same images are recognised."""

    split: Literal["train", "test", "eval"]


@dataclass(frozen=True, slots=True)
class PairCheckpoint:
    """One half of a checkpoint; the other half has the name `other`."""

    other: str


Effect = Summarise | RecordParameters | NameClasses | IndexSplit | PairCheckpoint

Check = Callable[[Any, Context], Iterable[Finding]]


def no_check(payload: Any, context: Context) -> Iterable[Finding]:
    """For a name whose type says everything."""
    return ()


@dataclass(frozen=True, slots=True)
class Reserved:
    """One reserved name.

    `types`: the log types under which the name acts (empty for a file). The first is implied when none is given.
    `aliases`: spellings of real scripts that act as this name while the bare name is absent, in order of precedence;
    `*` stands for any leading path, such as `*/loss`. `check` sees one canonical payload. `example` is one runnable
    line that fills the places in `shows`, given a variable `experiment`.
    """

    name: str
    kind: Kind
    doc: str
    example: str
    shows: tuple[Surface, ...]
    types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    check: Check = no_check
    effects: tuple[Effect, ...] = ()
