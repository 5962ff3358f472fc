"""What a reserved name is: one frozen record of data and pure functions, no I/O.

Records are named tuples and not dataclasses: importing those costs a training script 15 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Kind = Literal["data", "file"]
Severity = Literal["error", "warning", "note"]

#: Where a name can appear on the pages. Only built places stand here; the web app has one component for each.
Surface = Literal[
    "summary",  # the two large figures of an experiment, and a column of the experiment table
    "comparison",  # a row of the automatic comparison
    "logs.line",
    "logs.value",
    "logs.bar",
    "logs.heatmap",
    "logs.table",
    "logs.image",
    "logs.evaluation",
    "parameters",  # chips in the experiment's header, columns of the experiment table
    "files",  # a slot of its own on the Files page
    "class-names",  # names of the classes wherever an index stands
    "split-badge",  # proportions and hash of the splits in the experiment table
]


class Finding(NamedTuple):
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


class FileFacts(NamedTuple):
    """What is known of one stored version of a file without opening it."""

    name: str
    filename: str = ""  # the last part of the path it was stored from
    size: int = 0  # bytes
    sha256: str = ""
    head: bytes = b""  # its first 64 bytes
    folder: bool = False  # a zipped folder
    step: float | None = None


class Context(NamedTuple):
    """What a check may look at besides its own payload: what is known of the experiment at this moment."""

    labelmap: Mapping[str, str] | None = None  # index -> class name
    logs: Mapping[str, Any] = MappingProxyType({})  # reserved name -> canonical data
    files: Mapping[str, FileFacts] = MappingProxyType({})
    dataset: str | None = None


# --- effects: the closed list of what the server does when a name arrives --------------------------------------


class Summarise(NamedTuple):
    """The last value stands in the Summary, the experiment table and every comparison."""

    better: Literal["higher", "lower"]


class RecordParameters:
    """Each cell of the table becomes a searchable parameter of the experiment."""

    __slots__ = ()


class NameClasses:
    """The map names the experiment's classes."""

    __slots__ = ()


class IndexSplit(NamedTuple):
    """The images of one split are counted and hashed, so that experiments on the same images are recognised."""

    split: Literal["train", "test", "eval"]


class PairCheckpoint(NamedTuple):
    """One half of a checkpoint; the other half has the name `other`."""

    other: str


Effect = Summarise | RecordParameters | NameClasses | IndexSplit | PairCheckpoint

Check = Callable[[Any, Context], Iterable[Finding]]


def no_check(payload: Any, context: Context) -> Iterable[Finding]:
    """For a name whose type says everything."""
    return ()


class Reserved(NamedTuple):
    """One reserved name.

    `types`: the log types under which the name acts (empty for a file). The first is implied when none is given.
    `aliases`: spellings of real scripts that act as this name while the bare name is absent, in order of precedence;
    a leading `*/` stands for one section (`*/loss` is `val/loss`), `**/` for any path. `check` sees one canonical
    payload: the data of a log, the FileFacts of a file. `example` is one runnable line that fills the places in
    `shows`, given a variable `experiment`.
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

    @property
    def call(self) -> str:
        """The call by which the name acts."""
        return (
            f'experiment.log("{self.name}", data)' if self.kind == "data" else f'experiment.store("{self.name}", path)'
        )
