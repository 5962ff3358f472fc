"""What the platform noticed: refused logs, near misses; dismissed and brought back."""

from __future__ import annotations

import pytest
import sightline
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.visitor import Visitor
from tests.running_script import run_script
from tests.running_server import RunningServer

SCRIPT = """
import sightline
with sightline.init("noticed", "script") as experiment:
    print(experiment.id)
    experiment.log("Accuracy", 0.5, step=1)
    experiment.log("loss", 0.5, step=1)
    experiment.log("confusion-matrix", {"categories": ["a", "b"], "values": [[1, 2], [3]]}, type="heatmap")
"""


@pytest.fixture(scope="module")
def noticed(server: RunningServer) -> str:
    ended = run_script(SCRIPT, server.home)
    assert ended.code == 0, ended.err
    assert "accuracy" in ended.err
    assert "confusion-matrix" in ended.err
    return ended.out.split()[0]


@pytest.fixture
def visitor(visit: Visit, server: RunningServer, noticed: str) -> Visitor:
    visitor = visit(server)
    visitor.experiment.open("noticed", noticed)
    return visitor


def test_a_refused_log_and_a_near_miss_are_told(visitor: Visitor, server: RunningServer, noticed: str) -> None:
    findings = visitor.experiment.findings
    refused = findings.about("confusion-matrix")
    expect(refused).to_be_visible()
    expect(refused).to_contain_text("values")
    near = findings.about("Accuracy")
    expect(near).to_contain_text("accuracy")
    with sightline.Client(server.url, server.key) as client:
        read = client.experiment(noticed)
        expect(findings.all()).to_have_count(len(read.findings()))
        assert "confusion-matrix" not in {log.name for log in read.logs()}


def test_a_dismissed_finding_comes_back_with_undo(visitor: Visitor) -> None:
    findings = visitor.experiment.findings
    before = findings.all().count() or 2
    findings.dismiss("Accuracy")
    expect(findings.about("Accuracy")).to_have_count(0)
    expect(findings.panel).to_contain_text("1 dismissed")
    visitor.shell.undo("Finding dismissed")
    expect(findings.about("Accuracy")).to_have_count(1)
    expect(findings.all()).to_have_count(before)
