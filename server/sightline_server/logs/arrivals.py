"""What one batch brought, for those who act on it in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs.heads import Head


@dataclass(slots=True)
class Arrivals:
    """`heads`: the logs that the batch names; `touched`: those that got something, in order; `new`: for the first time.

    `data`: the canonical data of logs that are not lines. `files`: names of files that got a version.
    `ending`: whether the batch ended a process, or showed that the last one is gone.
    """

    experiment: CheckedExperiment
    project_id: int
    dataset: str | None
    heads: dict[str, Head]
    touched: dict[str, None] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    ending: bool = False
