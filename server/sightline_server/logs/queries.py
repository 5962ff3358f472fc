"""Chunks, states and console lines as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, select

from sightline_server.access.checked import CheckedExperiment
from sightline_server.logs.tables import chunk, log, log_version

MOST_IDS = 5000
LONGEST_LISTED = 1000  # characters
#: Versions of which a page is told.
MOST_VERSIONS = 1000
Level = Literal["data", "fine", "coarse"]

# Statements that every batch runs are made once: making one costs more than SQLite needs to run it.
_OPEN = select(chunk.c.log_id, chunk.c.generation, chunk.c.data, chunk.c.sketch).where(
    chunk.c.number == 0, chunk.c.log_id.in_(bindparam("logs", expanding=True))
)
_SMALL = (
    select(chunk.c.log_id, chunk.c.generation, chunk.c.number, chunk.c.data)
    .where(chunk.c.log_id.in_(bindparam("logs", expanding=True)), chunk.c.number > 0, chunk.c.coarse.is_(None))
    .order_by(chunk.c.log_id, chunk.c.first_step, chunk.c.number)
)
_DELETE = delete(chunk).where(
    chunk.c.log_id == bindparam("log"),
    chunk.c.generation == bindparam("of"),
    chunk.c.number == bindparam("numbered"),
)


class Span(NamedTuple):
    """Where a chunk lies, without its points."""

    number: int
    first_step: float
    last_step: float
    points: int


class State(NamedTuple):
    """One state of a log; `data` is JSON."""

    version: int
    step: float | None
    time: float
    data: str


def open_chunks(connection: Connection, lines: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bytes, bytes | None]]:
    """(log, data, sketch) of the open chunk of each (log, generation)."""
    wanted = dict(lines)
    ids = list(wanted)
    for start in range(0, len(ids), MOST_IDS):
        for log_id, generation, data, sketch in connection.execute(_OPEN, {"logs": ids[start : start + MOST_IDS]}):
            if wanted[log_id] == generation:
                yield log_id, data, sketch


def sketches(connection: Connection, ids: Sequence[int]) -> dict[int, bytes]:
    """Log -> the sketch of its newest generation."""
    query = (
        select(chunk.c.log_id, chunk.c.sketch)
        .where(chunk.c.number == 0, chunk.c.generation >= 0, chunk.c.log_id.in_(ids))
        .order_by(chunk.c.generation)
    )
    return {log_id: sketch for log_id, sketch in connection.execute(query) if sketch is not None}


def small_chunks(connection: Connection, lines: dict[int, int]) -> dict[int, dict[int, bytes]]:
    """Log -> number -> data of the chunks that are closed but not sealed, by step. lines: log -> its generation."""
    found: dict[int, dict[int, bytes]] = {log_id: {} for log_id in lines}
    for log_id, generation, number, data in connection.execute(_SMALL, {"logs": list(lines)}):
        if lines[log_id] == generation:
            found[log_id][number] = data
    return found


def sealed_steps(connection: Connection, log_id: int, generation: int) -> list[tuple[int, float, float]]:
    """(number, first step, last step) of the sealed chunks, by step."""
    query = (
        select(chunk.c.number, chunk.c.first_step, chunk.c.last_step)
        .where(_of(log_id, generation), chunk.c.coarse.is_not(None))
        .order_by(chunk.c.first_step)
    )
    return [(row.number, row.first_step, row.last_step) for row in connection.execute(query)]


def chunk_data(connection: Connection, log_id: int, generation: int, number: int) -> bytes:
    """The points of one chunk."""
    query = select(chunk.c.data).where(_of(log_id, generation), chunk.c.number == number)
    return bytes(connection.execute(query).scalar_one())


def delete_chunks(connection: Connection, chunks: Sequence[tuple[int, int, int]]) -> None:
    """chunks: (log, generation, number) of each."""
    if chunks:
        rows = [{"log": log_id, "of": generation, "numbered": number} for log_id, generation, number in chunks]
        connection.execute(_DELETE, rows)


def count_points(connection: Connection, log_id: int, generation: int) -> int:
    """Points in closed and sealed chunks."""
    query = select(func.sum(chunk.c.count)).where(_of(log_id, generation), chunk.c.number > 0)
    return int(connection.execute(query).scalar_one() or 0)


def spans(connection: Connection, log_id: int, generation: int, start: float, end: float) -> list[Span]:
    """The chunks that reach into a range of steps, by step. No points are read."""
    columns = (chunk.c.number, chunk.c.first_step, chunk.c.last_step, chunk.c.count)
    query = (
        select(*columns)
        .where(_of(log_id, generation), chunk.c.count > 0, chunk.c.last_step >= start, chunk.c.first_step <= end)
        .order_by(chunk.c.first_step, chunk.c.last_step)
    )
    return [Span(*row) for row in connection.execute(query)]


def chunks_between(
    connection: Connection,
    log_id: int,
    generation: int,
    level: Level,
    start: float,
    end: float,
    *,
    with_open: bool = False,
) -> list[tuple[int, bytes]]:
    """(number, data) by step; where a chunk has a pyramid, the `level` of it."""
    data = chunk.c.data if level == "data" else func.coalesce(chunk.c[level], chunk.c.data)
    query = (
        select(chunk.c.number, data)
        .where(_of(log_id, generation), chunk.c.count > 0, chunk.c.last_step >= start, chunk.c.first_step <= end)
        .order_by(chunk.c.first_step, chunk.c.last_step)
    )
    if not with_open:
        query = query.where(chunk.c.number > 0)
    return [(number, stored) for number, stored in connection.execute(query)]


def step_before(connection: Connection, log_id: int, generation: int, step: float, points: int) -> float:
    """The first step of a chunk that begins at least so many points before `step`; -inf where there is none."""
    query = (
        select(chunk.c.first_step, chunk.c.count)
        .where(_of(log_id, generation), chunk.c.count > 0, chunk.c.last_step < step)
        .order_by(chunk.c.last_step.desc())
    )
    for first, count in connection.execute(query):
        points -= count
        if points <= 0:
            return float(first)
    return float("-inf")


def state(connection: Connection, log_id: int, version: int) -> State | None:
    """One version of a log; None when there is none."""
    query = select(log_version).where(log_version.c.log_id == log_id, log_version.c.version == version)
    row = connection.execute(query).one_or_none()
    return None if row is None else State(row.version, row.step, row.time, row.data)


def version_at(connection: Connection, log_id: int, step: float) -> int | None:
    """The newest version at a step; None when there is none."""
    query = select(func.max(log_version.c.version)).where(log_version.c.log_id == log_id, log_version.c.step == step)
    return connection.execute(query).scalar_one_or_none()


def versions(connection: Connection, log_id: int) -> list[tuple[int, float | None, float]]:
    """(version, step, time) of the newest 1,000, newest first."""
    query = (
        select(log_version.c.version, log_version.c.step, log_version.c.time)
        .where(log_version.c.log_id == log_id)
        .order_by(log_version.c.version.desc())
        .limit(MOST_VERSIONS)
    )
    return [(row.version, row.step, row.time) for row in connection.execute(query)]


def steps_of(connection: Connection, heads: dict[int, int]) -> dict[int, list[float]]:
    """Log -> the steps of its last 1,000 versions, where steps came. heads: log -> its number of versions."""
    found: dict[int, list[float]] = {}
    query = (
        select(log_version.c.log_id, log_version.c.step)
        .where(log_version.c.step.is_not(None))
        .order_by(log_version.c.log_id, log_version.c.version)
    )
    for log_id, count in heads.items():
        newest = query.where(log_version.c.log_id == log_id, log_version.c.version > count - MOST_VERSIONS)
        found[log_id] = [step for _, step in connection.execute(newest)]
    return found


def newest_states(connection: Connection, experiment: CheckedExperiment, names: Sequence[str]) -> dict[str, str]:
    """Name -> JSON of the newest state, of logs that are not lines."""
    query = (
        select(log.c.name, log_version.c.data)
        .join_from(log, log_version, (log_version.c.log_id == log.c.id) & (log_version.c.version == log.c.versions))
        .where(log.c.experiment_id == experiment, log.c.name.in_(names))
    )
    return {row.name: row.data for row in connection.execute(query)}


def newest_values(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Log -> JSON of its newest state, of logs that hold a value; one that is long is left out."""
    query = (
        select(log.c.id, log_version.c.data)
        .join_from(log, log_version, (log_version.c.log_id == log.c.id) & (log_version.c.version == log.c.versions))
        .where(log.c.id.in_(ids), log.c.type == "value", func.length(log_version.c.data) <= LONGEST_LISTED)
    )
    return {row.id: row.data for row in connection.execute(query)}


def _of(log_id: int, generation: int) -> Any:
    return (chunk.c.log_id == log_id) & (chunk.c.generation == generation)
