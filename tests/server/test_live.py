"""Server-sent events of a real server, over real sockets."""

from __future__ import annotations

import contextlib
import http.client
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import pytest
import sightline

from tests.running_server import RunningServer, start_server

PATIENCE = 20.0
CLIENTS = 50


class Event(NamedTuple):
    number: int
    kind: str
    experiment: str


class Stream:
    """One page's connection; open, and told so by the server, when it is made."""

    def __init__(self, server: RunningServer, project: str | None = None, last: int | None = None) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        headers = {"Authorization": f"Bearer {server.key}", "Accept": "text/event-stream"}
        if last is not None:
            headers["Last-Event-ID"] = str(last)
        self._connection.request("GET", f"/api/events{f'?project={project}' if project else ''}", headers=headers)
        self.answer = self._connection.getresponse()
        assert self.answer.status == 200
        assert self.answer.headers["content-type"].startswith("text/event-stream")
        self.opening = self._block()

    def until(self, wanted: Callable[[Event], bool]) -> list[Event]:
        """What comes up to the first such event, it included."""
        found: list[Event] = []
        while not found or not wanted(found[-1]):
            block = self._block()
            if "id" in block:
                found.append(Event(int(block["id"]), block["event"], block["data"]))
        return found

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.answer.close()
        self._connection.close()

    def _block(self) -> dict[str, str]:
        lines: list[str] = []
        while line := self.answer.readline().decode().strip():
            lines.append(line)
        assert lines, "the stream ended"
        return {name: text for name, _, text in (line.partition(": ") for line in lines)}


@contextmanager
def listening(server: RunningServer, project: str | None = None, last: int | None = None) -> Iterator[Stream]:
    stream = Stream(server, project, last)
    try:
        yield stream
    finally:
        stream.close()


@contextmanager
def recording(server: RunningServer, project: str) -> Iterator[sightline.Experiment]:
    experiment = sightline.init(project, "run", url=server.url, api_key=server.key, home=server.home, quiet=True)
    try:
        yield experiment
    finally:
        experiment.finish()


def log_of(experiment: str) -> Callable[[Event], bool]:
    return lambda event: (event.kind, event.experiment) == ("log", experiment)


def open_streams(server: RunningServer) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    asked.request("GET", "/metrics", headers={"Authorization": f"Bearer {server.key}"})
    text = asked.getresponse().read().decode()
    asked.close()
    found = re.search(r"^sightline_live_streams (\d+)", text, re.MULTILINE)
    assert found is not None
    return int(found[1])


def wait_for_streams(server: RunningServer, number: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while (now := open_streams(server)) != number:
        assert time.monotonic() < deadline, f"{now} streams are open, {number} were expected"
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def nobody_left_over(server: RunningServer) -> None:
    wait_for_streams(server, 0)


def test_a_log_is_heard_of(server: RunningServer) -> None:
    with listening(server) as stream, recording(server, "heard") as experiment:
        assert stream.opening["retry"] == "1000"
        experiment.log("loss", 0.5)
        found = stream.until(log_of(experiment.id))
        assert [event.number for event in found] == sorted({event.number for event in found})
        assert {event.experiment for event in found} == {experiment.id}


def test_only_the_projects_own_events_come(server: RunningServer) -> None:
    with listening(server) as everything:
        with recording(server, "own") as mine:
            mine.log("loss", 0.5)
            everything.until(log_of(mine.id))
        with listening(server, "own") as stream, recording(server, "other") as other:
            other.log("loss", 0.5)
            everything.until(log_of(other.id))
            with recording(server, "own") as again:
                again.log("loss", 0.5)
                found = stream.until(log_of(again.id))
            assert other.id not in {event.experiment for event in found}


def test_who_comes_back_hears_what_it_missed(server: RunningServer) -> None:
    with recording(server, "missed") as experiment:
        with listening(server) as stream:
            experiment.log("loss", 0.5)
            last = stream.until(log_of(experiment.id))[-1].number
        with listening(server) as other:
            experiment.log("loss", 0.25)
            missed = other.until(log_of(experiment.id))[-1].number
        assert missed > last
        with listening(server, last=last) as stream:
            assert missed in [event.number for event in stream.until(log_of(experiment.id))]


def test_a_number_that_was_never_given_keeps_nobody_waiting(server: RunningServer) -> None:
    with listening(server, last=10**17) as stream, recording(server, "future") as experiment:
        experiment.log("loss", 0.5)
        stream.until(log_of(experiment.id))


def test_who_goes_away_is_forgotten(server: RunningServer) -> None:
    with listening(server) as staying, recording(server, "away") as experiment:
        with listening(server):
            wait_for_streams(server, 2)
        wait_for_streams(server, 1)
        experiment.log("loss", 0.5)
        staying.until(log_of(experiment.id))
    wait_for_streams(server, 0)


def test_many_pages_hear_of_it_and_the_server_still_answers(server: RunningServer) -> None:
    with ExitStack() as stack, recording(server, "many") as experiment:
        streams = [stack.enter_context(listening(server)) for _ in range(CLIENTS)]
        wait_for_streams(server, CLIENTS)
        experiment.log("loss", 0.5)
        for stream in streams:
            stream.until(log_of(experiment.id))
        with sightline.Client(server.url, server.key) as client:
            assert client.experiment(experiment.id).get_log("loss").data["values"] == [0.5]
    wait_for_streams(server, 0)


def test_a_stopping_server_ends_its_streams(tmp_path_factory: pytest.TempPathFactory) -> None:
    with start_server(tmp_path_factory.mktemp("stopping")) as own, listening(own) as stream:
        own.stop()
        assert stream.answer.read() == b""
    assert own.process.returncode == 0
