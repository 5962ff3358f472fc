"""Experiments on the wire."""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from sightline_server.payloads import Number, Scalar

Status = Literal["running", "success", "failed", "crashed", "stopped"]


class Headline(Struct):
    """The last value of a name that stands in the Summary (`accuracy`, `loss`), or of any column that was asked for."""

    value: Number
    step: float | None
    best: Number
    best_step: float | None
    better: Literal["higher", "lower"] | None
    log: str  # the log it was read from: an alias, or the name itself
    sparkline: list[Number]  # at most 40 points, min and max kept; empty for a lone value


class SplitBadge(Struct):
    """Which images an experiment learnt and was judged on."""

    train: int
    test: int
    eval: int
    hash: str  # sha256 over all image ids, hex
    leaks: int  # images that are in two splits
    measured_leaks: int  # images the model learnt from among those that judge it: its numbers count for no "best"
    common: bool  # the hash that most experiments of the project share


class Progress(Struct):
    """A running experiment's step, and where it goes, when its parameters say so (`epochs`, `steps`, ...)."""

    unit: str  # "epoch" | "step"
    step: float
    total: float | None
    left: float | None  # seconds


class ExperimentRow(Struct):
    id: str
    number: int  # 1, 2, ... inside its project
    slot: int  # colour 1..24, 0 = "rest"
    name: str
    status: Status
    tags: list[str]
    pinned: bool
    archived: bool
    created: float
    started: float
    ended: float | None
    last_seen: float
    duration: float  # seconds, up to now while running
    dataset: str | None
    summary: dict[str, Headline]  # keys: reserved names with the effect Summarise
    columns: dict[str, Headline | None]  # the further logs that `columns=` asked for
    parameters: dict[str, Scalar]
    split: SplitBadge | None
    progress: Progress | None
    findings: int


class ExperimentTable(Struct):
    """One window of the table; `total` counts what the filter lets through, `all` what the project has."""

    rows: list[ExperimentRow]
    total: int
    all: int
    running: int
    parameters: list[str]  # names of parameters, those that differ most first
    differing: int  # how many of `parameters`, from the start, have more than one value
    metrics: list[str]  # names of line and value logs that can be columns or filter fields
    tags: list[str]


class Section(Struct):
    """One part of the captured facts: a title and its rows."""

    title: str
    rows: list[tuple[str, str]]


class ExperimentPage(Struct):
    """What the head of an experiment's page shows."""

    row: ExperimentRow
    project: str
    notes: str  # Markdown
    facts: dict[str, Any]  # as the SDK captured them: host, command, git, python, packages, gpu ...
    has_diff: bool  # git diff is stored; GET .../diff
    labelmap: dict[str, str] | None
    logs: int
    files: int
    console_lines: int
    cannot_resume: str  # why no training can go on from it, in a few words; empty where one can


class ExperimentChange(Struct, forbid_unknown_fields=True):
    name: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET
    tags: list[str] | UnsetType = UNSET
    pinned: bool | UnsetType = UNSET
    archived: bool | UnsetType = UNSET
    slot: int | UnsetType = UNSET


class BulkChange(Struct, forbid_unknown_fields=True):
    """One action on many experiments, in one transaction; all or none."""

    ids: list[str]
    action: Literal["archive", "unarchive", "delete", "restore", "pin", "unpin", "tag", "untag"]
    tag: str | None = None


class BulkResult(Struct):
    changed: int


class WriterState(Struct):
    """How far the server has one writer's journal: every line below `next_line` is committed."""

    writer: str
    next_line: int
    last_seen: float
    set_aside: int  # records that were refused


class LastValuesRow(Struct):
    name: str  # of the experiment
    values: dict[str, Number | str]  # log -> its last value; a text where a value log holds one


class LastValues(Struct):
    experiments: dict[str, LastValuesRow]  # by id, newest first


class SearchHit(Struct):
    kind: Literal["project", "experiment", "log", "file"]
    title: str
    project: str
    experiment: str | None
    name: str | None  # of the log or file
