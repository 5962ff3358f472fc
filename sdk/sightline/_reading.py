"""Reading an experiment: the same objects whether a server has it or the journals of this machine."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from sightline import errors
from sightline._copies import NO_ROOM
from sightline._counted import counted
from sightline._readback import python_data
from sightline._source import ConsoleLine, FileHead, Head, LogHead, Series, Source, State
from sightline.names import Finding


class LogEntry:
    """A log: `name`, `type`, `version`, and `data`, which is fetched when it is first asked for."""

    def __init__(self, source: Source, head: LogHead, content: Series | State | None = None) -> None:
        self.name, self.type, self.version = head.name, head.type, head.version
        self._source, self._head, self._content = source, head, content

    @property
    def data(self) -> Any:
        """A line: {"steps": [...], "values": [...]}, by rising step: ints where all of them are whole, else floats.

        Its values are floats, NaN and infinities among them.

        A flat table (parameters): its dict. Any other type: the canonical form of its type.
        """
        content = self._loaded()
        if isinstance(content, State):
            return python_data(content.type, content.data)
        return {"steps": content.steps.tolist(), "values": content.values.tolist()}

    @property
    def last(self) -> tuple[float, float] | None:
        """Step and value of a line's last point as `logs()` read them, floats, with no further request."""
        return self._head.last

    @property
    def step(self) -> float | None:
        """The step that it was logged with; of a line, the last one."""
        content = self._loaded()
        if isinstance(content, State):
            return content.step
        return content.steps[-1] if content.steps else None

    @property
    def times(self) -> list[float]:
        """When each point of a line was logged (any other type: this state), in seconds since the epoch."""
        content = self._loaded()
        return [content.time] if isinstance(content, State) else content.times.tolist()

    def __repr__(self) -> str:
        return f"<log {self.name!r}, {self.type}, version {self.version}>"

    def _loaded(self) -> Series | State:
        if self._content is None:
            self._content = self._source.log(self.name, None if self.type == "line" else self.version)
        return self._content


class FileEntry:
    """One immutable version of a file: `name`, `version`, `filename`, `sha256` (hex), `size` in bytes."""

    def __init__(self, source: Source, head: FileHead) -> None:
        self.name, self.version, self.filename = head.name, head.version, head.filename
        self.sha256, self.size, self.created = head.sha256, head.size, head.created
        self._source, self._head = source, head

    def download(self, folder: str | os.PathLike[str] = ".") -> Path:
        """Write it into `folder` (made where missing) under its own file name, and return its path.

        A stored folder comes as the zip that it was stored as. The bytes are checked against `sha256` before the file
        gets its name: what is there is whole. Raises errors.ChecksumMismatch when they differ, errors.InvalidFile
        where `folder` cannot be written, errors.DiskFull where there is no room.
        """
        target = Path(folder) / _plain_name(self.filename)
        partial = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(partial)
            os.replace(partial, target)
        except OSError as error:
            what = f"{self.name}@{self.version}: {target} cannot be written ({error.strerror or error})"
            if error.errno in NO_ROOM:
                raise errors.DiskFull(f"{what}: make room there, or name another folder") from None
            raise errors.InvalidFile(f"{what}: name a folder that can") from None
        finally:
            with suppress(OSError):
                partial.unlink()
        return target

    def __repr__(self) -> str:
        return f"<file {self.name}@{self.version}, {self.filename}, {counted(self.size, 'byte')}>"

    def _write(self, path: Path) -> None:
        digest = hashlib.sha256()
        with path.open("wb") as output:
            for part in self._source.read_file(self._head):
                digest.update(part)
                output.write(part)
        if digest.hexdigest() != self.sha256:
            came = digest.hexdigest()
            raise errors.ChecksumMismatch(f"{self.name}@{self.version}: expected sha256 {self.sha256}, got {came}")


class ExperimentReader:
    """A recorded experiment, to look at. What it shows of its head is of the moment it was read: see `refresh()`."""

    def __init__(self, source: Source, head: Head | None = None) -> None:
        self._source = source
        self._head = head if head is not None else source.head()

    @property
    def id(self) -> str:
        """Its uuid."""
        return self._head.id

    @property
    def name(self) -> str:
        return self._head.name

    @property
    def project(self) -> str:
        """Name of its project."""
        return self._head.project

    @property
    def status(self) -> str:
        """running, success, failed, crashed or stopped."""
        return self._head.status

    @property
    def tags(self) -> list[str]:
        return list(self._head.tags)

    @property
    def dataset(self) -> str | None:
        """Name of the dataset it was started with."""
        return self._head.dataset

    @property
    def created(self) -> float:
        """Seconds since the epoch."""
        return self._head.created

    @property
    def duration(self) -> float:
        """Seconds from its start to its end, or so far."""
        return self._head.duration

    @property
    def parameters(self) -> dict[str, Any]:
        """Its hyper-parameters by name."""
        return dict(self._head.parameters)

    @property
    def summary(self) -> dict[str, float]:
        """Last values of the names that stand in the Summary, such as {"accuracy": 0.91, "loss": 0.42}."""
        return dict(self._head.summary)

    @property
    def url(self) -> str | None:
        """Address of its page; None while no server has it."""
        return self._head.url

    def refresh(self) -> None:
        """Read name, status, summary and the rest of the head again."""
        self._head = self._source.head()

    def logs(self) -> list[LogEntry]:
        """Every log, by order of first arrival."""
        return [LogEntry(self._source, head) for head in self._source.logs()]

    def get_log(self, name: str, version: int | None = None) -> LogEntry:
        """The newest state of a log, or the one numbered `version` (1, 2, ...). Raises errors.NotFound."""
        content = self._source.log(name, version)
        if isinstance(content, State):
            return LogEntry(self._source, LogHead(name, content.type, content.version), content)
        return LogEntry(self._source, LogHead(name, "line", 1), content)

    def files(self) -> list[FileEntry]:
        """Every version of every file, by name, newest version first."""
        return [FileEntry(self._source, head) for head in self._source.files()]

    def get_file(self, name: str) -> FileEntry:
        """The newest version of a file, or an earlier one: `model-latest@3`. Raises errors.NotFound."""
        versions = self._source.files()
        for head in versions:  # newest first, so that a bare name meets its newest version
            if name in (head.name, f"{head.name}@{head.version}"):
                return FileEntry(self._source, head)
        raise errors.NotFound(f"no file {name!r} in {self.name}: it has {_listed(versions)}")

    def findings(self) -> list[Finding]:
        """What the platform noticed, worst first; without those that a person dismissed."""
        return self._source.findings()

    def console(self) -> list[ConsoleLine]:
        """What the script printed, both streams in the order of arrival."""
        return list(self._source.console())

    def __repr__(self) -> str:
        return f"<experiment {self.project}/{self.name}, {self.status}, {self.id}>"

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from sightline._notebook import card

        return card(self.name, self.project, self.status, self.url, self.summary)


def _plain_name(filename: str) -> str:
    """The last part of a file name that somebody else chose: never a path, never empty, never hidden."""
    return filename.replace("\\", "/").rsplit("/", 1)[-1].lstrip(".").replace("\0", "") or "file"


def _listed(files: list[FileHead]) -> str:
    names = list(dict.fromkeys(file.name for file in files))
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "") if names else "none"
