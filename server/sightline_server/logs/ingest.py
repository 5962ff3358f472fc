"""A batch into the database: all of it or nothing, once, however often it comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import msgspec
from sightline.errors import Conflict, InvalidRequest, ResendFrom, SightlineError, TypeChanged
from sqlalchemy import Connection

from sightline_server.access.checked import RecordableExperiment
from sightline_server.experiments import recording, silence
from sightline_server.experiments.recording import Recorded
from sightline_server.files import versions
from sightline_server.findings import refusals
from sightline_server.logs import console, heads, latest, states
from sightline_server.logs.arrivals import Arrivals
from sightline_server.logs.arrived import Arrived
from sightline_server.logs.batches import Checked, Incoming, record_name
from sightline_server.logs.heads import Head
from sightline_server.logs.payloads import (
    Answer,
    Console,
    Ended,
    Facts,
    Log,
    Open,
    Points,
    Refused,
    Said,
    SetAside,
    StoredFile,
)
from sightline_server.logs.series import Series
from sightline_server.projects import naming
from sightline_server.store import events

#: Interprets what reserved names mean, in the transaction of their data; says what came up.
Arrive = Callable[[Connection, Arrivals], list[Said]]


def commit(connection: Connection, id: RecordableExperiment, batch: Incoming, arrive: Arrive) -> Answer:
    """Store a batch of the experiment `id`, for the writer to run. Raises ResendFrom unless it follows the last one."""
    experiment = _experiment(connection, id, batch)
    process = next((item.record.process for item in batch.records if isinstance(item.record, Open)), None)
    expected = recording.next_line(connection, experiment.id, batch.writer, process, batch.late)
    end = batch.first + batch.lines
    if end <= expected and batch.first < expected:
        return _again(connection, id, batch, expected)
    if batch.first != expected:
        raise ResendFrom(expected)
    answer = _Taking(connection, batch, experiment).take(arrive)
    recording.remember_answer(connection, batch.writer, batch.first, batch.lines, answer)
    return answer


def _experiment(connection: Connection, id: RecordableExperiment, batch: Incoming) -> Recorded:
    known = recording.find(connection, id)
    opened = next((item.record for item in batch.records if isinstance(item.record, Open)), None)
    if known is not None:
        return known
    if opened is None and batch.first > 0:
        raise ResendFrom(0)
    if opened is None:
        raise InvalidRequest('records: expected "open" as the first record of an experiment that is not known')
    return recording.begin(connection, id, opened, batch.late)


def _again(connection: Connection, id: RecordableExperiment, batch: Incoming, next: int) -> Answer:
    said = recording.answer_before(connection, batch.writer, batch.first, batch.lines) or Answer(next, [], [])
    known = heads.load(connection, id, _names(batch))
    return msgspec.structs.replace(said, next=next, names={head.name: head.type for head in known.values()})


def _names(batch: Incoming) -> list[str]:
    records = (item.record for item in batch.records if item.fault is None)
    return list(dict.fromkeys(record.name for record in records if isinstance(record, Points | Log)))


class _Taking:
    """One batch being stored."""

    def __init__(self, connection: Connection, batch: Incoming, experiment: Recorded) -> None:
        self._connection, self._batch, self._experiment = connection, batch, experiment
        self._heads = heads.load(connection, experiment.id, _names(batch))
        self._series = Series(connection, self._heads.values())
        self._logs = experiment.logs
        self._states: list[dict[str, Any]] = []
        self._arrivals = Arrivals(experiment.id, experiment.project_id, experiment.dataset, heads=self._heads)
        self._aside: list[tuple[SetAside, Checked]] = []
        self._printed: list[Console] = []
        self._said: list[Said] = []

    def take(self, arrive: Arrive) -> Answer:
        self._make_heads()
        for index, item in enumerate(self._batch.records):
            fault = item.fault or self._try(item)
            if fault is not None:
                number = self._batch.first + index
                self._aside.append((SetAside(number, fault.code, str(fault)), item))
        self._series.save()
        states.save(self._connection, self._states)
        touched = [self._heads[name] for name in self._arrivals.touched]
        heads.save(self._connection, touched)
        latest.save(self._connection, self._experiment.id, touched)
        self._keep_aside()
        self._count()
        self._advance()
        findings = self._said + arrive(self._connection, self._arrivals)
        names = {name: head.type for name, head in self._heads.items()}
        return Answer(self._end, [said for said, _ in self._aside], findings, names)

    def _try(self, item: Checked) -> SightlineError | None:
        """Store one record; what keeps it from that is the record's own fault, and touches no other."""
        try:
            self._store(item)
        except Conflict:
            raise  # what is stored is in its way: the batch as a whole waits in its journal
        except SightlineError as fault:
            return fault
        return None

    def _store(self, item: Checked) -> None:
        match item.record:
            case Points() as points:
                self._append(points, item.content)
            case Log() as log:
                self._add_state(log, item.content)
            case StoredFile() as stored:
                versions.add(self._connection, self._experiment.id, stored)
                self._arrivals.files.append(stored.name)
            case Console() as printed:
                self._printed.append(printed)
            case Facts() as captured:
                recording.merge_facts(self._connection, self._experiment.id, captured.facts)
            case Refused() as refused:
                self._said += refusals.refused_by_script(self._connection, self._experiment.id, refused)
            case Open() as opened:
                self._experiment = recording.join(self._connection, self._experiment, opened, self._batch.late)
            case Ended() as ended:
                recording.end(self._connection, self._experiment.id, self._batch.writer, ended, self._batch.late)
                self._arrivals.ending = True

    def _append(self, points: Points, arrived: Arrived) -> None:
        head = self._head(points.name, "line")
        if points.replace or not head.versions:
            self._series.start(head)
        self._series.append(head, arrived.after(head.step))

    def _add_state(self, log: Log, data: Any) -> None:
        head = self._head(log.name, log.type)
        step = None if log.step is None else float(log.step)
        self._states.append(states.next_state(self._connection, head, data, step, log.time))
        self._arrivals.data[log.name] = data

    def _head(self, name: str, type: str) -> Head:
        """The log of that name. Raises TypeChanged: the first committed type of a name wins."""
        head = self._heads[name]
        if head.type != type:
            raise TypeChanged(name, head.type, type)
        self._arrivals.touched[name] = None
        return head

    def _make_heads(self) -> None:
        """Rows for the names that are new; states and chunks will point at them."""
        made: dict[str, Head] = {}
        next_id = heads.next_id(self._connection)
        for item in self._batch.records:
            name = item.record.name if isinstance(item.record, Points | Log) else ""
            if item.fault is None and name and name not in self._heads and name not in made:
                kind = item.record.type if isinstance(item.record, Log) else "line"
                place = len(made)
                made[name] = Head(
                    next_id + place, self._experiment.id, self._experiment.project_id, name, kind, self._logs + place
                )
        heads.save(self._connection, made.values())
        self._heads.update(made)
        self._logs += len(made)
        self._arrivals.new = list(made)

    def _keep_aside(self) -> None:
        rows = []
        for said, item in self._aside:
            record = msgspec.json.encode(item.record).decode()
            rows.append({"number": said.number, "code": said.code, "detail": said.detail, "record": record})
            name = record_name(item.record)
            self._said += refusals.set_aside(self._connection, self._experiment.id, name, said.code, said.detail)
        recording.keep_aside(self._connection, self._batch.writer, rows)

    @property
    def _end(self) -> int:
        return self._batch.first + self._batch.lines

    def _advance(self) -> None:
        recording.advance(self._connection, self._batch.writer, self._end, len(self._aside), self._batch.late)
        if self._batch.late and silence.mark_abandoned(self._connection, self._experiment.id):
            self._arrivals.ending = True

    def _count(self) -> None:
        lines = console.add(self._connection, self._experiment.id, self._experiment.console_lines, self._printed)
        newest = max((_time(item) for item in self._batch.records), default=0.0)
        recording.sign_of_life(
            self._connection, self._experiment, newest, self._batch.late, logs=self._logs, console_lines=lines
        )
        metrics = [name for name in self._arrivals.new if self._heads[name].type in ("line", "value")]
        if metrics:
            naming.use_metrics(self._connection, self._experiment.project_id, metrics)
        if self._arrivals.touched or self._printed:
            events.append(self._connection, self._experiment.id, "log")
        if self._arrivals.files:
            events.append(self._connection, self._experiment.id, "file")
        if any(isinstance(item.record, Open | Ended | Facts) for item in self._batch.records):
            events.append(self._connection, self._experiment.id, "experiment")


def _time(item: Checked) -> float:
    if isinstance(item.record, Points):
        newest = float(item.content.times.max()) if item.content is not None and len(item.content.times) else 0.0
        return newest
    return min(item.record.time, time.time() + 86_400)
