"""Where an experiment is read from, and what comes from there: the same for a server and for journals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from sightline.names import Finding


class Head(NamedTuple):
    """What stands at the top of an experiment's page. Times are seconds since the epoch."""

    id: str
    name: str
    project: str
    status: str
    created: float
    duration: float
    tags: list[str]
    dataset: str | None
    parameters: dict[str, Any]
    summary: dict[str, float]
    url: str | None


class Column(Protocol):
    """Numbers side by side: an array, or a view of an answer's bytes."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> Any: ...

    def tolist(self) -> list[Any]: ...


class Series(NamedTuple):
    """Points of a line by rising step, in columns of one length. Steps are int64 where all are whole, else float64."""

    steps: Column
    values: Column
    times: Column  # seconds since the epoch


class State(NamedTuple):
    """One state of a log that is not a line, in its canonical form."""

    type: str
    version: int
    step: float | None
    time: float
    data: Any


class LogHead(NamedTuple):
    """A log without its data. `version`: how many states it had so far. `last`: step and value, of a line."""

    name: str
    type: str
    version: int
    last: tuple[float, float] | None = None


class FileHead(NamedTuple):
    """One version of a file, without its bytes."""

    name: str
    version: int
    filename: str
    sha256: str
    size: int
    created: float


class ConsoleLine(NamedTuple):
    """One line that the script printed; `stream` is stdout or stderr."""

    stream: str
    text: str
    time: float


class Source(Protocol):
    """Where an experiment is read from. A name that is not there raises errors.NotFound."""

    def head(self) -> Head: ...

    def logs(self) -> list[LogHead]: ...

    def log(self, name: str, version: int | None) -> Series | State: ...

    def files(self) -> list[FileHead]: ...

    def read_file(self, file: FileHead) -> Iterator[bytes]: ...

    def findings(self) -> list[Finding]: ...

    def console(self) -> Iterator[ConsoleLine]: ...
