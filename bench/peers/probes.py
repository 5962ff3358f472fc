"""What a probe does with one tool, in that tool's own process. Each function's result goes to the harness as JSON."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from importlib import metadata
from typing import Any

from bench.peers import process
from bench.peers.adapters.base import Base

_WARMUP = 200
_now = time.perf_counter

Figures = dict[str, Any]


def version(peer: Base) -> Figures:
    """Also shows that it can be imported, and warms the disk's cache."""
    peer.load()
    return {"version": metadata.version(peer.DIST) if peer.DIST else sys.version.split()[0]}


def server_command(peer: Base, port: int) -> Figures:
    command, path = peer.server(port)
    return {"command": command, "path": path}


def start(peer: Base) -> Figures:
    began = _now()
    peer.load()
    imported = _now()
    peer.start("r0")
    peer.log({"m0": 0.5}, 0)
    logged = _now()
    for step in range(1, 10):
        peer.log({"m0": 0.5}, step)
    peak = sum(process.peak_rss(pid) for pid in process.tree(os.getpid()))
    own = process.peak_rss(os.getpid())
    times = {"import_s": imported - began, "init_to_log_s": logged - imported}
    return _finished(peer, {**times, "peak_mb": peak / 1e6, "own_peak_mb": own / 1e6})


def calls(peer: Base, count: int, width: int, cap_s: float) -> Figures:
    """What each call costs the calling thread."""
    clock, costs = time.perf_counter_ns, []
    names = [f"m{i}" for i in range(width)]
    peer.start("r0")
    for step in range(_WARMUP):
        peer.log(dict.fromkeys(names, 0.5), step)
    until = _now() + cap_s
    for step in range(_WARMUP, _WARMUP + count):
        values = dict.fromkeys(names, step / 7)
        began = clock()
        peer.log(values, step)
        costs.append(clock() - began)
        if _now() > until:
            break
    costs.sort()
    figures = {"p50_us": costs[len(costs) // 2], "p99_us": costs[len(costs) * 99 // 100], "max_us": costs[-1]}
    return _finished(peer, {"calls": len(costs), **{name: cost / 1e3 for name, cost in figures.items()}})


def loop(peer: Base, turns: int, steps: int, cap_s: float) -> Figures:
    """Pure Python holds the interpreter, so that a tool's threads show: a worst case. Bare: before and after it."""
    busy(turns * 50)
    before = _pace(turns, steps // 2)
    peer.start("r0")
    began, step = _now(), 0
    while step < steps and _now() - began < cap_s:
        busy(turns)
        peer.log({"m0": 0.5}, step)
        step += 1
    logged = (_now() - began) / step
    ended = _finished(peer, _slowdown(before, logged))
    return {**ended, **_slowdown((before + _pace(turns, steps // 2)) / 2, logged)}


def _pace(turns: int, steps: int) -> float:
    began = _now()
    for _ in range(steps):
        busy(turns)
    return (_now() - began) / steps


def _slowdown(bare: float, logged: float) -> Figures:
    return {"bare_ms": bare * 1e3, "logged_ms": logged * 1e3, "slowdown_pct": 100 * (logged / bare - 1)}


def busy(turns: int) -> float:
    x = 0.0
    for i in range(turns):
        x += i * 1e-9
    return x


def write(peer: Base, points: int, series: int) -> Figures:
    """All points, from the first call until the tool says that it is done."""
    columns, steps = _columns(points // series, series), list(range(points // series))
    peer.start("r0")
    began = _now()
    peer.bulk(columns, steps)
    peer.finish()
    peer.make_readable()
    return {"write_s": _now() - began}


def verify(peer: Base, points: int, series: int) -> Figures:
    """Read every series back. One counts only when its values are those that were written."""
    columns = _columns(points // series, series)
    began = _now()
    read = peer.all_series("r0", list(columns))
    took = _now() - began
    whole = [name for name, wanted in columns.items() if _same(read[name], wanted)]
    return {"found": sum(len(read[name]) for name in whole), "read_all_s": took}


def read_series(peer: Base, points: int) -> Figures:
    times = []
    peer.load()
    for _ in range(3):
        began = _now()
        got = peer.series("r0", "m0")
        times.append(_now() - began)
        if len(got) != points:
            sys.exit(f"{len(got)} of {points} points")
    return {"first_s": times[0], "again_s": min(times[1:])}


def write_table(peer: Base, runs: int, metrics: int) -> Figures:
    began = _now()
    for run in range(runs):
        peer.start(f"r{run}")
        peer.log({f"m{i}": run + i / 16 for i in range(metrics)}, 0)
        peer.finish()
    peer.make_readable()
    return {"write_s": _now() - began}


def read_table(peer: Base, runs: int, metrics: int) -> Figures:
    times = []
    peer.load()
    for _ in range(2):
        began = _now()
        table = peer.last_values()
        times.append(_now() - began)
        for run in range(runs):
            if any(table[f"r{run}"][f"m{i}"] != run + i / 16 for i in range(metrics)):
                sys.exit(f"r{run}: not the values that were logged")
    return {"first_s": times[0], "again_s": times[1]}


def count_up(peer: Base, acknowledge: int) -> Figures:
    """Log 0, 1, 2, ... at 1 kHz until killed; note each step whose call has returned in the pipe `acknowledge`."""
    peer.start("r0")
    step, due = 0, _now()
    while True:
        peer.log({"m0": float(step)}, step)
        os.write(acknowledge, b"%d\n" % step)
        step += 1
        due += 0.001
        time.sleep(max(0.0, due - _now()))


def survivors(peer: Base) -> Figures:
    peer.make_readable()
    return {"values": sorted({int(value) for value in peer.series("r0", "m0")})}


def _columns(count: int, series: int) -> dict[str, list[float]]:
    """The same pseudo-random numbers in the writer and in the reader."""
    numbers = {f"m{i}": random.Random(i) for i in range(series)}
    return {name: [number.random() for _ in range(count)] for name, number in numbers.items()}


def _same(read: list[float], wanted: list[float]) -> bool:
    """To the precision of float32, which is all that some tools keep."""
    return len(read) == len(wanted) and all(abs(a - b) < 1e-6 for a, b in zip(read, wanted))  # noqa: B905  # as long


def _finished(peer: Base, figures: Figures) -> Figures:
    """Say what is known first: a tool whose finish() hangs keeps its other figures."""
    say(figures)
    began = _now()
    peer.finish()
    return {**figures, "finish_s": _now() - began}


def say(figures: Figures) -> None:
    print("\n" + json.dumps(figures), flush=True)
