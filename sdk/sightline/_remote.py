"""An experiment that a server has."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator
from typing import Any

from sightline import errors
from sightline._address import page_url, segment
from sightline._api import Api
from sightline._counted import counted
from sightline._readback import number
from sightline._source import Column, ConsoleLine, FileHead, Head, LogHead, Series, State
from sightline.names import Finding

#: Bytes of a file that one request brings.
PART = 8 << 20
_PAGE = 1000


class RemoteSource:
    """Reads one experiment through the HTTP interface."""

    def __init__(self, api: Api, id: str) -> None:
        self._api, self._path = api, f"/api/experiments/{segment(id)}"

    def head(self) -> Head:
        page = self._api.get(self._path)
        return remote_head(page["row"], page["project"], self._api.url)

    def logs(self) -> list[LogHead]:
        found: list[LogHead] = []
        while True:
            page = self._api.get(f"{self._path}/logs", {"offset": len(found), "limit": _PAGE})
            found += map(_log_head, page["logs"])
            if len(found) >= page["total"] or not page["logs"]:
                return found

    def log(self, name: str, version: int | None) -> Series | State:
        """A line is asked for first, since it alone can be large; anything else takes a second request."""
        if version is None and (series := self.series([name])):
            return series[name]
        said = self._api.get(f"{self._path}/log", {"name": name, "version": version})
        return State(said["type"], said["version"], said["step"], said["time"], said["data"])

    def series(self, names: list[str]) -> dict[str, Series]:
        """The whole series of each of `names` that is a line here."""
        plain = {"Accept": "application/octet-stream"}
        return dict(unpack(self._api.ask("GET", f"{self._path}/points", {"name": names}, plain).body))

    def files(self) -> list[FileHead]:
        return [
            FileHead(entry["name"], *(version[key] for key in ("version", "filename", "sha256", "size", "created")))
            for entry in self._api.get(f"{self._path}/files")["files"]
            for version in entry["versions"]
        ]

    def read_file(self, file: FileHead) -> Iterator[bytes]:
        """Its bytes in parts, so that a large model never lies in memory whole."""
        query: dict[str, str | int] = {"name": file.name, "version": file.version}
        for start in range(0, file.size, PART):
            wanted = f"bytes={start}-{min(start + PART, file.size) - 1}"
            yield self._api.ask("GET", f"{self._path}/files/content", query, {"Range": wanted}).body

    def findings(self) -> list[Finding]:
        return [
            Finding(row["code"], row["severity"], row["title"], row["detail"], tuple(row["names"]), fix=row["fix"])
            for row in self._api.get(f"{self._path}/findings")["findings"]
            if not row["dismissed"]
        ]

    def console(self) -> Iterator[ConsoleLine]:
        after = 0
        while lines := self._api.get(f"{self._path}/console", {"after": after, "limit": _PAGE})["lines"]:
            for line in lines:
                yield ConsoleLine(line["stream"], line["text"], line["time"])
            after = lines[-1]["number"] + 1


def _log_head(entry: dict[str, Any]) -> LogHead:
    line = entry["line"]
    last = (line["last_step"], number(line["last"])) if line else None
    return LogHead(entry["name"], entry["type"], max(entry["versions"], 1), last)


def remote_head(row: dict[str, Any], project: str, server: str) -> Head:
    """The head of an experiment from its row of the experiment table."""
    return Head(
        id=row["id"],
        name=row["name"],
        project=project,
        status=row["status"],
        created=row["created"],
        duration=row["duration"],
        tags=row["tags"],
        dataset=row["dataset"],
        parameters={name: number(value) for name, value in row["parameters"].items()},
        summary={name: number(headline["value"]) for name, headline in row["summary"].items()},
        url=page_url(server, project, row["id"]),
    )


def unpack(body: bytes) -> Iterator[tuple[str, Series]]:
    """Name and points of each series: the length of a description (4 bytes), the description as JSON, three columns."""
    view, at = memoryview(body), 0
    while at < len(body):
        start = at + 4 + int.from_bytes(view[at : at + 4], "little")
        said = json.loads(bytes(view[at + 4 : start]))
        size = 8 * said["count"]
        at = start + 3 * size
        if at > len(body):
            raise errors.ServerFailed(f"{said['name']}: the answer ends before its {counted(said['count'], 'point')}")
        steps, values, times = (view[start + size * column :][:size] for column in range(3))
        of_steps = "q" if said["step_type"] == "int" else "d"
        yield said["name"], Series(_column(of_steps, steps), _column("d", values), _column("d", times))


def _column(kind: str, data: memoryview) -> Column:
    """Little-endian numbers. They stay where they are: copying them costs as much as half of their list."""
    if sys.byteorder == "little":
        return data.cast(kind)  # type: ignore[call-overload, no-any-return]  # any code of `array` will do
    numbers: array[Any] = array(kind)
    numbers.frombytes(data)
    numbers.byteswap()
    return numbers
