"""The comparison in the terminal, read back from the server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sightline


def comparison(client: sightline.Client, names: Sequence[str], project: str = "blood-cells") -> str:
    """A table: accuracy, loss, duration, and the parameters in which the newest experiments of these names differ."""
    experiments = [client.project(project).experiment(name) for name in names]
    parameters = [experiment.parameters for experiment in experiments]
    different = [key for key in parameters[0] if len({str(each.get(key)) for each in parameters}) > 1]
    rows = [["experiment", "accuracy", "loss", "duration", *different]]
    for experiment, values in zip(experiments, parameters, strict=True):
        summary = experiment.summary
        figures = [_number(summary.get("accuracy")), _number(summary.get("loss")), f"{experiment.duration:.0f} s"]
        rows.append([experiment.name, *figures, *(str(values.get(key)) for key in different)])
    return "\n".join(_lines(rows))


def _number(value: Any) -> str:
    return "-" if value is None else f"{value:.3f}"


def _lines(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
