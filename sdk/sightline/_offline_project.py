"""What a server answers about a project, worked out from the experiments of this machine's journals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sightline._reading import ExperimentReader
from sightline.errors import InvalidQuery


def project_facts(experiments: list[ExperimentReader]) -> list[dict[str, Any]]:
    """What a server would say of the projects of this machine's journals."""
    grouped: dict[str, list[ExperimentReader]] = {}
    for one in experiments:
        grouped.setdefault(one.project, []).append(one)
    found = []
    for name, members in grouped.items():
        scored = [one for one in members if one.summary.get("accuracy", float("nan")) == one.summary.get("accuracy")]
        best = max(scored, key=lambda one: one.summary["accuracy"], default=None)
        facts = {
            "name": name,
            "description": "",
            "experiments": len(members),
            "running": sum(one.status == "running" for one in members),
            "best": best and {"id": best.id, "name": best.name, "accuracy": best.summary["accuracy"]},
            "findings": sum(finding.severity != "note" for one in members for finding in one.findings()),
            "last_activity": max(one.created + one.duration for one in members),
        }
        found.append(facts)
    return found


def ordered(experiments: list[ExperimentReader], where: str | None, order_by: str | None) -> list[ExperimentReader]:
    """Those of this machine: newest first, or by a figure of the Summary, a parameter or a field."""
    if where:
        raise InvalidQuery("where: a server filters, and none is known: start one with `sightline ui`")
    if not order_by:
        return sorted(experiments, key=lambda experiment: -experiment.created)
    name, falling = order_by.lstrip("-"), order_by.startswith("-")
    values = [_value(experiment, name) for experiment in experiments]
    if experiments and not any(found for found, _ in values):
        raise InvalidQuery(f"order_by: at {name!r}: no experiment here has such a log, parameter or field")
    placed = list(zip([value for _, value in values], experiments, strict=True))
    numbers = [pair for pair in placed if isinstance(pair[0], (int, float)) and pair[0] == pair[0]]
    texts = [pair for pair in placed if isinstance(pair[0], str)]
    rest = [pair for pair in placed if pair not in numbers and pair not in texts]
    ranked = [sorted(group, key=lambda pair: pair[0], reverse=falling) for group in (numbers, texts)]
    return [experiment for _, experiment in [*ranked[0], *ranked[1], *rest]]


def _value(experiment: ExperimentReader, name: str) -> tuple[bool, Any]:
    """Whether it has something of that name, and what."""
    fields = {
        "name": experiment.name, "status": experiment.status, "dataset": experiment.dataset,
        "created": experiment.created, "started": experiment.created, "duration": experiment.duration,
    }  # fmt: skip
    known = {**last_values(experiment, [name]), **fields, **experiment.parameters, **experiment.summary}
    return name in known, known.get(name)


def last_values(experiment: ExperimentReader, names: Sequence[str]) -> dict[str, float]:
    """Newest values of the lines and values among `names`, of all of them if none is given."""
    return {
        log.name: log.last[1] if log.last else log.data
        for log in experiment.logs()
        if (log.last or log.type == "value") and (not names or log.name in names)
    }
