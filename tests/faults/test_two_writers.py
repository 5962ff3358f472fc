"""Attacks: several processes log to one experiment, and the server settles what they disagree on."""

import subprocess
import sys
from pathlib import Path

import sightline

from tests.running_server import RunningServer

SECOND = """
import sys
import sightline
experiment = sightline.init(project="faults", name="shared", resume=sys.argv[1], system=False, console=False)
for step in range(100, 200):
    experiment.log("loss", float(step), step=step)
experiment.log("odd", {"x": ["a"], "y": [1]}, "bar")
experiment.finish()
"""


def test_a_step_and_a_type_that_two_processes_disagree_on(server: RunningServer, tmp_path: Path) -> None:
    home = {"SIGHTLINE_HOME": str(server.home)}
    first = """
import subprocess, sys
import sightline
experiment = sightline.init(project="faults", name="shared", system=False, console=False)
print("id", experiment.id, flush=True)
for step in range(150):
    experiment.log("loss", -1.0, step=step)
experiment.log("odd", 0.5, "line")
experiment.finish()
"""
    environment = server.environment(**home)
    one = subprocess.run([sys.executable, "-c", first], env=environment, capture_output=True, text=True, check=True)
    identity = one.stdout.split()[1]
    subprocess.run(
        [sys.executable, "-c", SECOND, identity], env=environment, capture_output=True, text=True, check=True
    )
    subprocess.run([sys.executable, "-m", "sightline", "sync"], env=environment, capture_output=True, check=True)
    experiment = sightline.Client(server.url, server.key).experiment(identity)
    data = experiment.get_log("loss").data
    assert [int(step) for step in data["steps"]] == list(range(200))
    assert data["values"] == [-1.0] * 100 + [float(step) for step in range(100, 200)]
    assert experiment.get_log("odd").type == "line"
    titles = " ".join(f"{finding.title} {finding.detail}" for finding in experiment.findings())
    assert "line" in titles
    assert "bar" in titles
