"""What a script says of its experiment: that it begins, lives, ends, and what it runs on."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import msgspec
from sightline.errors import Conflict, InvalidRequest, NotFound
from sightline.names import check_name
from sqlalchemy import Connection, bindparam, case, func, insert, select, update

from sightline_server.access.checked import CheckedExperiment, RecordableExperiment
from sightline_server.experiments import silence
from sightline_server.experiments.tables import answer, experiment, facts, set_aside, tag, writer
from sightline_server.logs.payloads import Answer, Ended, Open
from sightline_server.projects import naming
from sightline_server.store import events
from sightline_server.store.upsert import upsert
from sightline_server.text import storable

#: Colours that are told apart; later experiments get slot 0.
SLOTS = 24
MOST_TAGS = 50

# Statements that every batch runs are made once: making one costs more than SQLite needs to run it.
_FIND = select(
    experiment.c.id, experiment.c.project_id, experiment.c.status, experiment.c.dataset, experiment.c.logs,
    experiment.c.console_lines,
).where(experiment.c.id == bindparam("wanted"))  # fmt: skip
_NEXT_LINE = select(writer.c.experiment_id, writer.c.next_line).where(writer.c.id == bindparam("wanted"))
_NEWEST_RECORD = (
    update(experiment)
    .where(experiment.c.id == bindparam("wanted"), experiment.c.last_record < bindparam("newest"))
    .values(last_record=bindparam("newest"))
)


class Recorded(NamedTuple):
    """An experiment that is being recorded."""

    id: CheckedExperiment
    project_id: int
    status: str
    dataset: str | None
    logs: int
    console_lines: int


def find(connection: Connection, id: CheckedExperiment) -> Recorded | None:
    """The experiment as it is now, deleted or not: a script that still runs goes on recording."""
    row = connection.execute(_FIND, {"wanted": id}).one_or_none()
    return None if row is None else Recorded(*row)


def started(connection: Connection, id: CheckedExperiment) -> float:
    """When it began, in seconds since the epoch."""
    return float(connection.execute(select(experiment.c.started).where(experiment.c.id == id)).scalar_one())


def begin(connection: Connection, id: RecordableExperiment, opened: Open, late: bool = False) -> Recorded:
    """A new experiment. `late`: its process has ended already. Raises InvalidName."""
    check_name(opened.name)
    project = naming.find_or_make(connection, opened.project)
    number = naming.next_number(connection, project)
    connection.execute(
        insert(experiment).values(
            id=id,
            project_id=project,
            number=number,
            slot=number if number <= SLOTS else 0,
            name=opened.name,
            status="running",
            created=opened.time,
            started=opened.time,
            last_seen=min(opened.time, time.time()) if late else time.time(),
            last_record=opened.time,
            dataset=_dataset(opened),
        )
    )
    set_tags(connection, id, opened.tags)
    return Recorded(id, project, "running", _dataset(opened), 0, 0)


def join(connection: Connection, known: Recorded, opened: Open, late: bool = False) -> Recorded:
    """Another process records the same experiment, or a later run goes on with it.

    `late`: that process has ended. It made the experiment run again only if it began after the end that is known.
    """
    changes: dict[str, Any] = {}
    if opened.resume and not (late and _ended_after(connection, known.id, opened.time)):
        changes |= {"status": "running", "ended": None, "reason": ""}
    if known.dataset is None and opened.dataset is not None:
        changes["dataset"] = _dataset(opened)
    if changes:
        connection.execute(update(experiment).where(experiment.c.id == known.id).values(changes))
    present = list(connection.execute(select(tag.c.tag).where(tag.c.experiment_id == known.id)).scalars())
    add_tags(connection, known.id, [name for name in opened.tags if name not in present])
    return known._replace(status=changes.get("status", known.status), dataset=changes.get("dataset", known.dataset))


def set_tags(connection: Connection, id: CheckedExperiment, tags: list[str]) -> None:
    """The experiment's tags, in this order; each once. Raises InvalidName."""
    connection.execute(tag.delete().where(tag.c.experiment_id == id))
    add_tags(connection, id, tags)


def add_tags(connection: Connection, id: CheckedExperiment, tags: list[str]) -> None:
    """Further tags, after those that are there and none of which is among these. Raises InvalidName."""
    if not tags:
        return
    last = connection.execute(select(func.max(tag.c.position)).where(tag.c.experiment_id == id)).scalar_one()
    start = 0 if last is None else last + 1
    if start + len(tags) > MOST_TAGS:
        raise InvalidRequest(f"tags: expected at most {MOST_TAGS}, got {start + len(tags)}")
    names = dict.fromkeys(check_name(name) for name in tags)
    rows = [{"experiment_id": id, "tag": name, "position": start + place} for place, name in enumerate(names)]
    connection.execute(insert(tag), rows)


def next_line(
    connection: Connection, id: CheckedExperiment, writer_id: str, process: int | None, late: bool = False
) -> int:
    """The first line of this journal that is not here; a journal that is seen first starts at 0. Raises Conflict."""
    row = connection.execute(_NEXT_LINE, {"wanted": writer_id}).one_or_none()
    if row is None:
        values = {"id": writer_id, "experiment_id": id, "process": process or 0, "next_line": 0}
        connection.execute(insert(writer).values(**values, last_seen=_seen(late), set_aside=0, ended=False))
        return 0
    if row.experiment_id != id:
        raise Conflict(f"writer {writer_id} records another experiment: {row.experiment_id}")
    return int(row.next_line)


def advance(connection: Connection, writer_id: str, next: int, aside: int, late: bool = False) -> None:
    """All lines below `next` are here; so many more records were set aside. `late`: its process has ended."""
    values = {"next_line": next, "set_aside": writer.c.set_aside + aside, "last_seen": _seen(late)}
    connection.execute(update(writer).where(writer.c.id == writer_id).values(values))


def keep_aside(connection: Connection, writer_id: str, rows: list[dict[str, Any]]) -> None:
    """Records that could not be stored as they are: `number`, `code`, `detail`, `record` (JSON)."""
    upsert(connection, set_aside, [{"writer_id": writer_id, **row} for row in rows])


def remember_answer(connection: Connection, writer_id: str, first: int, lines: int, given: Answer) -> None:
    """For the same batch again; an answer that only says "stored" needs no row."""
    if given.set_aside or given.findings:
        body = msgspec.json.encode(given).decode()
        connection.execute(insert(answer).values(writer_id=writer_id, first=first, lines=lines, body=body))


def answer_before(connection: Connection, writer_id: str, first: int, lines: int) -> Answer | None:
    """What was said to these lines, if it was more than "stored"."""
    query = select(answer.c.body).where(
        answer.c.writer_id == writer_id, answer.c.first == first, answer.c.lines == lines
    )
    body = connection.execute(query).scalar_one_or_none()
    return None if body is None else msgspec.json.decode(body, type=Answer)


def sign_of_life(connection: Connection, known: Recorded, newest: float, late: bool = False, **counts: int) -> None:
    """It lives: a crashed experiment runs again. newest: the script's own time; counts: columns of the row.

    `late`: it lived when it recorded that, and its process has ended since.
    """
    now = time.time()
    values: dict[str, Any] = {"last_seen": now, **counts}
    if late:
        at = min(newest, now)
        values["last_seen"] = case((experiment.c.last_seen < at, at), else_=experiment.c.last_seen)
    if newest > 0:
        connection.execute(_NEWEST_RECORD, {"wanted": known.id, "newest": newest})
    if known.status == "crashed":
        values |= {"ended": experiment.c.last_record} if late else {"status": "running", "ended": None}
    connection.execute(update(experiment).where(experiment.c.id == known.id).values(values))


def end(connection: Connection, id: CheckedExperiment, writer_id: str, ended: Ended, late: bool = False) -> None:
    """This process is done, and with it the experiment when it was the last.

    `late`: it was done long ago. If others record the experiment now, or ended it later, theirs is the word.
    """
    connection.execute(update(writer).where(writer.c.id == writer_id).values(ended=True))
    if late and (silence.lives(connection, id) or _ended_after(connection, id, ended.time)):
        return
    if ended.last:
        values = {"status": ended.status, "ended": ended.time, "reason": storable(ended.reason, 1000)}
        connection.execute(update(experiment).where(experiment.c.id == id).values(values))


def _ended_after(connection: Connection, id: CheckedExperiment, moment: float) -> bool:
    """Whether a process has ended it, after that time."""
    said = experiment.c.status.in_(("success", "failed", "stopped")) & (experiment.c.ended > moment)
    return connection.execute(select(experiment.c.id).where(experiment.c.id == id, said)).first() is not None


def _seen(late: bool) -> float:
    """When a writer was alive; one that has ended never is."""
    return 0.0 if late else time.time()


def merge_facts(connection: Connection, id: CheckedExperiment, more: dict[str, Any]) -> None:
    """Later facts over earlier ones, key by key. The diff of the code is kept apart."""
    git = more.get("git")
    diff = git.get("diff") if isinstance(git, dict) else None
    if isinstance(git, dict) and isinstance(diff, str):
        more = {**more, "git": {key: value for key, value in git.items() if key != "diff"}}
    row = connection.execute(select(facts).where(facts.c.experiment_id == id)).one_or_none()
    before: dict[str, Any] = {} if row is None else msgspec.json.decode(row.facts)
    kept = diff if isinstance(diff, str) else row.diff if row else ""
    body = msgspec.json.encode({**before, **more}).decode()
    upsert(connection, facts, [{"experiment_id": id, "facts": body, "diff": storable(kept)}])


def _dataset(opened: Open) -> str | None:
    return None if opened.dataset is None else check_name(opened.dataset)


def heartbeat(connection: Connection, id: RecordableExperiment, writer_id: str) -> None:
    """A writer that has nothing to send lives. Raises NotFound for a writer that never sent."""
    known = find(connection, id)
    mine = (writer.c.id == writer_id) & (writer.c.experiment_id == id)
    if known is None or not connection.execute(update(writer).where(mine).values(last_seen=time.time())).rowcount:
        raise NotFound(f"no writer {writer_id[:60]!r} in experiment {id}")
    sign_of_life(connection, known, time.time())
    if known.status == "crashed":
        events.append(connection, id, "experiment")
