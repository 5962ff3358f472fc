"""An experiment of which nothing was heard for a while has crashed; a later sign of life takes that back."""

from __future__ import annotations

import time

from sqlalchemy import Connection, select, update

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import experiment
from sightline_server.store import events

#: Seconds without a batch or a heartbeat, of which a script sends one every 15 seconds.
SILENCE = 120.0


def mark_crashed(connection: Connection, silence: float, only: CheckedExperiment | None = None) -> list[str]:
    """Those that run and were silent for so many seconds: they ended with their last record. `only`: no other one."""
    quiet = (experiment.c.status == "running") & (experiment.c.last_seen < time.time() - silence)
    if only is not None:
        quiet &= experiment.c.id == only
    found = list(connection.execute(select(experiment.c.id).where(quiet)).scalars())
    for one in found:
        values = {"status": "crashed", "ended": experiment.c.last_record}
        connection.execute(update(experiment).where(experiment.c.id == one).values(values))
        events.append(connection, one, "experiment")
    return found
