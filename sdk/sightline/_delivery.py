"""What to send next, given what happened. No thread, no clock, no socket: the caller has those."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from contextlib import suppress
from typing import Any, Literal, NamedTuple, Protocol

from sightline._batch import CHUNK_BYTES, Batch, next_batch, os_path
from sightline._journal import Reader
from sightline._transport import Reply
from sightline._upload import Request, upload

FIRST_DELAY, LONGEST_DELAY = 1.0, 60.0
#: No limit to the lines of a batch but its bytes.
ALL = 1 << 30
#: Answers that say: this record, as it is, can never be stored.
_UNREADABLE = {400, 413, 415, 422}
#: Answers that say: not with this key, or not to this experiment.
_DENIED = {401, 403, 404, 409, 410}


class Idle(NamedTuple):
    """Too little to send. The caller comes back with a word when there is more, or when a sign of life is due."""

    waiting: int  # bytes; 0: no whole record is left


class Wait(NamedTuple):
    """The server could not take it. Come back after this many seconds."""

    seconds: float
    denied: bool


Action = Request | Idle | Wait
#: Answers to Idle and Wait. "stop" ends the delivery where it is; everything unacknowledged stays in the journal.
Word = Literal["go", "beat", "stop"]


class Witness(Protocol):
    """Who is told what happened. Called from the sending thread."""

    def trouble(self, cause: str, text: str) -> None:
        """Something that its user should know, once for each cause."""

    def said(self, code: str, severity: str, title: str, detail: str) -> None:
        """A finding that the server made of what it got."""

    def delivered(self, lines: int) -> None:
        """The server has committed so many lines more."""


def deliver(reader: Reader, witness: Witness, late: bool = False) -> Generator[Action, Any, None]:
    """Bring a journal's lines to the server, in order, each exactly once. Ends at the word "stop", or when stuck.

    A batch counts when the server has answered after its commit; the journal's mark moves then and only then. An
    answer that got lost costs a repetition, which the server recognises by the number of the first line. `late`: the
    process that wrote them has ended, so that their arrival is no sign of its life.
    """
    delay, most_lines, pause = FIRST_DELAY, ALL, False
    while True:
        waiting = reader.waiting_bytes
        batch = None if pause and waiting < CHUNK_BYTES else next_batch(reader, most_lines)
        if batch is None:
            word: Word = yield Idle(waiting if pause else 0)
            if word == "stop":
                return
            if word == "beat":
                yield _heartbeat(reader)
            pause = word == "beat"
            continue
        if not batch.lines:
            witness.trouble("newer", _newer(reader, batch))
            return
        if batch.damaged:
            reader.damaged += batch.damaged
            last = batch.first + batch.lines - 1
            text = f"{batch.damaged} damaged among the records {batch.first} to {last}; the rest is sent"
            witness.trouble("damaged", f"{reader.path}: {text}, and the journal is kept")
        reply = yield from _send(reader, batch, late)
        if (answer := _answer(reply)) is not None:
            _acknowledge(reader, batch, answer, witness)
            delay, most_lines, pause = FIRST_DELAY, ALL, not batch.cut
            continue
        if reply is not None and (line := _resend_from(reply)) is not None and reader.next != line:
            if reader.go_to(line):
                continue
            text = f"the server waits for line {line}, which it does not hold; it is kept"
            witness.trouble("journal", f"{reader.path}: {text}")
            return
        if reply is not None and reply.status in _UNREADABLE:
            if batch.lines > 1:
                most_lines = batch.lines // 2
                continue
            if batch.first > 0 and (yield from _set_aside(reader, batch, reply, witness, late)):
                most_lines = ALL
                continue
        denied = reply is not None and reply.status in _DENIED | _UNREADABLE
        witness.trouble("denied" if denied else "unreachable", _why(reply))
        word = yield Wait(_asked_delay(reply) or (LONGEST_DELAY if denied else delay), denied)
        if word == "stop":
            return
        delay = min(delay * 2, LONGEST_DELAY)


def _send(reader: Reader, batch: Batch, late: bool) -> Generator[Action, Any, Reply | None]:
    for copy in batch.copies:
        reply = yield from upload(os_path(reader, copy), copy.sha256, copy.size)
        if reply is None or reply.status >= 300:
            return reply
    answer: Reply | None = yield Request("POST", "/api/batches", batch.body(reader.writer, reader.experiment, late))
    return answer


def _answer(reply: Reply | None) -> dict[str, Any] | None:
    """payloads.Answer, None when the reply is none: a gateway may say 200 to anything."""
    if reply is None or reply.status >= 300:
        return None
    answer = _problem(reply)
    return answer if isinstance(answer.get("next"), int) else None


def _acknowledge(reader: Reader, batch: Batch, answer: dict[str, Any], witness: Witness) -> None:
    reader.acknowledge(batch.first + batch.lines, batch.end)
    witness.delivered(batch.lines)
    for copy in batch.copies:
        with suppress(OSError):  # removed by hand: the server has the bytes
            os.unlink(os_path(reader, copy))
    for aside in answer.get("set_aside", ()):
        witness.trouble(f"set-aside {aside['code']} {aside['detail']}", f"not stored: {aside['detail']}")
    for said in answer.get("findings", ()):
        witness.said(said["code"], said["severity"], said["title"], said["detail"])


def _set_aside(
    reader: Reader, batch: Batch, reply: Reply, witness: Witness, late: bool
) -> Generator[Action, Any, bool]:
    """Keep one record that the server cannot read beside the journal, and send a note in its place."""
    detail = _detail(reply)
    record = json.loads(batch.records[0]) if batch.records else {}
    name = str(record.get("name", record.get("kind", "record")))
    note = {
        "kind": "refused", "name": name[:255], "message": f"refused by the server: {detail}"[:1000], "caller": "",
        "time": os.stat(reader.path).st_mtime, "code": _code(reply),
    }  # fmt: skip
    if not _keep_aside(f"{reader.path}.set-aside", batch.records):
        return False
    text = f"{name}: refused by the server: {detail}; the record is kept in {reader.path}.set-aside"
    witness.trouble(f"refused {name}", text)
    instead = batch._replace(records=[json.dumps(note)], copies=[])
    answer = _answer((yield Request("POST", "/api/batches", instead.body(reader.writer, reader.experiment, late))))
    if answer is None:
        return False
    _acknowledge(reader, instead, answer, witness)
    return True


def _keep_aside(path: str, records: list[str]) -> bool:
    """Put records into this file, unless they are in it from an earlier try. False when the disk does not take them."""
    lines = "".join(f"{text}\n" for text in records).encode()
    try:
        with suppress(FileNotFoundError), open(path, "rb") as file:
            if lines in file.read():
                return True
        with open(path, "ab") as file:
            file.write(lines)
    except OSError:
        return False
    return True


def _heartbeat(reader: Reader) -> Request:
    body = json.dumps({"writer": reader.writer}).encode()
    return Request("POST", f"/api/experiments/{reader.experiment}/heartbeat", body)


def _resend_from(reply: Reply) -> int | None:
    if reply.status == 409:
        problem = _problem(reply)
        if problem.get("code") == "resend-from" and isinstance(problem.get("next"), int):
            return int(problem["next"])
    return None


def _asked_delay(reply: Reply | None) -> float | None:
    if reply is None:
        return None
    try:
        return min(max(float(reply.headers["retry-after"]), 0.1), LONGEST_DELAY)
    except (KeyError, ValueError):
        return None


def _why(reply: Reply | None) -> str:
    if reply is None:
        return "the server gives no answer"
    if reply.status < 300:
        return "the address answers, but not as a Sightline server does"
    return f"the server answers {reply.status}: {_detail(reply)}"


def _newer(reader: Reader, batch: Batch) -> str:
    what = f"line {batch.first} was written by a newer Sightline (journal version {reader.version})"
    return f"{reader.path}: {what}; it is kept: update this one, then `sightline sync`"


def _problem(reply: Reply) -> dict[str, Any]:
    try:
        problem = json.loads(reply.body)
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _detail(reply: Reply) -> str:
    detail = str(_problem(reply).get("detail") or reply.body[:200].decode("utf-8", "replace"))
    return " ".join(detail.split())[:500]


def _code(reply: Reply) -> str:
    return str(_problem(reply).get("code") or "invalid-log")
