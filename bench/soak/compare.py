"""What the writers noted against what the server has."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import sightline
from sightline_server.store.engine import Store
from sqlalchemy import text

KINDS = {"image": "sample", "heatmap": "attention"}


@dataclass
class Noted:
    """By experiment what calls returned from, in order; and seconds of batches and records."""

    points: dict[str, list[int]] = field(default_factory=dict)
    states: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    files: dict[str, list[str]] = field(default_factory=dict)
    batch: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)


@dataclass
class Compared:
    """`returned`: what calls returned from. `wrong`: of another value or other bytes than were given."""

    returned: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0


def read_notes(folder: Path) -> Noted:
    """All writers' notes. A line that a kill cut in the middle was not said."""
    noted = Noted()
    for place in sorted(folder.glob("*.notes")):
        experiment = ""
        for line in place.read_text().rpartition("\n")[0].splitlines():
            kind, value = line.split()
            if kind == "id":
                experiment = value
                noted.points[experiment], noted.files[experiment] = [], []
                noted.states[experiment] = {kind: [] for kind in KINDS}
            elif kind == "point":
                noted.points[experiment].append(int(value))
            elif kind == "file":
                noted.files[experiment].append(value)
            elif kind in KINDS:
                noted.states[experiment][kind].append(int(value))
            else:
                (noted.batch if kind == "batch" else noted.kept).append(float(value))
    return noted


def compare(noted: Noted, client: sightline.Client, database: str) -> dict[str, Compared]:
    """Kind -> how it went."""
    result = {kind: Compared() for kind in ("point", *KINDS, "file")}
    store = Store(database)
    for experiment, steps in noted.points.items():
        found = client.experiment(experiment).get_log("loss").data if steps else {"steps": [], "values": []}
        _count(result["point"], steps, [int(step) for step in found["steps"]])
        result["point"].wrong += sum(a != b for a, b in zip(found["steps"], found["values"], strict=True))
        for kind, given in noted.states[experiment].items():
            _count(result[kind], given, _stored_steps(store, experiment, KINDS[kind]))
        _compare_files(result["file"], client, store, experiment, noted.files[experiment])
    store.close()
    return result


def _count(result: Compared, given: list[int] | list[str], stored: list[int] | list[str]) -> None:
    times = Counter(stored)
    result.returned += len(given)
    result.lost += sum(one not in times for one in given)
    result.doubled += sum(count - 1 for count in times.values())


def _stored_steps(store: Store, experiment: str, name: str) -> list[int]:
    query = text(
        "SELECT log_version.step FROM log_version JOIN log ON log.id = log_version.log_id"
        " WHERE log.experiment_id = :experiment AND log.name = :name"
    )
    with store.read() as connection:
        return [int(step) for step in connection.execute(query, {"experiment": experiment, "name": name}).scalars()]


def _compare_files(result: Compared, client: sightline.Client, store: Store, experiment: str, given: list[str]) -> None:
    query = text("SELECT sha256 FROM file_version WHERE experiment_id = :experiment")
    with store.read() as connection:
        stored = list(connection.execute(query, {"experiment": experiment}).scalars())
    _count(result, given, stored)
    if not stored:
        return
    with TemporaryDirectory() as folder:
        entry = client.experiment(experiment).get_file("weights")
        data = entry.download(folder).read_bytes()
    result.wrong += hashlib.sha256(data).hexdigest() != entry.sha256
