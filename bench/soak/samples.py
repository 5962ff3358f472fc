"""What a server's process uses, now and then."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, text

from bench.measure import folder_size
from tests.running_server import RunningServer


class Sample(NamedTuple):
    """`at`: seconds since the start. `memory`: resident, `database`: with its log, `files`: all in bytes.

    `sockets`: those of the handles that are connections.
    """

    at: float
    process: int
    memory: int
    handles: int
    sockets: int
    threads: int
    database: int
    files: int


def open_handles(process: int) -> list[str]:
    """What each of them leads to: a path, or `socket:[...]`. Raises OSError when the process is gone."""
    found = []
    for handle in os.listdir(f"/proc/{process}/fd"):
        with suppress(FileNotFoundError):  # closed in this moment
            found.append(os.readlink(f"/proc/{process}/fd/{handle}"))
    return found


class Sampler:
    """A thread that looks every `seconds`."""

    def __init__(self, server: RunningServer, seconds: float) -> None:
        self.samples: list[Sample] = []
        self._server, self._seconds, self._over = server, seconds, threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._begun = time.monotonic()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def last_life(self) -> list[Sample]:
        """Those of the server's process that was never killed."""
        last = self.samples[-1].process
        return [sample for sample in self.samples if sample.process == last]

    def _work(self) -> None:
        while not self._over.is_set():
            with suppress(OSError, ValueError):  # killed in this moment
                self.samples.append(self._look())
            self._over.wait(self._seconds)

    def _look(self) -> Sample:
        process = self._server.process.pid
        facts = dict(
            line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines() if ":" in line
        )
        memory = int(facts["VmRSS"].split()[0]) * 1024 if "VmRSS" in facts else 0
        handles = open_handles(process)
        sockets = sum(name.startswith("socket:") for name in handles)
        if not memory:
            raise ValueError("no longer a process")
        at = time.monotonic() - self._begun
        files = folder_size(self._server.data / "blobs")
        return Sample(
            at, process, memory, len(handles), sockets, int(facts["Threads"]), self._database(), files
        )  # fmt: skip

    def _database(self) -> int:
        if not self._server.postgres:
            return sum(path.stat().st_size for path in self._server.data.glob("sightline.db*"))
        engine = create_engine(self._server.postgres)
        with engine.connect() as connection:
            size = int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
        engine.dispose()
        return size
