"""`sightline ls`: the projects, or the experiments of one."""

from __future__ import annotations

import argparse
from typing import Any

from sightline._client import Client, renamed
from sightline._reading import ExperimentReader
from sightline.cli import _wording
from sightline.cli._client import add_reading_arguments, client_of, limit
from sightline.cli._terminal import Column, print_json, print_table
from sightline.errors import InvalidQuery

EXAMPLE = 'sightline ls blood-cells --where "accuracy > 0.9" --order -accuracy'

_PROJECTS = (
    Column("project"),
    Column("experiments", number=True),
    Column("running", number=True),
    Column("accuracy", number=True),
    Column("best"),
    Column("findings", number=True),
    Column("active"),
)
_EXPERIMENTS = (
    Column("experiment"),
    Column("status"),
    Column("accuracy", number=True),
    Column("loss", number=True),
    Column("tags"),
    Column("started"),
    Column("duration", number=True),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", nargs="?", metavar="PROJECT", help="list its experiments instead of the projects")
    parser.add_argument("--where", metavar="FILTER", help='such as "accuracy > 0.9", "lr <= 0.01 and tag = baseline"')
    parser.add_argument("--order", metavar="NAME", help="by a log, parameter or field; -NAME for falling order")
    parser.add_argument("--limit", type=limit, metavar="N", default=100, help="at most N rows (100)")
    parser.add_argument("--archived", action="store_true", help="those in the archive instead")
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    with client_of(arguments) as client:
        if arguments.project is None:
            _list_projects(client, arguments)
        else:
            _list_experiments(client, arguments)
    return 0


def _list_projects(client: Client, arguments: argparse.Namespace) -> None:
    facts = client._project_facts()[: arguments.limit]
    if arguments.json:
        print_json(facts)
    elif not facts:
        print('no projects yet; a script starts one with sightline.init(project="...")')
    else:
        print_table(_PROJECTS, map(_project_row, facts))


def _list_experiments(client: Client, arguments: argparse.Namespace) -> None:
    try:
        found = client.project(arguments.project).experiments(
            arguments.where, arguments.order, limit=arguments.limit, archived=arguments.archived
        )
    except InvalidQuery as fault:
        raise renamed(fault, {"where": "--where", "order_by": "--order"}) from None
    if arguments.json:
        print_json([experiment_facts(one) for one in found])
    elif not found:
        print("no experiments" + (" that the filter lets through" if arguments.where else " yet"))
    else:
        print_table(_EXPERIMENTS, map(_experiment_row, found))


def experiment_facts(experiment: ExperimentReader) -> dict[str, Any]:
    """What --json tells of one experiment. Times are seconds since the epoch, durations seconds."""
    return {
        "id": experiment.id,
        "name": experiment.name,
        "project": experiment.project,
        "status": experiment.status,
        "summary": experiment.summary,
        "parameters": experiment.parameters,
        "tags": experiment.tags,
        "dataset": experiment.dataset,
        "created": experiment.created,
        "duration": experiment.duration,
        "url": experiment.url,
    }


def _project_row(facts: dict[str, Any]) -> list[str]:
    best = facts["best"]
    return [
        facts["name"],
        _wording.count(facts["experiments"]),
        _wording.count(facts["running"]) if facts["running"] else _wording.MISSING,
        _wording.metric(best["accuracy"] if best else None),
        best["name"] if best else _wording.MISSING,
        _wording.count(facts["findings"]) if facts["findings"] else _wording.MISSING,
        _wording.ago(facts["last_activity"]),
    ]


def _experiment_row(experiment: ExperimentReader) -> list[str]:
    return [
        experiment.name,
        experiment.status,
        _wording.metric(experiment.summary.get("accuracy")),
        _wording.metric(experiment.summary.get("loss")),
        ", ".join(experiment.tags) or _wording.MISSING,
        _wording.ago(experiment.created),
        _wording.duration(experiment.duration),
    ]
