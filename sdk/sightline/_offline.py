"""What this machine recorded and no server has yet: experiments read from their journals, with no server."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

from sightline import errors
from sightline._journal import Reader, journals
from sightline._readback import number
from sightline._reading import ExperimentReader
from sightline._replay import Recorded
from sightline._settings import Settings
from sightline._source import ConsoleLine, FileHead, Head, LogHead, Series, State
from sightline.names import Finding

_PART = 1 << 20
_SEVERITIES = ("error", "warning", "note")


def local_experiments(
    settings: Settings, project: str | None = None, name_or_id: str | None = None
) -> list[ExperimentReader]:
    """Experiments with a journal under SIGHTLINE_HOME, newest first: all, or those of a project, of a name or an id."""
    chosen: dict[str, None] = {}
    for path in journals(settings.journals):
        header = _header(path)
        owner = os.path.basename(os.path.dirname(path))
        if project in (None, header.get("project")) and name_or_id in (None, owner, header.get("name")):
            chosen[owner] = None
    found = [ExperimentReader(source) for owner in chosen if (source := local_source(settings, owner))]
    return sorted(found, key=lambda experiment: -experiment.created)


def local_source(settings: Settings, id: str) -> JournalSource | None:
    """The experiment with this id as its journals tell it now; None when nothing of it can be read."""
    source = JournalSource(id, journals(settings.journals, id))
    return source if source.recorded.opened else None


class JournalSource:
    """One experiment, replayed from the journals of its writers when it is made."""

    def __init__(self, id: str, paths: list[str]) -> None:
        from sightline._records import replay

        self.id, self.recorded, self._alive = id, Recorded(), False
        for path in paths:
            self._alive = self._alive or _is_written(path)
            try:
                for record in replay(path):
                    self.recorded.take(record)
            except (OSError, errors.JournalDamaged):  # sent and deleted meanwhile, or no journal: `doctor` names it
                continue

    def head(self) -> Head:
        opened = self.recorded.opened
        end = time.time() if self._alive else self.recorded.last_time
        return Head(
            id=self.id,
            name=opened["name"],
            project=opened["project"],
            status=self.recorded.status or ("running" if self._alive else "crashed"),
            created=opened["time"],
            duration=max(end - opened["time"], 0.0),
            tags=opened["tags"],
            dataset=opened.get("dataset"),
            parameters=self._parameters(),
            summary=self._summary(),
            url=None,
        )

    def logs(self) -> list[LogHead]:
        return [self._log_head(name, kind) for name, kind in self.recorded.types.items()]

    def log(self, name: str, version: int | None) -> Series | State:
        if name not in self.recorded.types:
            raise errors.NotFound(f"no log {name!r} in {self.recorded.opened['name']}")
        if name in self.recorded.lines:
            return self.recorded.lines[name].series
        states = self.recorded.states[name]
        if version is not None and not 1 <= version <= len(states):
            raise errors.NotFound(f"no version {version} of {name!r}: it has 1 to {len(states)}")
        return states[(version or len(states)) - 1]

    def files(self) -> list[FileHead]:
        return [head for versions in self.recorded.files.values() for head in reversed(versions)]

    def read_file(self, file: FileHead) -> Iterator[bytes]:
        try:
            with open(self.recorded.copies.get(file.sha256, ""), "rb") as stream:
                while part := stream.read(_PART):
                    yield part
        except OSError:
            gone = "its copy on this machine went to a server"
            raise errors.NotFound(f"{file.name}@{file.version}: {gone}") from None

    def findings(self) -> list[Finding]:
        from sightline.findings import View, examine

        recorded = self.recorded
        view = View(
            logs={name: states[-1].data for name, states in recorded.states.items()},
            types=recorded.types,
            files=recorded.file_facts,
            labelmap=next((self._canonical(log) for log in self._with_effect("NameClasses").values()), None),
            dataset=recorded.opened.get("dataset"),
        )
        found = [*recorded.refused, *examine(view)]
        return sorted(found, key=lambda finding: _SEVERITIES.index(finding.severity))

    def console(self) -> Iterator[ConsoleLine]:
        return iter(self.recorded.console)

    def _log_head(self, name: str, kind: str) -> LogHead:
        if kind != "line":
            return LogHead(name, kind, len(self.recorded.states[name]))
        series = self.recorded.lines[name].series
        return LogHead(name, kind, 1, (series.steps[-1], series.values[-1]) if series.steps else None)

    def _with_effect(self, effect: str) -> dict[str, str]:
        """Reserved name -> the log that acts as it, for names with an effect of that class."""
        from sightline.names import resolve

        return {
            reserved.name: log
            for log, reserved in resolve(self.recorded.types).items()
            if any(type(one).__name__ == effect for one in reserved.effects)
        }

    def _parameters(self) -> dict[str, Any]:
        found = dict(self.recorded.opened.get("parameters") or {})
        for log in self._with_effect("RecordParameters").values():
            table = self._canonical(log)
            if table["data"]:
                found.update(zip(table["columns"], map(number, table["data"][0]), strict=False))
        return found

    def _summary(self) -> dict[str, Any]:
        """A line without a point has no last value."""
        newest = {name: self._newest(log) for name, log in self._with_effect("Summarise").items()}
        return {name: value for name, value in newest.items() if value is not None}

    def _newest(self, log: str) -> Any:
        if log in self.recorded.lines:
            values = self.recorded.lines[log].series.values
            return values[-1] if values else None
        return number(self._canonical(log))

    def _canonical(self, log: str) -> Any:
        return self.recorded.states[log][-1].data


def _header(path: str) -> dict[str, Any]:
    try:
        reader = Reader(path)
    except (OSError, errors.JournalDamaged):
        return {}
    reader.close()
    return reader.header


def _is_written(path: str) -> bool:
    """Whether a living process holds this journal."""
    try:
        reader = Reader(path)
    except (OSError, errors.JournalDamaged):
        return False
    try:
        return not reader.lock()
    finally:
        reader.close()
