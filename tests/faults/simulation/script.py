"""What a training script does: it logs, forks, is interrupted, finishes. All of it through the public surface."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING

from sightline._experiment import Experiment
from sightline._journal import Journal
from sightline._recorder import Identity

from tests.faults.simulation.disk import File
from tests.faults.simulation.oracle import Kind, Logged
from tests.faults.simulation.process import Machine, Process

if TYPE_CHECKING:
    from tests.faults.simulation.world import World

WATCH_SECONDS = 0.5
_DELETED = "in a journal deleted by hand, and closed before it was written anew"


class ScriptProcess(Process):
    """A process with an experiment."""

    experiment: Experiment | None = None

    def __init__(self, world: World, machine: Machine, name: str) -> None:
        super().__init__(world, machine, name)
        self.known: list[Journal] = []
        self.gone: list[File] = []

    def journals(self) -> list[Journal]:
        """Those that it writes."""
        recorder = self.experiment._recorder if self.experiment else None
        self.known = [writer.journal for writer in recorder._writers()] if recorder else []
        return self.known

    def written_files(self) -> list[File]:
        """Those of its journals that it has open, and is not just opening."""
        settled = [journal for journal in self.journals() if journal._fd in self.files and not journal._flushing]
        return [self.files[journal._fd].file for journal in settled]

    def lines_at_risk(self) -> dict[str, list[bytes]]:
        held = [line for journal in self.known for line in journal._held or ()]
        files = [*self.gone, *(opened.file for opened in self.files.values())]
        gone = [line for file in files if not file.links for line in bytes(file.data).splitlines()[1:]]
        return {"held in memory by a full disk at the end": held, _DELETED: gone}


class Script:
    """`actions` are drawn one by one until `left` is 0; then it finishes, or just ends as a killed one does."""

    def __init__(self, world: World, machine: Machine, name: str, identity: Identity, left: int, resume: bool) -> None:
        self.world, self.name, self.identity, self.left = world, name, identity, left
        self.process = ScriptProcess(world, machine, name)
        self.over = self._looking = False
        self.may_fork = 0
        self.children: list[Script] = []
        self._resume = resume
        world.processes.append(self.process)

    def start(self) -> None:
        """It begins now."""
        self.world.at(0.0, self.process, self._begin)

    @property
    def ended(self) -> bool:
        """It and its children."""
        return (self.over or not self.process.alive) and all(child.ended for child in self.children)

    def interrupt(self) -> None:
        """A signal's handler, or another thread, logs while the script does something."""
        experiment = self.process.experiment
        if experiment is None or self.over or experiment._ended or self._held_up():
            return
        self.world.happen("log() within log()", self.name)
        name = f"{self.name}/signal-{self.world.happened['log() within log()']}"
        self._log(name, "in order", [None], lambda value: experiment.log(name, value))

    def close_files(self) -> None:
        """What a daemon does to itself: all numbers of files are given back."""
        if self.process.experiment is not None and not self.over and not self.world.writing:
            self.world.happen("all files closed by the script", self.name)
            self.world.excuse(self.process, _DELETED)
            self.process.close_all()

    def _begin(self) -> None:
        self.world.say(f"{self.name} starts on {self.process.machine.name}")
        self.process.experiment = Experiment(self.identity, self.world.settings(), resume=self._resume)
        self.go_on()

    def go_on(self) -> None:
        """Its next actions, and the thread that looks around."""
        self.world.at(0.0, self.process, self._next)
        self.world.at(WATCH_SECONDS, self.process, self._look_around)

    def _next(self) -> None:
        if self._held_up() or self._journal_locked():
            self.world.at(0.001, self.process, self._next)
            return
        if self.left <= 0:
            self._finish()
            return
        self.left -= 1
        random = self.world.random
        random.choices(self._ACTIONS, self._WEIGHTS)[0](self)
        pause = random.choice((0.0, 0.001, 0.01, 0.3)) if random.random() < 0.97 else random.choice((2.0, 20.0))
        self.world.at(pause, self.process, self._next)

    def _finish(self) -> None:
        assert self.process.experiment is not None
        self.over = True
        self.process.journals()
        self.process.gone = [opened.file for opened in self.process.files.values() if not opened.file.links]
        self.world.about_to_finish()
        self.process.experiment.finish()
        self.world.say(f"{self.name} has finished")
        self.world.excuse(self.process)
        self.process.end()

    def _look_around(self) -> None:
        """Twice a second; waits while the script has the journal's lock."""
        if self.over:
            return
        if self.world.writing or self._journal_locked():
            self.world.at(0.01, self.process, self._look_around)
            return
        assert self.process.experiment is not None
        self._looking = True
        try:
            self.process.experiment._look_around()
        finally:
            self._looking = False
        self.world.at(WATCH_SECONDS, self.process, self._look_around)

    def _journal_locked(self) -> bool:
        """Another thread would wait for it; a signal's handler is of the thread that has it."""
        return any(journal._guard._is_owned() for journal in self.process.journals())  # type: ignore[attr-defined]

    def _held_up(self) -> bool:
        """A lock that a call of another thread would wait for is held, or the kernel is in a write of this process."""
        assert self.process.experiment is not None
        locked = self.process.experiment._recorder._guard.locked()
        return locked or self._looking or self.world.writing

    def _log(self, name: str, kind: Kind, steps: list[int | None], call: Callable[..., object]) -> None:
        """One call of `log()` that gives a value for each of the steps."""
        given = [self._one(name, kind, step) for step in steps]
        self._call(given, lambda: call(*[one.value for one in given]))

    def _call(self, given: list[Logged], call: Callable[[], object]) -> None:
        times = len(self.process.times)
        self.world.oracle.calls(given)
        lost = self._lost()
        call()
        journal = self.process.journals()[0]
        where = f"{journal.path}, held" if journal.held else journal.path
        self.world.oracle.returned(given, self.process.times[times], where)
        if self._lost() > lost:
            self.world.oracle.excuse([one.value for one in given], "no memory left to hold it on a full disk")

    def _lost(self) -> int:
        return sum(journal.lost for journal in self.process.journals())

    def _one(self, name: str, kind: Kind, step: int | None) -> Logged:
        order = self.world.next_value()
        return Logged(
            self.identity.id, name, kind, step, float(order), self.process.machine.name, self.process.name, order
        )

    def _step(self) -> int:
        """Mostly the next one; sometimes one that was there."""
        return self.world.random.randint(max(0, self.world.steps - 8), self.world.steps)

    def _point(self) -> None:
        """A point at a step, of a line that all processes of the experiment log to."""
        self.world.steps += 1
        step = self.world.steps if self.world.random.random() < 0.8 else self._step()
        self._log("loss", "at steps", [step], lambda value: self._experiment.log("loss", value, step=step))

    def _counted(self) -> None:
        """A point without a step, of a line of its own."""
        name = f"{self.name}/counted"
        self._log(name, "in order", [None], lambda value: self._experiment.log(name, value))

    def _pair(self) -> None:
        """Two lines in one call."""
        self.world.steps += 1
        step = self.world.steps
        one, two = self._one("a", "at steps", step), self._one("b", "at steps", step)
        self._call([one, two], lambda: self._experiment.log({"a": one.value, "b": two.value}, step=step))

    def _list(self) -> None:
        """Several points in one call."""
        first = self.world.steps + 1
        self.world.steps += self.world.random.randint(1, 12)
        steps = list(range(first, self.world.steps + 1))
        self._log(
            "list", "at steps", list(steps),
            lambda *values: self._experiment.log("list", {"steps": steps, "values": list(values)}, "line"),
        )  # fmt: skip

    def _state(self) -> None:
        """A log that is no line: each call is a version of its own."""
        name = f"{self.name}/state"
        self._log(name, "in order", [None], lambda value: self._experiment.log(name, value, "value"))

    def _flush(self) -> None:
        """As reading a summary does."""
        self._experiment._recorder.flush(2.0)

    def _fork(self) -> None:
        if self.may_fork <= 0:
            return
        self.may_fork -= 1
        self.world.happen("fork", self.name)
        random = self.world.random
        name = f"{self.name}.{len(self.children)}"
        child = Script(self.world, self.process.machine, name, self.identity, random.randint(0, 15), False)
        child.process.files = dict(self.process.files)
        for opened in child.process.files.values():
            opened.holders += 1
        child.process.experiment = _memory_of(self._experiment)
        self.children.append(child)
        self.world.run_as(child.process, child._after_fork)

    def _after_fork(self) -> None:
        self._experiment._after_fork()
        self.go_on()

    @property
    def _experiment(self) -> Experiment:
        assert self.process.experiment is not None
        return self.process.experiment

    _ACTIONS = (_point, _counted, _pair, _list, _state, _flush, _fork)
    _WEIGHTS = (40, 20, 15, 6, 6, 1, 3)


def _memory_of(parent: Experiment) -> Experiment:
    """What a forked child finds: copies of the objects that it will change."""
    child = object.__new__(Experiment)
    child.__dict__.update(parent.__dict__)
    recorder = child._recorder = copy.copy(parent._recorder)
    child._voice = recorder.voice = copy.copy(parent._voice)
    for name in ("_main", "_files"):
        if (writer := getattr(recorder, name)) is not None:
            setattr(recorder, name, copy.copy(writer))
            getattr(recorder, name).journal = copy.copy(writer.journal)
    return child
