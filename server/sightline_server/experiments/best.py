"""The best experiment of a project, by the rule of the experiment table: what leaked is judged by nobody."""

from __future__ import annotations

from itertools import count

from sqlalchemy import Connection, select

from sightline_server.access.checked import CheckedProject, ReadableExperiment, experiments_of
from sightline_server.experiments import splits
from sightline_server.experiments.tables import experiment, split_badge
from sightline_server.logs.tables import log

AT_ONCE = 100


def best(connection: Connection, project_id: CheckedProject, acting: str) -> ReadableExperiment | None:
    """The one with the highest last value of the log that acts as `acting`; None when none has an honest number."""
    columns = (log.c.experiment_id, log.c.name, split_badge.c.eval, split_badge.c.test_leaks, split_badge.c.eval_leaks)
    ranked = (
        select(*columns)
        .join_from(log, experiment, experiment.c.id == log.c.experiment_id)
        .outerjoin(split_badge, split_badge.c.experiment_id == log.c.experiment_id)
        .where(log.c.project_id == project_id, log.c.treated_as == acting, log.c.number.is_not(None))
        .where(experiment.c.deleted.is_(None))
        .order_by(log.c.number.desc(), log.c.experiment_id)
        .limit(AT_ONCE)
    )
    for start in count(0, AT_ONCE):
        candidates = connection.execute(ranked.offset(start)).all()
        honest = [
            row.experiment_id for row in candidates if row.eval is None or not splits.measured_leaks(row, row.name)
        ]
        if honest or len(candidates) < AT_ONCE:
            return next(iter(experiments_of(project_id, honest)), None)
    return None
