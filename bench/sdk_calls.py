"""What a `log()` call costs, beside a control in the same run: json.dumps and one os.write.

    python bench/sdk_calls.py [--calls 20000] [--rounds 3] [--json]

Offline, so that only the call itself is looked at; each round is a fresh process, and the two take turns.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

Log = Callable[[int, dict[str, float]], None]
_GOALS = {"one scalar, p50": 3.0, "one scalar, p99": 4.0}
#: Points a second with ten metrics a call.
_RATE_GOAL = 0.5e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]  # it has one
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", choices=("control", "sightline"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_measure(arguments.one, arguments.calls)))
        return
    rounds = [
        (_round("control", arguments.calls), _round("sightline", arguments.calls)) for _ in range(arguments.rounds)
    ]
    figures = {
        key: (
            statistics.median(control[key] for control, _ in rounds),
            statistics.median(own[key] for _, own in rounds),
        )
        for key in rounds[0][0]
    }
    if arguments.json:
        print(json.dumps({key: {"control": control, "sightline": own} for key, (control, own) in figures.items()}))
        return
    for key, (control, own) in figures.items():
        goal = f"  goal {_GOALS[key]:g}x" if key in _GOALS else ""
        print(f"{key:26} control {control:8.2f} us   sightline {own:8.2f} us   {own / control:5.2f}x{goal}")
    rate = 10e6 / figures["ten metrics, mean"][1]
    print(f"{'ten metrics':26} {rate / 1e6:.2f} M points/s  goal {_RATE_GOAL / 1e6:g} M points/s")


def _round(which: str, calls: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", which, "--calls", str(calls)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _measure(which: str, calls: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        log = _control(folder) if which == "control" else _sightline(folder)
        one = _times(log, 1, calls)
        ten = _times(log, 10, calls)
    return {
        "one scalar, p50": one[len(one) // 2],
        "one scalar, p99": one[len(one) * 99 // 100],
        "ten metrics, p50": ten[len(ten) // 2],
        "ten metrics, p99": ten[len(ten) * 99 // 100],
        "ten metrics, mean": statistics.fmean(ten),
    }


def _times(log: Log, metrics: int, calls: int) -> list[float]:
    """Microseconds of each call, sorted."""
    names = [f"metric-{number}" for number in range(metrics)]
    times = []
    for step in range(-200, calls):
        values = {name: 1.0 / (step + 300.5 + number) for number, name in enumerate(names)}
        start = time.perf_counter()
        log(step, values)
        if step >= 0:
            times.append((time.perf_counter() - start) * 1e6)
    return sorted(times)


def _control(folder: str) -> Log:
    fd = os.open(os.path.join(folder, "control.jsonl"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def log(step: int, values: dict[str, float]) -> None:
        os.write(fd, json.dumps([step, values]).encode() + b"\n")

    return log


def _sightline(folder: str) -> Log:
    import sightline

    experiment = sightline.init(project="bench", name="calls", mode="offline", home=folder, quiet=True)

    def log(step: int, values: dict[str, float]) -> None:
        if len(values) == 1:
            ((name, value),) = values.items()
            experiment.log(name, value, step=step)
        else:
            experiment.log(values, step=step)

    return log


if __name__ == "__main__":
    main()
