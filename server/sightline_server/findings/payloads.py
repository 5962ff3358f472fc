"""Findings on the wire."""

from msgspec import Struct


class FindingRow(Struct):
    id: int
    code: str
    severity: str  # "error" | "warning" | "note"
    title: str
    detail: str
    names: list[str]
    fix: str  # a line of code; may be empty
    created: float
    dismissed: bool


class FindingList(Struct):
    findings: list[FindingRow]  # worst first; dismissed ones at the end
    dismissed: int


class Dismissal(Struct, forbid_unknown_fields=True):
    dismissed: bool
