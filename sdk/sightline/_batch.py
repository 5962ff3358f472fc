"""Journal lines into what travels: points of a series become columns, everything else goes as it is.

Numbers are never parsed on the way: the text that `log()` wrote is the text that is sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from sightline._journal import Chunk, Reader

#: Journal bytes for one batch. Small enough that building one never holds the interpreter for long.
CHUNK_BYTES = 256 << 10
LATE = '"late":true,'
_KINDS = ("open", "log", "facts", "console", "refused", "ended")


class Copy(NamedTuple):
    """Bytes that a server must have before the record that names them."""

    file: str
    sha256: str
    size: int


class Batch(NamedTuple):
    """Lines `first` to `first + lines` of a journal. `strange`: the line after them is of a kind we don't know.

    `cut`: more lines were at hand, and the next batch need not wait for company.
    """

    first: int
    lines: int
    end: int
    records: list[str]
    copies: list[Copy]
    damaged: int
    strange: bool
    cut: bool

    def body(self, writer: str, experiment: str, late: bool) -> bytes:
        """The JSON of payloads.Batch. `late`: its process has ended."""
        return (
            f'{{"writer":"{writer}","experiment":"{experiment}","first":{self.first},"lines":{self.lines},'
            f'{LATE if late else ""}"records":[{",".join(self.records)}]}}'
        ).encode()


def next_batch(reader: Reader, most_lines: int = 1 << 20) -> Batch | None:
    """What follows the last acknowledged line, None when there is nothing (yet).

    It ends after the first record with bytes to upload, so that such a record never holds back the lines before it.
    """
    chunk = reader.chunk(CHUNK_BYTES)
    return build(chunk, most_lines, reader.offset, reader.header) if chunk.bodies else None


def build(chunk: Chunk, most_lines: int, start: int, header: dict[str, Any]) -> Batch:
    """Columns and records of a chunk's lines; `start`: the offset of its first line; `header`: the journal's."""
    columns = _Columns()
    copies: list[Copy] = []
    lines = damaged = 0
    strange = cut = False
    if chunk.first == 0 and most_lines and not (chunk.bodies[0] or b"").startswith(b'{"kind":"open"'):
        columns.add(_opening(header))
    for line in chunk.bodies[:most_lines]:
        if line is None:
            lines, damaged = lines + 1, damaged + 1
            continue
        body = line.decode("utf-8", "replace")
        if body.startswith('{"copy":'):
            if copies:
                cut = True
                break
            copies.append(columns.add_with_copy(body))
        elif not columns.add(body):
            strange = True
            break
        lines += 1
    end = chunk.ends[lines - 1] if lines else start
    return Batch(
        chunk.first, lines, end, columns.records(), copies, damaged, strange, cut or most_lines < len(chunk.bodies)
    )


def _opening(header: dict[str, Any]) -> str:
    """The record that opens an experiment, from what the header knows: for a journal whose first line is no such."""
    known = {
        "kind": "open", "time": header.get("created", 0.0), "project": header.get("project", "default"),
        "name": header.get("name", "run"), "process": header.get("pid", 0), "parameters": None, "tags": [],
        "dataset": None, "resume": False,
    }  # fmt: skip
    return json.dumps(known, separators=(",", ":"))


def os_path(reader: Reader, copy: Copy) -> str:
    """Where a private copy lies."""
    return f"{reader.folder}/files/{copy.file}"


class _Run:
    """Consecutive points of one line, or of several that are always logged together."""

    __slots__ = ("names", "rows", "steps", "times")

    def __init__(self, names: str) -> None:
        self.names, self.steps, self.times = names, [], []  # type: ignore[var-annotated]
        self.rows: list[str] = []

    def texts(self) -> list[str]:
        """A record a name. The columns of one call's names share steps and times."""
        steps = "null" if self.steps.count("null") == len(self.steps) else f"[{','.join(self.steps)}]"
        rest = f'"times":[{",".join(self.times)}]}}'
        if self.names[0] != "[":
            return [_points(self.names, steps, self.rows, rest)]
        names = [json.dumps(name) for name in json.loads(self.names)]
        columns = zip(*[row.split(", ") for row in self.rows], strict=True)
        return [_points(name, steps, column, rest) for name, column in zip(names, columns, strict=True)]


def _points(name: str, steps: str, values: Iterable[str], rest: str) -> str:
    return f'{{"kind":"points","name":{name},"steps":{steps},"values":[{",".join(values)}],{rest}'


class _Columns:
    """Records in the order of their first line. A run of a name ends when the name comes in another company."""

    def __init__(self) -> None:
        self._parts: list[str | _Run] = []
        self._runs: dict[str, _Run] = {}
        self._owner: dict[str, str] = {}

    def add(self, body: str) -> bool:
        """Take one line. False when it is of no known kind."""
        start = body[:5]
        if start == '{"n":' or start == '{"k":':
            names, _, rest = body[5:].partition(',"s":')
            step, _, rest = rest.partition(',"v":')
            value, _, moment = rest.rpartition(',"t":')
            run = self._runs.get(names) or self._begin(names)
            run.steps.append(step)
            run.times.append(moment[:-1])
            run.rows.append(value if start == '{"n":' else value[1:-1])
            return True
        if start == '{"p":':
            self._parts.append(self._list_of_points(body))
            return True
        if start == '{"kin' and body[9 : body.find('"', 9)] in _KINDS:
            self._parts.append(body)
            return True
        return False

    def add_with_copy(self, body: str) -> Copy:
        """Take a record with bytes of its own, and say which."""
        record = json.loads(body)
        file = record.pop("copy")
        facts = record if record["kind"] == "file" else record["data"]["file"]
        self._parts.append(json.dumps(record, separators=(",", ":")))
        return Copy(file, facts["sha256"], facts["size"])

    def records(self) -> list[str]:
        """The JSON of each record."""
        texts: list[str] = []
        for part in self._parts:
            texts += [part] if isinstance(part, str) else part.texts()
        return texts

    def _begin(self, names: str) -> _Run:
        for name in [names] if names[0] != "[" else [json.dumps(name) for name in json.loads(names)]:
            self._end(name)
            self._owner[name] = names
        run = self._runs[names] = _Run(names)
        self._parts.append(run)
        return run

    def _end(self, name: str) -> None:
        owner = self._owner.pop(name, None)
        if owner is not None:
            self._runs.pop(owner, None)

    def _list_of_points(self, body: str) -> str:
        name, _, rest = body[5:].partition(',"s":')
        self._end(json.dumps(json.loads(name)))
        steps, _, rest = rest.partition(',"v":')
        values, _, rest = rest.rpartition(',"t":')
        moment, _, replace = rest[:-1].partition(',"r":')
        count = 0 if values == "[]" else values.count(",") + 1
        times = ",".join([moment] * count)
        start = f'{{"kind":"points","name":{name},"steps":{steps},"values":{values}'
        return f'{start},"times":[{times}],"replace":{replace}}}'
