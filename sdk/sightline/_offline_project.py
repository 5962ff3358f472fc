"""What a server answers about a project, worked out from the experiments of this machine's journals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sightline._reading import ExperimentReader
from sightline.errors import WrongCall


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
        raise WrongCall("where= is answered by a server, and none runs here: `sightline ui` starts one")
    if not order_by:
        return sorted(experiments, key=lambda experiment: -experiment.created)
    name, falling = order_by.lstrip("-"), order_by.startswith("-")

    def value(experiment: ExperimentReader) -> Any:
        fields = {"name": experiment.name, "status": experiment.status, "created": experiment.created}
        return {**last_values(experiment, [name]), **fields, **experiment.parameters, **experiment.summary}.get(name)

    with_value = [one for one in experiments if isinstance(value(one), (int, float)) and value(one) == value(one)]
    texts = [one for one in experiments if isinstance(value(one), str)]
    rest = [one for one in experiments if one not in with_value and one not in texts]
    return [*sorted(with_value, key=value, reverse=falling), *sorted(texts, key=value, reverse=falling), *rest]


def last_values(experiment: ExperimentReader, names: Sequence[str]) -> dict[str, float]:
    """Newest values of the lines and values among `names`, of all of them if none is given."""
    return {
        log.name: log.last[1] if log.last else log.data
        for log in experiment.logs()
        if (log.last or log.type == "value") and (not names or log.name in names)
    }
