"""Who runs when: one queue of events, one clock, one thread."""

from __future__ import annotations

import heapq
import itertools
import json
import re
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from sightline._settings import Settings

from tests.faults.simulation.network import Network
from tests.faults.simulation.oracle import Oracle
from tests.faults.simulation.planted import Sound
from tests.faults.simulation.process import Address, Killed, Process
from tests.faults.simulation.server import Server

#: Simulated seconds since the epoch at the start.
START = 1_764_025_371.0
_DEEPEST = 6
_MOST_EVENTS = 200_000


class Stuck(Exception):
    """It goes on and on."""


class World:
    """`interleaving`: how likely it is at each call of a process that others run first, 0 to 1."""

    def __init__(self, seed: int, folder: Path, template: Path, planted: Sound, tell: bool = False) -> None:
        self.random = Random(seed)
        self.oracle, self.planted = Oracle(), planted
        self.happened: Counter[str] = Counter()
        self.now, self.commits = 0.0, 0
        self.steps = self._values = 0
        self.interleaving = 0.0
        self.server_skew = 0.0
        self.trace: list[str] = []
        self._tell, self._events, self._count = tell, [], itertools.count()
        self._pids = itertools.count(1000)
        self._depth = self._done = 0
        self.writing = False
        self.processes: list[Process] = []
        self.about_to_finish: Callable[[], object] = lambda: None  # a script is
        self.running: Any = None
        self.network = Network(self)
        self.server = Server(self, folder, template)

    def next_pid(self) -> int:
        return next(self._pids)

    def next_value(self) -> int:
        """Below 2**53, and never the same."""
        self._values += 1
        return self._values

    def at(self, delay: float, process: Process | None, work: Callable[[], object]) -> None:
        """Do this after so many seconds, as this process if it still lives; None: as nobody's."""
        heapq.heappush(self._events, (self.now + delay, next(self._count), process, work))

    def step(self) -> None:
        """The next event."""
        self._done += 1
        if self._done > _MOST_EVENTS:
            raise Stuck(f"no end after {_MOST_EVENTS} events")
        moment, _, process, work = heapq.heappop(self._events)
        self.now = max(self.now, moment)
        if process is None or process.alive:
            self.run_as(process, work)

    def run_as(self, process: Process | None, work: Callable[[], object]) -> None:
        """Run this as a process; its death ends it."""
        before, self.running = self.running, process
        try:
            work()
        except Killed as killed:
            if killed.process is not process:
                raise
        except Stuck:
            raise
        except Exception as error:  # noqa: BLE001  # a script must never see one of ours
            where = "".join(traceback.format_exception(error)[-3:])
            self.oracle.accuse("raised", " ".join(f"{getattr(process, 'name', 'the world')}: {where}".split()))
        finally:
            self.running = before

    def run_until(self, over: Callable[[], bool]) -> None:
        """Event after event."""
        while self._events and not over():
            self.step()

    def sleep(self, seconds: float) -> None:
        """The running process waits; others run."""
        process, until = self.running, self.now + seconds
        self._depth += 1
        try:
            while self._depth <= _DEEPEST and self._events and self._events[0][0] <= until:
                self.step()
        finally:
            self._depth -= 1
        self.now = max(self.now, until)
        process.step("sleep")

    def others_run(self, writing: bool = False) -> None:
        """The running process is held up, and something else happens first. writing: in the middle of a write."""
        horizon = self.now + self.random.choice((0.01, 1.0, 70.0))
        if self._depth >= _DEEPEST or not self._events or self._events[0][0] > horizon:
            return
        process, before = self.running, self.writing
        self._depth, self.writing = self._depth + 1, before or writing
        try:
            self.step()
        finally:
            self._depth, self.writing = self._depth - 1, before
        if not process.alive:
            raise Killed(process)

    def call(self, name: str) -> Process:
        """The running process calls the operating system."""
        process: Process = self.running
        if self.chance(self.interleaving):
            self.others_run()
        process.step(name)
        process.machine.disk.may_fail()
        return process

    def chance(self, likely: float) -> bool:
        return likely > 0 and self.random.random() < likely

    def bury(self, process: Process) -> None:
        """Its memory is gone, its files are closed."""
        process.alive = False
        self.excuse(process)
        for task in process.tasks:
            task.stop()
        process.close_all()

    def excuse(self, process: Process, only: str = "") -> None:
        """What its memory and its deleted files held goes with it; `only`: of this reason."""
        for reason, lines in process.lines_at_risk().items():
            if only in ("", reason):
                self.oracle.excuse(values_of(lines), reason)

    def removed(self, process: Process, path: str) -> None:
        """A file is being deleted: a journal must be on the server."""
        if not path.endswith(".journal") or "journal deleted by hand" in self.happened or not self.server.alive:
            return
        lines = bytes(process.machine.disk.names[path].data).count(b"\n") - 1
        stored = self.server.next_line(path.rpartition("/")[2].removesuffix(".journal"))
        if stored < lines:
            self.oracle.accuse("deleted early", f"{path}: {lines} lines, {stored} of them at the server")

    def wall(self) -> float:
        """What the clock of the running process's machine says."""
        moment = START + self.now + self.running.machine.skew
        self.running.times.append(moment)
        return moment

    def server_wall(self) -> float:
        return START + self.now + self.server_skew

    def happen(self, fault: str, detail: str = "") -> None:
        """Count a fault."""
        self.happened[fault] += 1
        self.say(f"{fault}: {detail}")

    def say(self, text: str) -> None:
        line = f"{self.now:10.3f} {text}"
        self.trace.append(line)
        if self._tell:
            print(line)

    def settings(self) -> Settings:
        return Settings(url=Address.url, api_key="key", home="/home", quiet=True)


def values_of(lines: Iterable[bytes]) -> Iterator[float]:
    """What was logged with these journal lines."""
    for line in lines:
        for found in _VALUE.findall(line):
            value = json.loads(found)
            yield from value if isinstance(value, list) else [value]


_VALUE = re.compile(rb'"(?:v|data)":(\[[^\]]*\]|[-0-9.e]+)')
