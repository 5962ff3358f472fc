"""An experiment that nobody records any more has crashed; a later sign of life takes that back."""

from __future__ import annotations

import time

from sqlalchemy import Connection, select, update

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import experiment, writer
from sightline_server.store import events

#: Seconds without a batch or a heartbeat, of which a script sends one every 15 seconds.
SILENCE = 120.0


def mark_crashed(connection: Connection, silence: float) -> list[CheckedExperiment]:
    """Those that run and were silent for so many seconds: they ended with their last record."""
    quiet = (experiment.c.status == "running") & (experiment.c.last_seen < time.time() - silence)
    found = list(connection.execute(select(experiment.c.id).where(quiet)).scalars())
    for one in found:
        _crash(connection, one)
    return found


def mark_abandoned(connection: Connection, id: CheckedExperiment) -> bool:
    """After a late batch, which says that its process has ended: if no other lives, so has the experiment.

    Whether this is what changed now.
    """
    abandoned = _status(connection, id) == "running" and not lives(connection, id)
    if abandoned:
        _crash(connection, id)
    return abandoned


def is_over(connection: Connection, id: CheckedExperiment) -> bool:
    """Nothing more is expected: it crashed, or it ended and none of its processes lives (files may come last)."""
    status = _status(connection, id)
    return status == "crashed" or (status != "running" and not lives(connection, id))


def lives(connection: Connection, id: CheckedExperiment) -> bool:
    """Whether a process that records it, and has not ended, was heard of lately."""
    living = (writer.c.experiment_id == id) & writer.c.ended.is_(False) & (writer.c.last_seen > time.time() - SILENCE)
    return connection.execute(select(writer.c.id).where(living).limit(1)).first() is not None


def _status(connection: Connection, id: CheckedExperiment) -> str:
    status: str = connection.execute(select(experiment.c.status).where(experiment.c.id == id)).scalar_one()
    return status


def _crash(connection: Connection, id: CheckedExperiment) -> None:
    values = {"status": "crashed", "ended": experiment.c.last_record}
    connection.execute(update(experiment).where(experiment.c.id == id).values(values))
    events.append(connection, id, "experiment")
