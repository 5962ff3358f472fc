"""The SDK: import, first log, cost of a call, a training loop's slowdown. Each against json.dumps and one os.write."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.controls import Append
from bench.measure import Figure, as_installed, fresh, median_of, scratch, took
from tests.running_server import start_server

CALLS, STEPS, TURNS = 20_000, 2_000, 60_000
POINTS = 1_000_000


def figures() -> list[Figure]:
    return [import_time(), first_log(), *calls(), ten_a_call(), ten_metrics(), loop()]


def import_time() -> Figure:
    environment = as_installed(os.environ)

    def run(program: str) -> float:
        return took(lambda: subprocess.run([sys.executable, "-c", program], env=environment, check=True))

    bare = median_of(15, lambda: run("pass"))
    ours = median_of(15, lambda: run("from sightline import init")) - bare
    control = median_of(15, lambda: run("import json")) - bare
    what = "`import sightline`, with `init`"
    return Figure(what, f"{ours * 1e3:.0f} ms", f"{control * 1e3:.0f} ms", "", "< 70 ms", ours < 0.07)


def first_log() -> Figure:
    seconds = median_of(9, lambda: offline("time_first_log"))
    return Figure("init to first log returned, offline", f"{seconds * 1e3:.1f} ms", "", "", "< 10 ms", seconds < 0.01)


def calls() -> list[Figure]:
    rounds = [(offline("time_calls"), offline("time_control_calls")) for _ in range(5)]
    shown = []
    for at, name, most in ((0, "p50", 3), (1, "p99", 4)):
        ours, control = (sorted(pair[side][at] for pair in rounds)[2] for side in (0, 1))
        ratio = ours / control
        what = f"one scalar `log()`, {name}"
        shown.append(Figure(what, f"{ours:.1f} us", f"{control:.1f} us", f"{ratio:.1f}x", f"<= {most}x", ratio <= most))
    return shown


def ten_a_call() -> Figure:
    rounds = [(offline("time_ten_a_call"), offline("time_control_ten_a_call")) for _ in range(3)]
    ours, control = (sorted(pair[side][0] for pair in rounds)[1] for side in (0, 1))
    what = "one `log()` of ten metrics, p50"
    return Figure(what, f"{ours:.1f} us", f"{control:.1f} us", f"{ours / control:.1f}x", "", True)


def ten_metrics() -> Figure:
    ours, control = (median_of(3, partial(offline, name)) for name in ("time_ten_metrics", "time_control_ten"))
    rate = POINTS / ours / 1e6
    what = "1 M points, ten metrics a call, first call to readable"
    plain = f"{POINTS / control / 1e6:.2f} M/s (written only)"
    return Figure(what, f"{rate:.2f} M/s", plain, f"{ours / control:.1f}x", ">= 0.5 M/s", rate >= 0.5)


def loop() -> Figure:
    """A loop of fixed work in pure Python, so that the sender's thread shows: a worst case."""
    with scratch() as folder, start_server(folder) as server:
        environment = server.environment()
        rounds = [fresh("sdk", "slowdown", "sightline", env=environment) for _ in range(5)]
    control = [offline("slowdown", "control") for _ in range(5)]
    ours, plain = sorted(rounds)[2], sorted(control)[2]
    what = "slowdown of a 2 ms loop, sending included"
    return Figure(what, f"{ours:.1f} %", f"{plain:.1f} %", "", "<= 3 %", ours <= 3)


def offline(function: str, *arguments: Any) -> Any:
    with scratch() as folder:
        environment = {"SIGHTLINE_HOME": str(folder), "SIGHTLINE_MODE": "offline", "BENCH_FOLDER": str(folder)}
        return fresh("sdk", function, *arguments, env=environment)


# --- what runs in a process of its own -----------------------------------------------------------------------------


def time_first_log() -> float:
    from sightline import init

    began = time.perf_counter()
    experiment = init(project="bench", name="first")
    experiment.log("loss", 0.5, step=0)
    return time.perf_counter() - began


def time_calls() -> tuple[float, float]:
    experiment = quiet("calls")
    return percentiles(lambda step: experiment.log("loss", step / 7, step=step))


def time_control_calls() -> tuple[float, float]:
    control = Append(Path(os.environ["BENCH_FOLDER"]))
    return percentiles(lambda step: control.log({"loss": step / 7}, step))


def time_ten_a_call() -> tuple[float, float]:
    rows, experiment = ten_columns(), quiet("ten")
    return percentiles(lambda step: experiment.log(rows[step], step=step))


def time_control_ten_a_call() -> tuple[float, float]:
    rows, control = ten_columns(), Append(Path(os.environ["BENCH_FOLDER"]))
    return percentiles(lambda step: control.log(rows[step], step))


def percentiles(log: Callable[[int], Any]) -> tuple[float, float]:
    """Median and 99th percentile of one call, in microseconds."""
    clock, costs = time.perf_counter_ns, []
    for step in range(200):
        log(step)
    for step in range(200, 200 + CALLS):
        began = clock()
        log(step)
        costs.append(clock() - began)
    costs.sort()
    return costs[CALLS // 2] / 1e3, costs[CALLS * 99 // 100] / 1e3


def time_ten_metrics() -> float:
    import sightline

    rows, experiment = ten_columns(), quiet("ten")
    began = time.perf_counter()
    for step, row in enumerate(rows):
        experiment.log(row, step=step)
    experiment.finish()
    found = len(sightline.Client().experiment(experiment.id).get_log("m9").data["values"])
    assert found == POINTS // 10, found
    return time.perf_counter() - began


def time_control_ten() -> float:
    rows, control = ten_columns(), Append(Path(os.environ["BENCH_FOLDER"]))
    began = time.perf_counter()
    for step, row in enumerate(rows):
        control.log(row, step)
    return time.perf_counter() - began


def quiet(name: str) -> Any:
    """An experiment that captures nothing by itself."""
    import sightline

    return sightline.init(project="bench", name=name, system=False, console=False, git=False)


def ten_columns() -> list[dict[str, float]]:
    return [{f"m{i}": (step + i) / 7 for i in range(10)} for step in range(POINTS // 10)]


def slowdown(which: str) -> float:
    """Percent that a loop gets slower with one log a step."""
    busy(TURNS * 20)
    if which == "control":
        log: Callable[[int], Any] = control_log(Append(Path(os.environ["BENCH_FOLDER"])))
    else:
        import sightline

        experiment = sightline.init(project="bench", name="loop")
        log = lambda step: experiment.log("loss", step / 7, step=step)  # noqa: E731
    bare = logged = 0.0
    for block in range(20):  # taking turns, so that a change of the machine's speed meets both
        steps = range(block * STEPS // 20, (block + 1) * STEPS // 20)
        bare += work(steps, lambda step: None)
        logged += work(steps, log)
    return 100 * (logged / bare - 1)


def work(steps: range, log: Callable[[int], Any]) -> float:
    """Seconds of some steps of a loop."""
    began = time.perf_counter()
    for step in steps:
        busy(TURNS)
        log(step)
    return time.perf_counter() - began


def control_log(control: Append) -> Callable[[int], Any]:
    return lambda step: control.log({"loss": step / 7}, step)


def busy(turns: int) -> float:
    x = 0.0
    for i in range(turns):
        x += i * 1e-9
    return x
