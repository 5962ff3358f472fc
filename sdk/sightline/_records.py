"""The records of a journal, for a reader without a server: what a server would get, as Python."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from sightline._batch import next_batch, os_path
from sightline._journal import Reader


def replay(path: str) -> Iterator[dict[str, Any]]:
    """Every record of a journal from its first line on, in the form of payloads.Record, for a reader without a server.

    A record of a stored file or an image also has "path": where its private copy lies (or lay).
    Raises JournalDamaged for a file that is no journal. Damaged lines are left out.
    """
    reader = Reader(path)
    try:
        reader.rewind()
        while (batch := next_batch(reader)) is not None and batch.lines:
            copies = {copy.sha256: os_path(reader, copy) for copy in batch.copies}
            shared: dict[str, Any] = {}
            for text in batch.records:
                record = _parsed(text, shared)
                if copies and (path := copies.get(_sha256(record), "")):
                    record["path"] = path
                yield record
            reader.next, reader.offset = batch.first + batch.lines, batch.end
    finally:
        reader.close()


def _parsed(text: str, shared: dict[str, Any]) -> dict[str, Any]:
    """A record. Columns that the names of one call have in common are read once, and kept in `shared`.

    Values are read when somebody looks at them: a journal holds all lines of an experiment, and one is asked for.
    """
    if not text.startswith('{"kind":"points"') or not text.endswith("]}"):
        return dict(json.loads(text))
    rest, _, times = text[:-1].rpartition(',"times":')
    rest, _, values = rest.rpartition(',"values":')
    rest, _, steps = rest.rpartition(',"steps":')
    for column, kind in ((steps, "q"), (times, "d")):
        if column not in shared:
            shared[column] = _packed(kind, json.loads(column))
    columns = {"steps": shared[steps], "values": Later(values), "times": shared[times]}
    return {**json.loads(f"{rest}}}"), **columns}


class Later(Sequence[Any]):
    """A list in JSON, read when it is first looked into."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _items(self) -> list[Any]:
        return list(json.loads(self._text))

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: Any) -> Any:
        return self._items[place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)


def _packed(kind: str, numbers: list[Any] | None) -> list[Any] | array[Any] | None:
    """As an array, where they are all of that kind: "q" whole, "d" any float."""
    if numbers is None or None in numbers:
        return numbers
    try:
        return array(kind, numbers)
    except TypeError:  # a step that is not whole
        return array("d", numbers)


def _sha256(record: dict[str, Any]) -> str:
    if record["kind"] == "file":
        return str(record["sha256"])
    data = record.get("data")
    return str(data["file"]["sha256"]) if record["kind"] == "log" and record["type"] == "image" and data else ""
