"""Attacks: journals that arrive long after their process ended say what was, not what is."""

import json
import time
import urllib.request
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sightline
from sightline._journal import frame, unframe

from tests.faults.training import run_sightline, start_training
from tests.running_server import RunningServer

DAY = 86_400.0
Record = dict[str, Any]


class Sender:
    """A writer of an experiment, without a process: batches as they travel."""

    def __init__(self, server: RunningServer, experiment: str = "") -> None:
        self.server, self.experiment = server, experiment or str(uuid.uuid4())
        self.writer, self.next = str(uuid.uuid4()), 0

    def send(self, *records: Record, late: bool = True, lines: int | None = None) -> None:
        batch = {
            "writer": self.writer, "experiment": self.experiment, "first": self.next,
            "lines": len(records) if lines is None else lines, "records": records, "late": late,
        }  # fmt: skip
        headers = {"Authorization": f"Bearer {self.server.key}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.server.url}/api/batches", json.dumps(batch).encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            self.next = json.loads(answer.read())["next"]

    def look(self) -> Any:
        return sightline.Client(self.server.url, self.server.key).experiment(self.experiment)


def opening(moment: float, resume: bool = False) -> Record:
    return {"kind": "open", "time": moment, "project": "faults", "name": "late", "resume": resume}


def points(moment: float, *steps: int) -> Record:
    return {
        "kind": "points", "name": "loss", "steps": list(steps), "values": [float(step) for step in steps],
        "times": [moment] * len(steps),
    }  # fmt: skip


def ending(moment: float, status: str) -> Record:
    return {"kind": "ended", "status": status, "time": moment, "last": True}


def test_a_killed_script_of_days_ago_does_not_run(
    steady: RunningServer, machine: dict[str, str], stored_steps: Callable[[str], list[int]], tmp_path: Path
) -> None:
    script = start_training(tmp_path, {**machine, "SIGHTLINE_MODE": "offline"})
    script.wait_for_step(300)
    script.kill()
    (journal,) = (tmp_path / "home").rglob("*.journal")
    header, *lines = journal.read_bytes().splitlines()
    journal.write_bytes(b"".join([header + b"\n", *(frame(_days_earlier(unframe(line))) for line in lines)]))
    assert run_sightline(machine, "sync").returncode == 0
    returned = script.returned()
    assert stored_steps(script.experiment())[: len(returned)] == returned
    experiment = sightline.Client(steady.url, steady.key).experiment(script.experiment())
    assert experiment.status == "crashed"
    assert experiment.duration < 600, "it ended with its last record"


def _days_earlier(body: bytes | None) -> bytes:
    assert body is not None
    record = json.loads(body)
    moment = "t" if "t" in record else "time"
    record[moment] -= 3 * DAY
    return json.dumps(record, separators=(",", ":")).encode()


def test_what_comes_piece_by_piece_stays_crashed(steady: RunningServer) -> None:
    then = time.time() - 3 * DAY
    dead = Sender(steady)
    dead.send(opening(then), points(then + 1, 0))
    assert dead.look().status == "crashed"
    dead.send(points(then + 50, 1))
    assert dead.look().status == "crashed"
    assert 40 < dead.look().duration < 60
    dead.send(ending(then + 60, "success"))
    assert dead.look().status == "success"


def test_a_script_that_was_killed_a_moment_ago_does_not_run(
    steady: RunningServer, machine: dict[str, str], tmp_path: Path
) -> None:
    script = start_training(tmp_path, {**machine, "SIGHTLINE_MODE": "offline"})
    script.wait_for_step(50)
    script.kill()
    assert run_sightline(machine, "sync").returncode == 0
    assert sightline.Client(steady.url, steady.key).experiment(script.experiment()).status == "crashed"


def test_a_late_batch_says_that_a_process_heard_of_just_now_is_gone(steady: RunningServer) -> None:
    now = time.time()
    killed = Sender(steady)
    killed.send(opening(now - 2), points(now - 1, 0), late=False)
    assert killed.look().status == "running"
    killed.send(points(now, 1))
    assert killed.look().status == "crashed"
    assert killed.look().duration == pytest.approx(2)


def test_while_another_process_of_it_lives_it_runs(steady: RunningServer) -> None:
    now = time.time()
    main = Sender(steady)
    main.send(opening(now), points(now, 0), late=False)
    loader = Sender(steady, main.experiment)
    loader.send(points(now, 1))
    assert main.look().status == "running"
    main.send(points(now, 2))
    assert main.look().status == "crashed", "now both are gone"


def test_of_two_that_are_gone_the_end_counts(steady: RunningServer) -> None:
    now = time.time()
    main = Sender(steady)
    main.send(opening(now), ending(now + 1, "success"), late=False)
    loader = Sender(steady, main.experiment)
    loader.send(points(now, 1))
    assert main.look().status == "success"


def test_a_live_batch_takes_a_crash_back(steady: RunningServer) -> None:
    then = time.time() - DAY
    slow = Sender(steady)
    slow.send(opening(then), points(then, 0))
    assert slow.look().status == "crashed"
    slow.send(points(then, 1), late=False)
    assert slow.look().status == "running", "its process lives, whatever its clock says"


def test_the_end_of_an_earlier_run_is_not_the_end_of_this_one(steady: RunningServer) -> None:
    now = time.time()
    first = Sender(steady)
    first.send(opening(now - DAY), points(now - DAY, 0))
    second = Sender(steady, first.experiment)
    second.send(opening(now, resume=True), points(now, 1), late=False)
    first.send(points(now - DAY + 60, 2), ending(now - DAY + 61, "failed"))
    assert first.look().status == "running"
    second.send(ending(now + 1, "success"), late=False)
    late = Sender(steady, first.experiment)
    late.send(opening(now - DAY / 2, resume=True), points(now - DAY / 2, 3), ending(now - DAY / 2, "stopped"))
    assert late.look().status == "success"
    assert late.look().get_log("loss").data["steps"] == [0, 1, 2, 3]


def test_lines_without_a_record_count(steady: RunningServer) -> None:
    damaged = Sender(steady)
    damaged.send(opening(time.time()), late=False)
    damaged.send(lines=7)
    assert damaged.next == 8
    damaged.send(points(time.time(), 0), lines=5)
    assert damaged.next == 13
    assert damaged.look().get_log("loss").data["steps"] == [0]
