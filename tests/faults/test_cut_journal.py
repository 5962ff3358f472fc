"""Attacks: of a damaged journal the good part is sent, and the rest is named, never deleted."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sightline

from tests.faults.training import Training, run_sightline, start_training
from tests.running_server import RunningServer

STEP = re.compile(rb'"s":(\d+)')


@pytest.fixture
def recorded(server: RunningServer, tmp_path: Path) -> Training:
    training = start_training(tmp_path, {**server.environment(), "SIGHTLINE_MODE": "offline"})
    training.wait_for_step(100)
    training.kill()
    return training


def journal_of(server: RunningServer) -> Path:
    (journal,) = (server.home / "journal").rglob("*.journal")
    return journal


def test_cut_in_the_middle_of_a_record(
    server: RunningServer, stored_steps: Callable[[str], list[int]], recorded: Training
) -> None:
    journal = journal_of(server)
    content = journal.read_bytes()
    lines = content.splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:60]) + lines[60][: len(lines[60]) // 2])
    answer = run_sightline(server.environment(), "sync")
    stored = stored_steps(recorded.experiment())
    assert stored == list(range(len(stored)))
    assert 40 <= len(stored) < 60
    assert journal.name in answer.stdout + answer.stderr or "cut" in answer.stdout + answer.stderr


def test_damaged_in_the_middle(
    server: RunningServer, stored_steps: Callable[[str], list[int]], recorded: Training
) -> None:
    journal = journal_of(server)
    lines = journal.read_bytes().splitlines(keepends=True)
    gone = int(STEP.search(lines[60])[1])
    lines[60] = b"\0" * (len(lines[60]) - 1) + b"\n"
    journal.write_bytes(b"".join(lines))
    answer = run_sightline(server.environment(), "sync")
    returned = recorded.returned()
    assert stored_steps(recorded.experiment())[: len(returned) - 1] == [step for step in returned if step != gone]
    assert journal.exists(), "what could not be read stays for a person to look at"
    assert journal.name in answer.stdout + answer.stderr
    assert answer.returncode == 1


def test_many_lines_damaged_in_a_row(
    server: RunningServer, stored_steps: Callable[[str], list[int]], recorded: Training
) -> None:
    journal = journal_of(server)
    lines = journal.read_bytes().splitlines(keepends=True)
    whole = lines[:20] + [b"#" * 4095 + b"\n"] * 200 + lines[20:]
    journal.write_bytes(b"".join(whole))
    answer = run_sightline(server.environment(), "sync")
    returned = recorded.returned()
    assert stored_steps(recorded.experiment())[: len(returned)] == returned
    assert "damaged" in answer.stdout + answer.stderr
    assert answer.returncode == 1


def test_the_first_record_damaged(
    server: RunningServer, stored_steps: Callable[[str], list[int]], recorded: Training
) -> None:
    journal = journal_of(server)
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[1] = b"?" + lines[1][1:]
    journal.write_bytes(b"".join(lines))
    answer = run_sightline(server.environment(), "sync")
    returned = recorded.returned()
    assert stored_steps(recorded.experiment())[: len(returned)] == returned
    experiment = sightline.Client(server.url, server.key).experiment(recorded.experiment())
    assert (experiment.project, experiment.name) == ("faults", "run"), "the header knows them, too"
    assert answer.returncode == 1


def test_of_a_newer_version(server: RunningServer, recorded: Training) -> None:
    journal = journal_of(server)
    header, rest = journal.read_bytes().split(b"\n", 1)
    newer = header.replace(b'"sightline-journal": 1', b'"sightline-journal": 99')
    newer = newer.replace(b'"sightline-journal":1', b'"sightline-journal":99')
    assert newer != header
    journal.write_bytes(newer + b"\n" + rest)
    answer = run_sightline(server.environment(), "sync")
    assert journal.exists()
    assert journal.name in answer.stdout + answer.stderr
    assert "99" in answer.stdout + answer.stderr
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
