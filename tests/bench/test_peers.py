"""The harness that measures Sightline beside others, at its smallest: every figure is there, and so is every point."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.peers.__main__ import PEERS
from bench.peers.environments import REQUIREMENTS
from bench.peers.measurements import MEASUREMENTS
from bench.peers.outcome import CONTROLS, OURS, Outcome
from bench.peers.page import TABLES, page
from bench.peers.tool import adapter

ROOT = Path(__file__).resolve().parents[2]
NOT_HERE = "trackio"

pytestmark = pytest.mark.timeout(900)  # half a minute alone, some on a busy machine


def measure(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.peers", "--here", "--scale", "tiny", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A whole run with what this environment has."""
    results = tmp_path_factory.mktemp("peers") / "results.json"
    done = measure("--only", ",".join([*OURS, NOT_HERE]), "--json", str(results))
    assert done.returncode == 0, done.stderr
    return Outcome(**json.loads(results.read_text()))


def test_every_measurement_of_every_tool_has_a_result(outcome: Outcome) -> None:
    assert set(outcome.results) == {*CONTROLS, *OURS}
    for tool, measured in outcome.results.items():
        assert {*measured, *outcome.not_measured[tool]} == set(MEASUREMENTS)
        assert [run["failed"] for runs in measured.values() for run in runs if "failed" in run] == []


@pytest.mark.parametrize("measurement", ["ingest", "ingest_full"])
@pytest.mark.parametrize("tool", [*CONTROLS, *OURS])
def test_every_point_that_was_written_is_read(outcome: Outcome, tool: str, measurement: str) -> None:
    assert outcome.figures(tool, measurement, "missing") == [0]
    assert outcome.figures(tool, measurement, "points")[0] > 0


@pytest.mark.parametrize("tool", ["control_append", *OURS])
def test_a_killed_training_loses_no_point(outcome: Outcome, tool: str) -> None:
    assert outcome.figures(tool, "kill", "lost") == [0]
    assert outcome.figures(tool, "kill", "acknowledged")[0] > 0


def test_the_page_shows_every_table_and_names_what_is_absent(outcome: Outcome) -> None:
    text = page(outcome)
    for title, _, _ in TABLES:
        assert f"## {title}\n" in text
    for title in outcome.titles.values():
        assert f"\n| {title} |" in text
    assert f"- {NOT_HERE}: version: ModuleNotFoundError: No module named '{NOT_HERE}'" in text


def test_a_tool_that_does_not_exist_is_refused_by_name() -> None:
    done = measure("--only", "nosuch")
    assert done.returncode == 2
    assert "no 'nosuch'; there are control_append" in done.stderr


@pytest.mark.parametrize("name", PEERS)
def test_every_peer_has_its_versions_pinned(name: str) -> None:
    pins = (REQUIREMENTS / f"{adapter(name).ENVIRONMENT}.txt").read_text().lower().replace("_", "-").splitlines()
    assert any(pin.startswith(adapter(name).DIST.lower().replace("_", "-") + "==") for pin in pins)
