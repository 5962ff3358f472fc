"""Machines, and the processes on them: a script that logs, its forked children, and `sightline sync`."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, NoReturn

from sightline._recorder import Recorder, _Witness
from sightline._sending import Nap, Sending
from sightline._transport import Reply
from sightline._upload import Request

from tests.faults.simulation.disk import Disk
from tests.faults.simulation.system import Opened

if TYPE_CHECKING:
    from tests.faults.simulation.world import World


class Machine:
    """A computer with a disk and a clock of its own. `skew`: seconds that its clock is ahead of the world's."""

    def __init__(self, name: str) -> None:
        self.name, self.disk, self.skew = name, Disk(), 0.0


class Killed(BaseException):
    """The process is no more. Not an Exception: nothing in it may catch this."""

    def __init__(self, process: Process) -> None:
        super().__init__(process.name)
        self.process = process


class Process:
    """`calls_to_live`: it is killed at the call after so many; None: it is not."""

    def __init__(self, world: World, machine: Machine, name: str) -> None:
        self.world, self.machine, self.name = world, machine, name
        self.pid = world.next_pid()
        self.alive = True
        self.calls_to_live: int | None = None
        self.files: dict[int, Opened] = {}
        self.tasks: list[Task] = []
        self.times: list[float] = []

    def step(self, call: str) -> None:
        """One step in its life. Raises Killed when it is the last."""
        if not self.alive:
            raise Killed(self)
        if self.calls_to_live is not None:
            self.calls_to_live -= 1
            if self.calls_to_live < 0:
                self.die(call)

    def dies_within(self) -> bool:
        """The next step is the last, and there is a middle of it."""
        return self.calls_to_live == 0 and self.world.random.random() < 0.5

    def die(self, call: str) -> NoReturn:
        """Killed, now."""
        self.world.happen("training process killed", f"{self.name} at {call}")
        self.world.bury(self)
        raise Killed(self)

    def number(self, opened: Opened, first: int = 3) -> int:
        """The lowest free number for an open file, from `first` on."""
        fd = first
        while fd in self.files:
            fd += 1
        self.files[fd] = opened
        return fd

    def opened(self, fd: int) -> Opened:
        """What a number stands for. Raises OSError."""
        if fd not in self.files:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self.files[fd]

    def close(self, fd: int) -> None:
        """Give a number back; the last one of an open file ends its lock."""
        opened = self.opened(fd)
        del self.files[fd]
        opened.holders -= 1
        if not opened.holders and opened.file.owner is opened:
            opened.file.owner = None

    def lines_at_risk(self) -> dict[str, list[bytes]]:
        """Journal lines that end with it, by the reason."""
        return {}

    def end(self) -> None:
        """It ends by itself."""
        self.alive = False
        self.close_all()

    def close_all(self) -> None:
        """What daemons do, and what the kernel does for a process that ended."""
        for fd in list(self.files):
            self.close(fd)


class Task:
    """A thread of a process, as far as it sends: does what the real shell in `_sender` does, without a thread."""

    def __init__(
        self,
        process: Process,
        steps: Generator[Request | Nap, Reply | None, Any],
        stays_awake: Callable[[], bool] = lambda: False,
        ended: Callable[[], None] = lambda: None,
    ) -> None:
        self.process, self.over, self.result, self.error = process, False, None, ""
        self._world, self._steps, self._stays_awake = process.world, steps, stays_awake
        self._ended = ended
        self._turn, self._napping, self._spins = 0, False, 0
        process.tasks.append(self)
        self._nap(0.0)

    def wake(self) -> None:
        """Somebody can't wait."""
        if self._napping and not self._stays_awake():
            self._nap(0.0)

    def stop(self) -> None:
        """Its process is no more."""
        self.over = True
        if not self._steps.gi_running:  # else it ends by Killed itself
            self._world.run_as(self.process, self._steps.close)

    def _nap(self, seconds: float) -> None:
        self._turn += 1
        turn, self._napping = self._turn, True
        self._spins = self._spins + 1 if seconds <= 0.0 else 0
        if self._spins > 1000:
            self._world.oracle.accuse("spins", f"{self.process.name} never waits")
        self._world.at(seconds, self.process, lambda: self._resume(None) if turn == self._turn else None)

    def _answered(self, turn: int, answer: Reply | None) -> None:
        if turn == self._turn:
            self._resume(answer)

    def _resume(self, answer: Reply | None) -> None:
        if self.over:
            return
        self._turn += 1
        self._napping = False
        try:
            action = self._steps.send(answer)
        except StopIteration as end:
            self.over, self.result = True, end.value
            self._ended()
        except Exception as error:  # noqa: BLE001  # the edge of the thread, as in `_sender`
            self.over, self.error = True, f"{type(error).__name__}: {error}"
            self._world.say(f"{self.process.name}: sending ended: {self.error}")
            self._ended()
        else:
            self._do(action)

    def _do(self, action: Request | Nap) -> None:
        if isinstance(action, Nap):
            self._nap(action.seconds)
            return
        turn = self._turn
        self._world.network.send(self.process, action, lambda answer: self._answered(turn, answer))


class Address:
    """The server's, which never changes."""

    url = "https://server"

    def look(self) -> bool:
        return False


class Sender:
    """Stands for `_sender.Sender`: the same machine, run by the world."""

    def __init__(self, world: World, path: str, recorder: Recorder, beats: bool) -> None:
        self._world = world
        self._sending = Sending(path, Address(), _Witness(recorder.voice, recorder.settings), beats)
        self._task = Task(world.running, self._sending.steps(), lambda: self._sending.ending)

    def flush(self, size: int, deadline: float) -> bool:
        while not self._sending.has(size):
            if self._world.now >= deadline or self._task.over:
                return False
            self._sending.hurry = True
            self._task.wake()
            self._world.sleep(0.05)
        return True

    def ask_to_end(self, deadline: float) -> None:
        self._sending.deadline = deadline
        self._task.wake()

    def join(self) -> bool:
        deadline = self._sending.deadline or 0.0
        while not self._task.over and self._world.now < deadline + 0.1:
            self._world.sleep(0.05)
        return self._sending.finished
