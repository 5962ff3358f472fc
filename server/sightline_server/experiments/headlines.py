"""The logs that stand in the Summary."""

from __future__ import annotations

from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.experiments.tables import headline
from sightline_server.store.upsert import upsert


def put(connection: Connection, experiment: CheckedExperiment, name: str, log: str, better: str) -> None:
    """The value of `log` stands in the Summary as the reserved `name`. better: "higher" or "lower"."""
    upsert(connection, headline, [{"experiment_id": experiment, "name": name, "log": log, "better": better}])
