"""The product's modules, taken into a world: what they know as the operating system, the time and a thread."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sightline import _delivery, _experiment, _journal, _prepared, _recorder, _sender, _sending, _voice
from sightline._settings import Settings
from sightline.cli import _ledger

from tests.faults.simulation.process import Address, Sender, Task
from tests.faults.simulation.system import Clock, Locks, System, streams

if TYPE_CHECKING:
    from tests.faults.simulation.world import World

#: Owner, attribute, what stands there for a while.
Patch = tuple[object, str, object]


def living_in(world: World) -> Iterator[Patch]:
    """What makes the product's modules live in this world."""
    system, clock, server_clock = System(world), Clock(world, server=False), Clock(world, server=True)
    for module in (_journal, _delivery, _recorder, _sending, _ledger):
        yield module, "os", system
    yield _journal, "fcntl", Locks(world)
    for module in (_journal, _delivery, _ledger):
        yield module, "open", streams(system)
    for module in (_journal, _recorder, _sending, _sender):
        yield module, "time", clock
    yield _experiment, "time", clock.time
    yield _prepared, "time", clock.time
    yield _experiment, "_ending", SimpleNamespace(watch=_ignore, forget=_ignore, end_with_child=_ignore)
    yield _voice, "sys", SimpleNamespace(stderr=_Lines(world), _getframe=sys._getframe)
    yield _recorder, "_in_background", _ignore
    yield _recorder, "threading", SimpleNamespace(Lock=threading.Lock)
    yield _recorder, "_sender", lambda path, recorder, beats: Sender(world, path, recorder, beats)
    yield _sender, "deliver_leftovers", lambda settings, experiment: _deliver_leftovers(world, settings, experiment)
    for name, module in list(sys.modules.items()):
        if name.startswith("sightline_server.") and vars(module).get("time") is time:
            yield module, "time", server_clock


def _deliver_leftovers(world: World, settings: Settings, experiment: str) -> list[Any]:
    """As the end of a script does it."""
    task = Task(world.running, _sending.send_leftovers(settings, Address(), None, True, experiment))
    while not task.over:
        world.sleep(0.1)
    return task.result or []


class _Lines:
    """stderr."""

    def __init__(self, world: World) -> None:
        self._world = world

    def write(self, text: str) -> None:
        if text.strip():
            self._world.say(f"{self._world.running.name}: {text.strip()}")

    def flush(self) -> None: ...


def _ignore(*arguments: object) -> None:
    """Neither does anything nor gives a thread."""


_MISSING = object()


@contextmanager
def patched(patches: list[Patch]) -> Iterator[None]:
    """Attributes of modules and classes replaced, and put back."""
    before = [(owner, name, vars(owner).get(name, _MISSING)) for owner, name, _ in patches]
    for owner, name, value in patches:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for owner, name, value in reversed(before):
            if value is _MISSING:
                delattr(owner, name)
            else:
                setattr(owner, name, value)
