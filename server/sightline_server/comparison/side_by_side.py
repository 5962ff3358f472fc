"""Experiments side by side: what they share, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from sightline_server.access.checked import ReadableExperiment
from sightline_server.comparison.payloads import Comparison, ParameterRow
from sightline_server.experiments.fields import summarised
from sightline_server.experiments.payloads import ExperimentRow
from sightline_server.experiments.rows import rows
from sightline_server.logs import summary


def compare(connection: Connection, experiments: Sequence[ReadableExperiment]) -> Comparison:
    """Rows in the order asked for, parameters that differ first, and the lines that can be overlaid."""
    found = rows(connection, experiments)
    return Comparison(found, parameter_rows(found), summary.common_lines(connection, experiments, list(summarised())))


def parameter_rows(experiments: Sequence[ExperimentRow]) -> list[ParameterRow]:
    """A row a parameter that any of them has; those that differ first, then by name."""
    names = sorted({name for row in experiments for name in row.parameters})
    table = []
    for name in names:
        values = [row.parameters.get(name) for row in experiments]
        # 1 and True, or 1 and 1.0, are equal in Python and not as parameters; one that was not set is another value.
        kinds = {msgspec.json.encode(row.parameters[name]) if name in row.parameters else b"" for row in experiments}
        table.append(ParameterRow(name, values, len(kinds) > 1))
    return sorted(table, key=lambda row: not row.differs)
