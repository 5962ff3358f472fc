"""What `log()` checks and how its data stand in the journal: from a call to the bytes of its records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from time import time
from typing import Any, NamedTuple

from sightline import logtypes, names
from sightline._forking import whole_imports
from sightline._journal import LARGEST_RECORD
from sightline._voice import Voice
from sightline.errors import InvalidLog, WrongCall
from sightline.names import FileFacts, Finding, Kind

#: Points of one record: a long list becomes several, so that each fits a batch.
_POINTS = 4096
#: A server keeps the step of such a log as a float64, which tells whole numbers apart up to here.
_EXACT = 1 << 53
_KINDS: dict[Kind, str] = {"data": "log", "file": "file"}
#: What the checks across names look at besides reserved names is not kept in memory.
_KEPT_TYPES = ("bar", "heatmap", "labelmap", "table", "evaluation")


class Prepared(NamedTuple):
    """One log, checked. `bodies`: its journal lines; or `record` with its bytes in `content`."""

    name: str
    single: bool
    bodies: list[bytes]
    record: dict[str, Any]
    content: bytes | None


class Intake:
    """What one experiment knows about its names so far."""

    def __init__(self, voice: Voice) -> None:
        #: Of names that are lines: the start of a point's JSON, up to the step.
        self.prefixes: dict[str, str] = {}
        #: The same of names that were logged in one call, all of them lines.
        self.groups: dict[tuple[str, ...], str] = {}
        self._voice = voice
        self._types: dict[str, str] = {}
        self._looked_at: set[tuple[str, Kind]] = set()
        self._logs: dict[str, Any] = {}
        self._files: dict[str, FileFacts] = {}
        self._changed = False
        self._seen: set[tuple[str, str]] = set()

    def hint(self, name: str, kind: Kind) -> str | None:
        """What was probably meant, the first time that `name` comes."""
        if (name, kind) in self._looked_at:
            return None
        self._looked_at.add((name, kind))
        if other := names.of_other_kind(name, kind):
            return f'"{name}" acts only as a {_KINDS[other.kind]}; did you mean {other.call}?'
        meant = names.near_miss(name, kind)
        return f'"{name}" is stored under a free name; did you mean "{meant}"?' if meant else None

    def step(self, name: str, step: Any) -> int | float | None:
        """The step of a file, or of a log that is no line, in canonical form. Raises InvalidLog."""
        if step is None:
            return None
        try:
            found = logtypes.line.step(step)
        except InvalidLog as fault:
            raise InvalidLog(name, fault.at, fault.expected, fault.got) from None
        if abs(found) > _EXACT:
            raise InvalidLog(name, "step", "a step between -2**53 and 2**53", logtypes.describe(step))
        return found

    def prepare(self, name: str, data: Any, given: Any, step: Any, replace: bool, extras: dict[str, Any]) -> Prepared:
        """Read the data of one log. Raises InvalidLog, WrongCall; then nothing is remembered of it."""
        kind = names.decide_type(name, given, data, self._types.get(name))
        extras = {key: value for key, value in extras.items() if value is not None}
        if extras and kind != "image":
            raise WrongCall(f"{name}: {next(iter(extras))}= belongs to an image, not to a {kind}")
        if kind == "line":
            prepared = self._line(name, data, step, replace)
            self.prefixes[name] = f'{{"n":{json.dumps(name)},"s":'
        else:
            prepared = self._other(name, kind, data, self.step(name, step), extras)
        self._types[name] = kind
        return prepared

    def point(self, name: str, value: float, moment: float) -> bytes:
        """The journal line of a finite point without a step."""
        return f'{{"n":{json.dumps(name)},"s":null,"v":{value!r},"t":{moment:.3f}}}'.encode()

    def remember_group(self, given: Sequence[str], ready: Sequence[Prepared]) -> None:
        """These names came in one call: when all are single points, the next such call is one record."""
        if len(given) > 1 and len(ready) == len(given) and all(prepared.single for prepared in ready):
            self.groups[tuple(given)] = f'{{"k":{json.dumps(list(given))},"s":'

    def stored(self, file: FileFacts) -> None:
        """A file was stored: checks look at it as well."""
        self._files[file.name] = file
        self._changed = True

    def new_findings(self, final: bool) -> list[Finding]:
        """What the checks say now and did not say before. `final`: also what is only true once all is stored."""
        if not (self._changed or (final and self._files)):
            return []
        self._changed = False
        with whole_imports():
            from sightline import findings
        view = findings.View(
            logs=dict(self._logs), types=dict(self._types), files=dict(self._files),
            labelmap=self._logs.get("labelmap"), dataset=None,
        )  # fmt: skip
        early = frozenset() if final else findings.UNSETTLED
        found = [
            one for one in findings.examine(view) if one.code not in early and (one.code, one.subject) not in self._seen
        ]
        self._seen.update((one.code, one.subject) for one in found)
        return found

    def renew(self) -> None:
        """In a forked child: its parent says what there is to say about what came before."""
        self._changed = False

    def _line(self, name: str, data: Any, step: Any, replace: bool) -> Prepared:
        points = logtypes.read("line", name, data, step=step)
        steps, values, now = points["steps"], points["values"], round(time(), 3)
        if len(values) == 1 and not replace:
            at = "null" if steps is None else _number(steps[0])
            body = f'{{"n":{json.dumps(name)},"s":{at},"v":{json.dumps(values[0])},"t":{now:.3f}}}'
            return Prepared(name, True, [body.encode()], {}, None)
        bodies = []
        for start in range(0, len(values) or 1, _POINTS):
            part = slice(start, start + _POINTS)
            bodies.append(_encoded(name, {
                "p": name, "s": None if steps is None else steps[part], "v": values[part], "t": now,
                "r": replace and start == 0,
            }))  # fmt: skip
        return Prepared(name, False, bodies, {}, None)

    def _other(self, name: str, kind: str, data: Any, step: int | float | None, extras: dict[str, Any]) -> Prepared:
        canonical = logtypes.read(kind, name, data, **extras)
        content = None
        if kind == "image":
            canonical, content = canonical
        record = {"kind": "log", "name": name, "type": kind, "data": canonical, "time": time(), "step": step}
        body = _encoded(name, record)
        if kind in _KEPT_TYPES:
            self._logs[name], self._changed = canonical, True
        return Prepared(name, False, [body], record, content)


def _number(step: int | float) -> str:
    return repr(step)


def _encoded(name: str, record: dict[str, Any]) -> bytes:
    body = json.dumps(record, separators=(",", ":"), allow_nan=False).encode()
    if len(body) > LARGEST_RECORD:
        raise InvalidLog(name, "data", f"at most {LARGEST_RECORD >> 20} MiB as JSON", f"{len(body) >> 20} MiB")
    return body
