"""Rows of the experiment table, put together from head rows in a handful of queries, however many rows there are."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments import parameters, splits
from sightline_server.experiments.fields import summarised
from sightline_server.experiments.payloads import ExperimentRow, Headline, Progress, SplitBadge
from sightline_server.experiments.tables import experiment, split_badge, tag
from sightline_server.findings import counts
from sightline_server.logs import summary
from sightline_server.logs.numbers import number
from sightline_server.logs.summary import Last

#: Parameters that say how long a training is going to be.
_LENGTHS = (
    ("epoch", ("epochs", "num_epochs", "n_epochs", "max_epochs")),
    ("step", ("steps", "num_steps", "max_steps", "total_steps", "iterations", "num_train_steps")),
)


def rows(connection: Connection, ids: Sequence[CheckedExperiment], columns: Sequence[str] = ()) -> list[ExperimentRow]:
    """The experiments, in this order; those that do not exist are left out. columns: further logs to show."""
    records = {row.id: row for row in connection.execute(select(experiment).where(experiment.c.id.in_(ids)))}
    present = [one for one in ids if one in records]
    tags = _tags(connection, present)
    values = parameters.of(connection, present)
    findings = counts.open_counts(connection, present)
    lasts: dict[str, list[Last]] = {}
    for last in summary.last_values(connection, present, list(summarised()), columns):
        lasts.setdefault(last.experiment, []).append(last)
    badges = _badges(connection, present, {one: _judge(found) for one, found in lasts.items()})
    return [
        _row(
            records[one], tags.get(one, []), values.get(one, {}), badges.get(one), findings.get(one, 0),
            lasts.get(one, []), columns,
        )
        for one in present
    ]  # fmt: skip


def _row(
    record: Row[Any],
    tags: list[str],
    values: dict[str, Any],
    badge: SplitBadge | None,
    findings: int,
    lasts: list[Last],
    columns: Sequence[str],
) -> ExperimentRow:
    end = record.ended if record.ended is not None else time.time()
    summary = {last.treated_as: _headline(last) for last in lasts if last.treated_as in summarised()}
    by_name = {last.name: _headline(last) for last in lasts}
    return ExperimentRow(
        id=record.id,
        number=record.number,
        slot=record.slot,
        name=record.name,
        status=record.status,
        tags=tags,
        pinned=record.pinned,
        archived=record.archived,
        created=record.created,
        started=record.started,
        ended=record.ended,
        last_seen=record.last_seen,
        duration=max(end - record.started, 0.0),
        dataset=record.dataset,
        summary={name: summary[name] for name in summarised() if name in summary},
        columns={name: summary.get(name) or by_name.get(name) for name in columns},
        parameters=values,
        split=badge,
        progress=_progress(record, values, lasts) if record.status == "running" else None,
        findings=findings,
    )


def _headline(last: Last) -> Headline:
    effect = summarised().get(last.treated_as or "")
    best, best_step = last.lowest if effect is not None and effect.better == "lower" else last.highest
    return Headline(
        value=last.value,
        step=last.step,
        best=number(best),
        best_step=best_step,
        better=None if effect is None else effect.better,
        log=last.name,
        sparkline=last.sparkline,
    )


def _progress(record: Row[Any], values: dict[str, Any], lasts: list[Last]) -> Progress | None:
    """Where a running experiment is: the furthest step of its headlines, of what its parameters announce."""
    steps = [(last.step, last.first_step) for last in lasts if last.step is not None]
    if not steps:
        return None
    step, first = max(steps, key=lambda pair: pair[0] or 0.0)
    done = (step or 0.0) + (1.0 if first == 0 else 0.0)
    for unit, names in _LENGTHS:
        total = next((float(values[name]) for name in names if type(values.get(name)) in (int, float)), None)
        if total is not None and 0 < total < 1e15:
            left = None
            if done > 0:
                left = max(record.last_record - record.started, 0.0) / done * max(total - done, 0.0)
            return Progress(unit, min(done, total), total, left)
    return Progress("step", step or 0.0, None, None)


def _tags(connection: Connection, ids: Sequence[CheckedExperiment]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    query = select(tag.c.experiment_id, tag.c.tag).where(tag.c.experiment_id.in_(ids)).order_by(tag.c.position)
    for row in connection.execute(query):
        found.setdefault(row.experiment_id, []).append(row.tag)
    return found


def _judge(lasts: Sequence[Last]) -> str:
    """The log that says how good it is: what acts as accuracy, else what acts as loss; "" without either."""
    acting = {last.treated_as: last.name for last in lasts}
    return next((acting[name] for name in summarised() if name in acting), "")


def _badges(
    connection: Connection, ids: Sequence[CheckedExperiment], judges: Mapping[str, str]
) -> dict[str, SplitBadge]:
    badges = connection.execute(select(split_badge).where(split_badge.c.experiment_id.in_(ids))).all()
    usual = {project: _most_used(connection, project) for project in {badge.project_id for badge in badges}}
    return {
        badge.experiment_id: SplitBadge(
            train=badge.train,
            test=badge.test,
            eval=badge.eval,
            hash=badge.hash,
            leaks=badge.leaks,
            measured_leaks=splits.measured_leaks(badge, judges.get(badge.experiment_id, "")),
            common=badge.hash == usual[badge.project_id],
        )
        for badge in badges
    }


def _most_used(connection: Connection, project_id: int) -> str:
    """The hash that most experiments of the project share; of equal ones the lower, so that it does not flicker."""
    query = (
        select(split_badge.c.hash)
        .join_from(split_badge, experiment, experiment.c.id == split_badge.c.experiment_id)
        .where(split_badge.c.project_id == project_id, experiment.c.deleted.is_(None))
        .group_by(split_badge.c.hash)
        .order_by(func.count().desc(), split_badge.c.hash)
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none() or ""
