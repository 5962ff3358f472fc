"""Looks across an experiment's names after something arrived, and keeps what it noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sightline import findings
from sightline.names import FileFacts
from sqlalchemy import Connection

from sightline_server.access.checked import CheckedExperiment
from sightline_server.findings import queries
from sightline_server.logs.payloads import Said
from sightline_server.store import events


class NewestStates(Mapping[str, Any]):
    """Name -> canonical data of the newest state, each decoded when somebody looks at it."""

    def __init__(self, bodies: Mapping[str, str], known: Mapping[str, Any]) -> None:
        """bodies: JSON; known: what is decoded already."""
        self._bodies, self._known = bodies, dict(known)

    def __getitem__(self, name: str) -> Any:
        if name not in self._known:
            self._known[name] = msgspec.json.decode(self._bodies[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)


def examine(
    connection: Connection,
    experiment: CheckedExperiment,
    *,
    logs: Mapping[str, Any],
    types: Mapping[str, str],
    files: Sequence[FileFacts],
    labelmap: Mapping[str, str] | None,
    dataset: str | None,
    early: frozenset[str],
) -> list[Said]:
    """Bring the experiment's findings up to date; what is new, for the script's own output.

    early: codes of which none is new yet; one that is known already stays while it is true.
    """
    view = findings.View(
        logs=logs, types=types, files={file.name: file for file in files}, labelmap=labelmap, dataset=dataset
    )
    new = queries.replace(connection, experiment, findings.examine(view), early)
    if new:
        events.append(connection, experiment, "finding")
    return [Said(found.code, found.severity, found.title, found.detail) for found in new]
