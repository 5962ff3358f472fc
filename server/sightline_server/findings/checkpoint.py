"""Whether a training can go on from what was stored."""

from __future__ import annotations

from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.findings import queries

_CODES = ("checkpoint-half", "checkpoint-steps")


def fault(connection: Connection, experiment: CheckedExperiment) -> str:
    """What is wrong with its checkpoint, in a few words; empty where nothing is, or a person dismissed it."""
    return next(iter(queries.open_titles(connection, experiment, _CODES)), "")
