"""Requests and answers on their way: slow, lost, cut, doubled, overtaken, or replaced by something in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sightline._transport import ANSWER_SECONDS, Reply
from sightline._upload import Request

if TYPE_CHECKING:
    from tests.faults.simulation.process import Process
    from tests.faults.simulation.world import World

Answered = Callable[[Reply | None], None]

#: What proxies and gateways say, in words that a sender must not take for the server's.
GATEWAYS = (
    Reply(200, b"<html>Please sign in to this network</html>", {}),
    Reply(200, b"{}", {}),
    Reply(502, b"<html>Bad Gateway</html>", {}),
    Reply(503, b"", {"retry-after": "7"}),
    Reply(429, b"", {"retry-after": "nonsense"}),
    Reply(504, b'{"next": 3}', {}),
    Reply(401, b"{}", {}),
    Reply(413, b"<html>Request Entity Too Large</html>", {}),
)


class Network:
    """`faults`: kinds of this file that may happen, each to one request in `one_in`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.faults: tuple[str, ...] = ()
        self.one_in = 4

    def send(self, process: Process, request: Request, answered: Answered) -> None:
        """Bring a request to the server, and its answer, or None, to `answered`: once."""
        once = _Once(self._world, process, answered)
        self._world.at(ANSWER_SECONDS, process, lambda: once(None))
        fault = self._fault()
        delay = self._world.random.uniform(0.001, 0.05)
        if fault is not None:
            self._world.happen(fault, f"{request.path} of {process.name}")
        if fault == "request lost":
            self._world.at(delay, process, lambda: once(None))
        elif fault == "request doubled":
            self._arrive(delay, request, once)
            self._arrive(self._world.random.choice((delay, 3.0, 90.0)), request, _nobody)
        elif fault == "request overtaken":
            self._world.at(1.0, process, lambda: once(None))
            self._arrive(self._world.random.uniform(1.0, 20.0), request, _nobody)
        elif fault == "answer slow":
            self._arrive(delay, request, lambda reply: self._later(process, once, reply))
        elif fault == "answer lost":
            self._arrive(delay, request, _nobody)
        elif fault == "answer cut":
            self._arrive(delay, request, lambda reply: once(None))
        elif fault == "answer replaced":
            reached = self._world.random.random() < 0.5
            instead = self._world.random.choice(GATEWAYS)
            if reached:
                self._arrive(delay, request, _nobody)
            self._world.at(delay * 2, process, lambda: once(instead))
        else:
            self._arrive(delay, request, once)

    def _fault(self) -> str | None:
        if not self.faults or self._world.random.randrange(self.one_in):
            return None
        return self._world.random.choice(self.faults)

    def _arrive(self, delay: float, request: Request, answered: Answered) -> None:
        self._world.at(delay, None, lambda: self._world.server.receive(request, answered))

    def _later(self, process: Process, once: Answered, reply: Reply | None) -> None:
        self._world.at(self._world.random.uniform(0.5, 80.0), process, lambda: once(reply))


class _Once:
    """The first answer counts; one after the time limit finds nobody."""

    def __init__(self, world: World, process: Process, answered: Answered) -> None:
        self._world, self._process, self._answered, self._over = world, process, answered, False

    def __call__(self, reply: Reply | None) -> None:
        if not self._over:
            self._over = True
            self._world.at(0.001, self._process, lambda: self._answered(reply))


def _nobody(reply: Reply | None) -> None:
    """Who asked has gone."""


FAULTS = (
    "request lost", "request doubled", "request overtaken", "answer slow", "answer lost", "answer cut",
    "answer replaced",
)  # fmt: skip
