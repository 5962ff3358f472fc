"""What the platform notices across the names of one experiment: pure functions over a read-only view of it.

A finding is a fact with its consequence and the line of code that would mend it. It never blocks anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sightline.findings import _checkpoint, _matrix, _spelling, _splits
from sightline.findings._view import FileFacts, View
from sightline.names import Context, Finding, Kind, Reserved

#: Codes that are true for a moment between two stores: to be said when the experiment is over, or has been quiet.
UNSETTLED = frozenset({"checkpoint-half", "checkpoint-steps"})

_RULES = (
    _spelling.near_misses,
    _spelling.aliases,
    _spelling.unfit_types,
    _spelling.other_kinds,
    _splits.leaks,
    _splits.classes_without_train_image,
    _matrix.orientation,
    _checkpoint.halves,
)
_WORST_FIRST = ("error", "warning", "note")


def examine(view: View) -> list[Finding]:
    """All findings of an experiment as it stands, worst first; each pair of code and subject once."""
    found = [*_checks(view), *(finding for rule in _RULES for finding in rule(view))]
    unique = {(finding.code, finding.subject): finding for finding in reversed(found)}
    return sorted(unique.values(), key=lambda one: (_WORST_FIRST.index(one.severity), one.code, one.subject))


def _checks(view: View) -> Iterator[Finding]:
    """What the checks of the reserved names say, about the logs and files that act as them."""
    logs = {reserved.name: view.logs[log] for log, reserved in view.acting.items() if log in view.logs}
    spelled = {reserved.name: log for log, reserved in view.acting.items()}
    context = Context(labelmap=view.labelmap, logs=logs, files=view.files, dataset=view.dataset)
    subjects: dict[Kind, Mapping[str, object]] = {"data": logs, "file": view.files}
    for reserved in view.registry:
        if reserved.name in subjects[reserved.kind]:
            for finding in _checked(reserved, subjects[reserved.kind][reserved.name], context):
                yield finding._replace(names=tuple(spelled.get(other, other) for other in finding.names))


def _checked(reserved: Reserved, payload: object, context: Context) -> Iterable[Finding]:
    try:
        return list(reserved.check(payload, context))
    except Exception as fault:  # noqa: BLE001 - a check may be another package's: a bug there must not stop anything
        return [
            Finding(
                code="check-failed",
                severity="note",
                title=f"The check of {reserved.name} did not run",
                detail=f"{type(fault).__name__}: {fault}"[:200].replace("\n", " "),
                names=(reserved.name,),
                subject=reserved.name,
            )
        ]


__all__ = ["UNSETTLED", "FileFacts", "View", "examine"]
