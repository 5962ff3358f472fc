"""Projects on the wire."""

from msgspec import Struct

from sightline_server.payloads import Number


class NewProject(Struct, forbid_unknown_fields=True):
    name: str
    description: str = ""


class ProjectChange(Struct, forbid_unknown_fields=True):
    description: str


class Curve(Struct):
    """One faint line of the projects page: accuracy, reduced to at most 40 points."""

    experiment: str
    slot: int
    values: list[Number]
    best: bool


class BestExperiment(Struct):
    id: str
    name: str
    slot: int
    accuracy: Number


class ProjectRow(Struct):
    name: str
    description: str
    created: float
    experiments: int
    running: int
    curves: list[Curve]  # at most 12, the best among them
    best: BestExperiment | None
    datasets: list[str]
    findings: int  # open ones, notes not counted
    last_activity: float | None  # seconds since the epoch


class Notice(Struct):
    """One line of "Since you were here"."""

    kind: str  # "finding" | "finished" | "failed" | "started"
    severity: str  # "error" | "warning" | "note" | "ok"
    text: str
    project: str
    experiment: str | None  # id
    experiment_name: str | None
    time: float


class ProjectList(Struct):
    projects: list[ProjectRow]
    notices: list[Notice]  # newest first, at most 8
