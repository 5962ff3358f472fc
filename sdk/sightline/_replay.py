"""The records of an experiment's journals, put together as the server would store them.

A point whose step is there already replaces that point when it is the later one; points without a step follow the last
one; a name keeps its first type.
"""

from __future__ import annotations

import operator
from array import array
from functools import cached_property
from itertools import islice
from typing import Any

from sightline._source import ConsoleLine, FileHead, Series, State
from sightline.names import FileFacts, Finding


class Recorded:
    """What arrived so far. Feed it with `take`, in the order of the journals."""

    def __init__(self) -> None:
        self.opened: dict[str, Any] = {}
        self.last_time = 0.0
        self.types: dict[str, str] = {}
        self.lines: dict[str, Line] = {}
        self.states: dict[str, list[State]] = {}
        self.files: dict[str, list[FileHead]] = {}
        self.file_facts: dict[str, FileFacts] = {}
        self.copies: dict[str, str] = {}
        self.console: list[ConsoleLine] = []
        self.refused: list[Finding] = []
        self._ended: dict[str, Any] = {}
        self._last_opened = 0.0

    def take(self, record: dict[str, Any]) -> None:
        """One record in the form in which it travels; a kind of a newer version is left out."""
        match record["kind"]:
            case "open":
                self._open(record)
            case "points":
                self._points(record)
            case "log":
                self._log(record)
            case "file":
                self._file(record)
            case "console":
                self.console += [ConsoleLine(record["stream"], text, record["time"]) for text in record["lines"]]
            case "refused":
                self._refuse(record)
            case "ended":
                self._end(record)
        self.last_time = max(self.last_time, record["times"][-1] if record.get("times") else record.get("time", 0.0))

    @property
    def status(self) -> str | None:
        """How it ended; None while nothing says so, or when a writer opened it again after that."""
        return str(self._ended["status"]) if self._ended.get("time", 0.0) >= self._last_opened else None

    def _open(self, record: dict[str, Any]) -> None:
        """The earliest writer started the experiment; the others add their tags, and what it was not given."""
        earlier, later = sorted((self.opened or record, record), key=lambda one: float(one["time"]))
        tags = dict.fromkeys([*(earlier.get("tags") or ()), *(later.get("tags") or ())])
        given = {key: value for key, value in earlier.items() if value is not None}
        self.opened = {**later, **given, "tags": list(tags)}
        self._last_opened = max(self._last_opened, record["time"])

    def _end(self, record: dict[str, Any]) -> None:
        if record.get("last", True) and record["time"] >= self._ended.get("time", 0.0):
            self._ended = record

    def _points(self, record: dict[str, Any]) -> None:
        if self.types.setdefault(record["name"], "line") == "line":
            self.lines.setdefault(record["name"], Line()).add(record)

    def _log(self, record: dict[str, Any]) -> None:
        name, kind = record["name"], record["type"]
        if self.types.setdefault(name, kind) == kind:
            states = self.states.setdefault(name, [])
            states.append(State(kind, len(states) + 1, record.get("step"), record["time"], record["data"]))
            if path := record.get("path"):
                self.copies[record["data"]["file"]["sha256"]] = path

    def _file(self, record: dict[str, Any]) -> None:
        name, filename, sha256, size = (record[key] for key in ("name", "filename", "sha256", "size"))
        versions = self.files.setdefault(name, [])
        versions.append(FileHead(name, len(versions) + 1, filename, sha256, size, record["time"]))
        head, folder = bytes.fromhex(record.get("head", "")), record.get("folder", False)
        self.file_facts[name] = FileFacts(name, filename, size, sha256, head, folder, record.get("step"))
        if path := record.get("path"):
            self.copies[sha256] = path

    def _refuse(self, record: dict[str, Any]) -> None:
        name = record["name"]
        title = f"{name} was refused" if name else "a log was refused"
        detail = f"{record['message']} ({record['caller']})"
        self.refused.append(Finding(record.get("code", "invalid-log"), "error", title, detail, (name,), name))


class Line:
    """Points of one line in the order of arrival; in the order of steps as its `series`, for which they are read."""

    def __init__(self) -> None:
        self._waiting: list[dict[str, Any]] = []
        self._clear()

    def _clear(self) -> None:
        self._steps: array[Any] = array("q")  # "d" from the first step on that is not whole
        self._values, self._times = array("d"), array("d")
        self._last: float = -1

    def add(self, record: dict[str, Any]) -> None:
        """Take one record."""
        self.__dict__.pop("series", None)
        self._waiting.append(record)

    def _read(self, record: dict[str, Any]) -> None:
        if record.get("replace"):
            self._clear()
        values, before = record["values"], len(self._values)
        self._add_steps(self._numbered(record["steps"] or [None] * len(values)))
        try:
            self._values.extend(values)
        except TypeError:  # NaN and infinities came as text
            del self._values[before:]
            self._values.extend(float("nan") if value is None else float(value) for value in values)
        self._times.extend(record["times"])

    @cached_property
    def series(self) -> Series:
        """By rising step; of several points with one step the one with the latest time."""
        waiting, self._waiting = self._waiting, []
        for record in waiting:
            self._read(record)
        steps, values, times = self._steps, self._values, self._times
        if not all(map(operator.lt, steps, islice(steps, 1, None))):
            order = sorted(range(len(steps)), key=lambda index: (steps[index], times[index]))
            last = [
                index
                for index, after in zip(order, [*order[1:], -1], strict=True)
                if after < 0 or steps[index] != steps[after]
            ]
            steps, values, times = (
                array(column.typecode, [column[index] for index in last]) for column in (steps, values, times)
            )
        return Series(steps, values, times)

    def _add_steps(self, steps: Any) -> None:
        if self._steps.typecode == "d":
            self._steps.extend(map(float, steps))
            return
        before = len(self._steps)
        try:
            self._steps.extend(steps)
        except TypeError:  # some are whole, some are not
            self._steps = array("d", [*self._steps[:before], *steps])

    def _numbered(self, steps: list[Any]) -> list[float]:
        """A point without a step follows the greatest step so far."""
        try:
            self._last = max(self._last, max(steps, default=self._last))
        except TypeError:
            return [self._number_one(step) for step in steps]
        return steps

    def _number_one(self, step: float | None) -> float:
        if step is None:
            step = int(self._last // 1) + 1
        self._last = max(self._last, step)
        return step
