"""A seed becomes a course of events: who logs, what breaks and when; then all is mended, sent, and judged."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sightline import _batch, _delivery, _journal, _sending
from sightline._recorder import Identity
from sightline.cli._ledger import read_journals

from tests.faults.simulation.database import memory, stored, template
from tests.faults.simulation.mishaps import MISHAPS, crash_at_the_end, write_back
from tests.faults.simulation.network import FAULTS
from tests.faults.simulation.oracle import Verdict
from tests.faults.simulation.planted import Sound
from tests.faults.simulation.process import Address, Machine, Process, Task
from tests.faults.simulation.product import Patch, living_in, patched
from tests.faults.simulation.script import Script
from tests.faults.simulation.world import Stuck, World

EXPERIMENT = "0190a000-0000-7000-8000-{:012x}"
#: Each is in one world of three.
KINDS = (
    "network", "kill", "power", "server kill", "server power", "full disk", "disk errors", "server full", "clock",
    "fork", "two writers", "interrupt", "deleted journal", "closed files", "sync meanwhile", "small memory",
)  # fmt: skip


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
    with tempfile.TemporaryDirectory(prefix="sightline-simulation-", dir=memory()) as folder:
        world = World(seed, Path(folder), template(), planted or Sound(), tell)
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
        with patched([*living_in(self.world), *self.world.planted.patches(), *self._sizes()]):
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
            verdict = self.world.oracle.judge(stored(self.world.server.store))
            self.world.server.close()
            for process in self.world.processes:
                for task in process.tasks:
                    task.stop()
        return Outcome(self.seed, verdict, self.world.happened, self.world.trace, self.world.commits)

    def _sizes(self) -> list[Patch]:
        batch = self.random.choice((300, 2000, 256 << 10))
        sizes: list[Patch] = [(module, "CHUNK_BYTES", batch) for module in (_batch, _delivery, _sending)]
        if "small memory" in self.kinds:
            sizes.append((_journal, "HOLD_BYTES", self.random.randint(0, 2000)))
        return sizes

    def _plan(self) -> None:
        if "two writers" in self.kinds:
            self.world.happen("two writers")
            if self.random.random() < 0.5:
                self.machines.append(Machine("machine-1"))
        self.start(resume=False)
        if "two writers" in self.kinds:
            self.soon(5.0, lambda: self.start(resume=True))
        if "network" in self.kinds:
            self.world.network.faults = tuple(fault for fault in FAULTS if self.random.random() < 0.5)
            self.world.network.one_in = self.random.choice((1, 2, 4, 10))
        self.soon(60.0, lambda: write_back(self))
        self.world.about_to_finish = lambda: crash_at_the_end(self)
        for kind, work in MISHAPS.items():
            if kind in self.kinds:
                for _ in range(self.random.randint(1, 3)):
                    self.soon(8.0, lambda work=work: work(self))
        self.world.at(60.0, None, self._calm_down)

    def soon(self, seconds: float, work: Callable[[], object]) -> None:
        """At a random time, as long as there is trouble."""
        self.world.at(self.random.uniform(0.0, seconds), None, lambda: work() if self.trouble else None)

    def start(self, resume: bool) -> None:
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
            self.sync(machine, everything=False)

    def sync(self, machine: Machine, everything: bool = True) -> Task:
        """`sightline sync`, or what `init` does in the background."""
        process = Process(self.world, machine, "sync" if everything else "leftovers")
        self.world.processes.append(process)
        steps = _sending.send_leftovers(self.world.settings(), Address(), None, everything, None)
        task = Task(process, steps, ended=process.end)
        if "kill" in self.kinds and self.trouble and self.random.random() < 0.3:
            process.calls_to_live = self.random.randint(1, 200)
        return task

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
                task = self.sync(machine)
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
                elif state.logged != state.acknowledged + state.waiting + state.passed_over:
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
