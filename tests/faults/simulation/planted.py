"""Bugs on purpose, to see that the simulator finds them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from sightline import _delivery, _journal
from sightline_server import arrival
from sightline_server.access.checked import RecordableExperiment
from sightline_server.experiments import recording
from sightline_server.logs import ingest
from sightline_server.logs.batches import Incoming
from sightline_server.logs.payloads import Answer
from sightline_server.store import writer
from sightline_server.store.engine import Store
from sqlalchemy import Connection, event

from tests.faults.simulation.product import Patch


class Sound:
    """No bug."""

    def patches(self) -> list[Patch]:
        """(owner, attribute, what stands there during the simulation)."""
        return []

    def database(self, store: Store) -> None:
        """A look at the store before it is used."""

    def commit(self, connection: Connection, experiment: RecordableExperiment, batch: Incoming) -> Answer:
        """Store a batch."""
        return ingest.commit(connection, experiment, batch, arrival.apply)


class ForgetsToSync(Sound):
    """The server answers when the operating system has a commit, not when the disk has it."""

    def database(self, store: Store) -> None:
        @event.listens_for(store._writers, "connect")
        def connected(connection: Any, record: object) -> None:
            connection.execute("PRAGMA synchronous = OFF")


class AnswersBeforeTheCommit(Sound):
    """The server answers as soon as a batch stands in the transaction."""

    def patches(self) -> list[Patch]:
        run = writer._run

        def eager(connection: Connection, item: Any, done: list[Any]) -> None:
            run(connection, item, done)
            while done:
                future, result = done.pop()
                future.set_result(result)

        return [(writer, "_run", eager)]


class KnowsNoBatchAgain(Sound):
    """The server stores whatever comes: no key tells it that it has seen a batch before."""

    def commit(self, connection: Connection, experiment: RecordableExperiment, batch: Incoming) -> Answer:
        next_line = recording.next_line

        def any_line(*arguments: Any) -> int:
            next_line(*arguments)
            return batch.first

        recording.next_line = any_line
        try:
            return super().commit(connection, experiment, batch)
        finally:
            recording.next_line = next_line


class TakesSilenceForYes(Sound):
    """The sender counts a batch as stored when it has been sent."""

    def patches(self) -> list[Patch]:
        return [(_delivery, "_answer", lambda reply: {"next": 0})]


class DeletesTheJournalEarly(Sound):
    """`sightline sync` deletes a journal after it has tried to send it."""

    def patches(self) -> list[Patch]:
        return [(_journal.Reader, "count_lines", lambda reader: 0)]


class DropsWhatTheDiskRefuses(Sound):
    """A record that the disk has no room for is not held."""

    def patches(self) -> list[Patch]:
        return [(_journal.Journal, "_hold", _drop)]


class WritesAndHolds(Sound):
    """After a write that was cut short, what was written of the record is left there, and the record written again."""

    def patches(self) -> list[Patch]:
        hold: Callable[..., None] = _journal.Journal._hold

        def again(journal: _journal.Journal, line: bytes, error: OSError | None) -> None:
            if journal._held is None:
                with suppress(OSError):
                    _journal.os.write(journal._fd, line)
            hold(journal, line, error)

        return [(_journal.Journal, "_hold", again)]


def _drop(journal: _journal.Journal, line: bytes, error: OSError | None) -> None:
    """Nothing is held."""


PLANTED = {
    "forget to sync": ForgetsToSync,
    "acknowledge before commit": AnswersBeforeTheCommit,
    "no batch key": KnowsNoBatchAgain,
    "take silence for a yes": TakesSilenceForYes,
    "delete the journal early": DeletesTheJournalEarly,
    "drop what the disk refuses": DropsWhatTheDiskRefuses,
    "write a refused record twice": WritesAndHolds,
}
