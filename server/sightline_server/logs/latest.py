"""The last values of an experiment as pieces of JSON: a program that reads those of a project gets them as they lie.

The rows of `log` say the same, one a name; reading them for a whole project makes an object of every cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs.heads import Head
from sightline_server.logs.tables import latest
from sightline_server.store.upsert import upsert

#: Logs of one row: what a batch that touches one of them writes again.
PART = 256
_LOAD = select(latest.c.part, latest.c.members).where(
    latest.c.experiment_id == bindparam("experiment"), latest.c.part.in_(bindparam("parts", expanding=True))
)


def save(connection: Connection, experiment: CheckedExperiment, heads: Iterable[Head]) -> None:
    """Take over the last values of these logs of the experiment."""
    parts: defaultdict[int, list[Head]] = defaultdict(list)
    for head in heads:
        if head.type in ("line", "value"):
            parts[head.position // PART].append(head)
    if not parts:
        return
    stored = {row.part: row.members for row in connection.execute(_LOAD, {"experiment": experiment, "parts": [*parts]})}
    rows = [
        {"experiment_id": experiment, "part": part, "members": changed(stored.get(part, ""), those)}
        for part, those in parts.items()
    ]
    upsert(connection, latest, rows)


def changed(members: str, heads: Iterable[Head]) -> str:
    """The members with the last values of these logs; without those that have none."""
    values: dict[str, Any] = msgspec.json.decode(f"{{{members}}}")
    for head in heads:
        last = head.text if head.number is None else head.number
        if last is None:
            values.pop(head.name, None)
        else:
            values[head.name] = last
    return msgspec.json.encode(values)[1:-1].decode()
