"""A seed becomes a course of events: who logs, what breaks and when; then all is mended, sent, and judged."""

from __future__ import annotations

import errno
import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sightline import _batch, _delivery, _journal, _sending
from sightline._recorder import Identity
from sightline.cli._ledger import read_journals
from sightline_server.logs import reading
from sightline_server.store.engine import Store

from tests.faults.simulation.network import FAULTS
from tests.faults.simulation.oracle import Stored, Verdict
from tests.faults.simulation.planted import Sound
from tests.faults.simulation.process import Address, Machine, Process, Task
from tests.faults.simulation.script import Script
from tests.faults.simulation.world import Stuck, World, patched

EXPERIMENT = "0190a000-0000-7000-8000-{:012x}"
#: Each is in one world of three.
KINDS = (
    "network", "kill", "power", "server kill", "server power", "full disk", "disk errors", "server full", "clock",
    "fork", "two writers", "interrupt", "deleted journal", "closed files", "sync meanwhile", "small memory",
)  # fmt: skip
DISK_ERRORS = (errno.EIO, errno.EDQUOT, errno.ESTALE, errno.ENOSPC)


@dataclass
class Outcome:
    """What became of one seed."""

    seed: int
    verdict: Verdict
    happened: Counter[str] = field(default_factory=Counter)
    trace: list[str] = field(default_factory=list)
    commits: int = 0


def simulate(seed: int, planted: Sound | None = None, tell: bool = False) -> Outcome:
    """One world from its beginning to its judgement."""
    with tempfile.TemporaryDirectory(prefix="sightline-simulation-", dir=_memory()) as folder:
        world = World(seed, Path(folder), _template(), planted or Sound(), tell)
        return Scenario(world, seed).outcome()


class Scenario:
    """The plan of one world, drawn from its random numbers."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.seed, self.random = world, seed, world.random
        self.kinds = [kind for kind in KINDS if self.random.random() < 1 / 3]
        self.machines = [Machine("machine-0")]
        self.scripts: list[Script] = []
        self.trouble = True
        world.interleaving = self.random.choice((0.0, 0.02, 0.2))

    def outcome(self) -> Outcome:
        with self.world.entered(), patched(self._sizes()):
            try:
                self._plan()
                self.world.run_until(lambda: all(script.ended for script in self.scripts) and not self.trouble)
                self._mend()
                self._send_all()
            except Stuck as stuck:
                self.world.oracle.accuse("stuck", str(stuck))
            if not self.world.server.alive:
                self.world.server.start()
            self.world.oracle.excuse(self._set_aside(), "set aside beside the journal: a gateway said it is too large")
            verdict = self.world.oracle.judge(_stored(self.world.server.store))
            self.world.server.close()
            for process in self.world.processes:
                for task in process.tasks:
                    task.stop()
        return Outcome(self.seed, verdict, self.world.happened, self.world.trace, self.world.commits)

    def _sizes(self) -> list[tuple[object, str, object]]:
        batch = self.random.choice((300, 2000, 256 << 10))
        sizes: list[tuple[object, str, object]] = [
            (module, "CHUNK_BYTES", batch) for module in (_batch, _delivery, _sending)
        ]
        if "small memory" in self.kinds:
            sizes.append((_journal, "HOLD_BYTES", self.random.randint(0, 2000)))
        return sizes

    def _plan(self) -> None:
        if "two writers" in self.kinds:
            self.world.happen("two writers")
            if self.random.random() < 0.5:
                self.machines.append(Machine("machine-1"))
        self._start(resume=False)
        if "two writers" in self.kinds:
            self._soon(5.0, lambda: self._start(resume=True))
        if "network" in self.kinds:
            self.world.network.faults = tuple(fault for fault in FAULTS if self.random.random() < 0.5)
            self.world.network.one_in = self.random.choice((1, 2, 4, 10))
        self._soon(60.0, self._write_back)
        self.world.about_to_finish = self._crash_at_the_end
        for kind, work in _FAULTS.items():
            if kind in self.kinds:
                for _ in range(self.random.randint(1, 3)):
                    self._soon(8.0, lambda work=work: work(self))
        self.world.at(60.0, None, self._calm_down)

    def _soon(self, seconds: float, work: Callable[[], object]) -> None:
        """At a random time, as long as there is trouble."""
        self.world.at(self.random.uniform(0.0, seconds), None, lambda: work() if self.trouble else None)

    def _start(self, resume: bool) -> None:
        number = len(self.scripts)
        machine = self.machines[number % len(self.machines)]
        identity = Identity(EXPERIMENT.format(1), "project", "run", [], None)
        script = Script(self.world, machine, f"script-{number}", identity, self.random.randint(5, 60), resume)
        if "kill" in self.kinds and self.random.random() < 0.7:
            script.process.calls_to_live = self.random.randint(1, 600)
        script.may_fork = self.random.randint(1, 3) if "fork" in self.kinds else 0
        self.scripts.append(script)
        script.start()
        if self.random.random() < 0.5:
            self._sync(machine, everything=False)

    def _sync(self, machine: Machine, everything: bool = True) -> Task:
        """`sightline sync`, or what `init` does in the background."""
        process = Process(self.world, machine, "sync" if everything else "leftovers")
        self.world.processes.append(process)
        steps = _sending.send_leftovers(self.world.settings(), Address(), None, everything, None)
        task = Task(process, steps, ended=process.end)
        if "kill" in self.kinds and self.trouble and self.random.random() < 0.3:
            process.calls_to_live = self.random.randint(1, 200)
        return task

    def _cut_power(self) -> None:
        machine = self.random.choice(self.machines)
        self.world.happen("training machine power cut", machine.name)
        safe = [one.value for one in _stored(self.world.server.store)] if self.world.server.alive else _read(self.world)
        for process in self.world.processes:
            if process.machine is machine and process.alive:
                self.world.bury(process)
        self.world.oracle.lose_power(machine.name, safe)
        machine.disk.lose_power(self.random)
        if self.random.random() < 0.5:
            self._soon(8.0, lambda: self._start(resume=True))

    def _write_back(self) -> None:
        for machine in self.machines:
            machine.disk.write_back()
        self._soon(30.0, self._write_back)

    def _kill_server(self) -> None:
        server = self.world.server
        server.cuts_power = "server power" in self.kinds and self.random.random() < 0.5
        place = self.random.choice(("before commit", "in commit", "after commit", "idle"))
        if place == "idle":
            server.crash(server.cuts_power)
        elif server.alive:
            server.dies = place

    def _crash_at_the_end(self) -> None:
        """When a script's last batch is being stored, or was just now: its journal goes with the answer."""
        server = self.world.server
        if self.trouble and "server power" in self.kinds and self.random.random() < 0.5:
            self.world.at(self.random.uniform(0.1, 1.0), None, lambda: server.crash(power=True))
        elif self.trouble and "server kill" in self.kinds and self.random.random() < 0.5:
            server.dies, server.cuts_power = self.random.choice(("before commit", "in commit", "after commit")), False

    def _fill_disk(self) -> None:
        machine = self.random.choice(self.machines)
        self.world.happen("training machine's disk full", machine.name)
        machine.disk.room = self.random.choice((0, self.random.randint(1, 300)))
        self.world.at(self.random.uniform(0.1, 30.0), None, lambda: setattr(machine.disk, "room", None))

    def _break_disk(self) -> None:
        disk = self.random.choice(self.machines).disk
        disk.calls_to_failure, disk.failing = self.random.randint(0, 120), self.random.choice((1, 1, 3, 30))
        disk.error = self.random.choice(DISK_ERRORS)

    def _fill_server(self) -> None:
        self.world.happen("server's disk full")
        self.world.server.fill(True)
        self._soon(30.0, lambda: self.world.server.fill(False))

    def _turn_clock(self) -> None:
        jump = self.random.choice((-3600.0, 3600.0, -1.5, 0.4, -86400.0 * 365, 86400.0 * 365))
        self.world.happen("clock jump", f"{jump:+.1f} s")
        if self.random.random() < 0.8:
            self.random.choice(self.machines).skew += jump
        else:
            self.world.server_skew += jump

    def _interrupt(self) -> None:
        script = self.random.choice(self.scripts)
        for _ in range(3):
            self.world.at(self.random.uniform(0.0, 3.0), script.process, script.interrupt)

    def _delete_journal(self) -> None:
        disk = self.random.choice(self.machines).disk
        written = [file for script in self.scripts if not script.over for file in script.process.written_files()]
        journals = [path for path, file in disk.names.items() if path.endswith(".journal") and file in written]
        if journals:
            path = self.random.choice(journals)
            self.world.happen("journal deleted by hand", path)
            disk.rename({path: None})

    def _close_files(self) -> None:
        self.random.choice(self.scripts).close_files()

    def _sync_now(self) -> None:
        self._sync(self.random.choice(self.machines))

    def _calm_down(self) -> None:
        """No more faults."""
        self.trouble = False
        self.world.network.faults = ()
        self.world.server.fill(False)
        self.world.server.dies = None
        for process in self.world.processes:
            process.calls_to_live = None
        for machine in self.machines:
            machine.disk.room = machine.disk.calls_to_failure = None
            self.world.happened["disk error at a call"] += machine.disk.failed

    def _mend(self) -> None:
        """The server is there, and nobody else sends."""
        tasks = [task for process in self.world.processes for task in process.tasks if process.alive]
        self.world.run_until(lambda: self.world.server.alive and all(task.over for task in tasks))

    def _send_all(self) -> None:
        """`sightline sync` on each machine, until nothing waits."""
        for machine in self.machines:
            for _ in range(4):
                task = self._sync(machine)
                self.world.run_until(lambda task=task: task.over)
                if task.error:
                    self.world.oracle.accuse("sync failed", task.error)
            self._look_at_ledger(machine)

    def _look_at_ledger(self, machine: Machine) -> None:
        """What is still there must have a reason that a person is told."""
        process = Process(self.world, machine, "doctor")

        def look() -> None:
            for state in read_journals(self.world.settings()):
                whole = self._is_whole(state.path)
                if state.waiting and whole:
                    self.world.oracle.accuse("left behind", f"{state}")
                elif whole:
                    self.world.oracle.accuse("never deleted", f"{state}")
                elif state.logged != state.acknowledged + state.waiting:
                    self.world.oracle.accuse("the ledger does not add up", f"{state}")

        self.world.run_as(process, look)

    def _set_aside(self) -> list[float]:
        """Values in records that senders put aside, and told their user of."""
        files = [file for machine in self.machines for path, file in machine.disk.names.items()
                 if path.endswith(".set-aside")]  # fmt: skip
        records = [json.loads(line) for file in files for line in bytes(file.data).splitlines()]
        return [value for record in records for value in record.get("values", [record.get("data")])]

    def _is_whole(self, path: str) -> bool:
        try:
            reader = _journal.Reader(path)
        except _journal.JournalDamaged:
            return False
        reader.rewind()
        whole = not reader.tail() and None not in reader.chunk(1 << 30).bodies
        reader.close()
        return whole


_FAULTS: dict[str, Callable[[Scenario], object]] = {
    "power": Scenario._cut_power, "server kill": Scenario._kill_server, "server power": Scenario._kill_server,
    "full disk": Scenario._fill_disk, "disk errors": Scenario._break_disk, "server full": Scenario._fill_server,
    "clock": Scenario._turn_clock, "interrupt": Scenario._interrupt, "deleted journal": Scenario._delete_journal,
    "closed files": Scenario._close_files, "sync meanwhile": Scenario._sync_now,
}  # fmt: skip


def _stored(store: Store) -> list[Stored]:
    """All values of all experiments, as the server reads them."""
    with store.read() as connection:
        lines = connection.exec_driver_sql("SELECT experiment_id, name FROM log WHERE type = 'line' ORDER BY id").all()
        found = []
        for experiment, name in lines:
            points = reading.whole(connection, experiment, [name])[0].points
            columns = zip(points.steps.tolist(), points.values.tolist(), points.times.tolist(), strict=True)
            found += [Stored(experiment, name, *point) for point in columns]
        states = connection.exec_driver_sql(
            "SELECT experiment_id, name, data, time FROM log JOIN log_version ON log_id = id ORDER BY id, version"
        ).all()
        found += [Stored(experiment, name, None, float(data), moment) for experiment, name, data, moment in states]
    return found


def _read(world: World) -> list[float]:
    """The same while the server is dead."""
    store = Store(f"sqlite:///{world.server._path}")
    found = [one.value for one in _stored(store)]
    store.close()
    return found


@cache
def _template() -> Path:
    """An empty database, made once a process."""
    path = Path(tempfile.mkdtemp(prefix="sightline-simulation-", dir=_memory())) / "empty.db"
    store = Store(f"sqlite:///{path}")
    store.prepare()
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@cache
def _memory() -> str | None:
    """A folder in memory where there is one: what survives is decided here, not by a real disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
