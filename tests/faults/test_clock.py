"""Attacks: a machine whose clock jumps, and one whose clock is wrong."""

from pathlib import Path

import pytest
import sightline

from tests.faults.training import run_script
from tests.running_server import RunningServer

JUMPING = """
import os, sys, time
really, jumps = time.time, eval(sys.argv[1])
calls = 0

def jumping():
    global calls
    calls += 1
    return really() + jumps[min(calls // 100, len(jumps) - 1)]

time.time = jumping
import sightline
experiment = sightline.init(project="faults", name="clock", system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(1000):
    experiment.log("loss", float(step), step=step)
    experiment.log("counted", float(step))
experiment.log("classes", {0: "cat"}, "labelmap")
experiment.finish()
"""


@pytest.mark.parametrize(
    "jumps",
    ["[0, -3600]", "[0, -3600, 3600, -86400 * 365, 0]", "[-86400 * 365 * 30]", "[86400 * 365 * 30]"],
    ids=["an-hour-back", "to-and-fro", "decades-behind", "decades-ahead"],
)
def test_a_clock_that_jumps(steady: RunningServer, machine: dict[str, str], tmp_path: Path, jumps: str) -> None:
    script = run_script(tmp_path, machine, JUMPING, jumps)
    assert script.process.returncode == 0, script.warnings()
    assert "goes on to disk" not in script.warnings()
    experiment = sightline.Client(steady.url, steady.key).experiment(script.experiment())
    assert experiment.get_log("loss").data == {"steps": list(range(1000)), "values": [float(n) for n in range(1000)]}
    assert experiment.get_log("counted").data["values"] == [float(n) for n in range(1000)], "in the order of arrival"
    assert experiment.status == "success"
    assert experiment.duration >= 0
