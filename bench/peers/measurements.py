"""The measurements: each takes a tool, a scratch folder and a scale, and returns figures of fresh processes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.measure import folder_size
from bench.peers import process
from bench.peers.scales import Scale
from bench.peers.tool import Failed, Tool

SERIES = WIDTH = 10
_READABLE_S = 60.0  # the longest wait for points after finish() has returned
_HELPERS_S = 3.0  # what a tool's other processes get after the training's death

Figures = dict[str, Any]


def start(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """Import, first log, nine more, finish; peak memory."""
    with tool.serving(folder, scale.settle_s):
        return tool.run("start", folder)


def calls(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """Calls back to back, one scalar each, then ten."""
    figures: Figures = {}
    for width in (1, WIDTH):
        place = folder / str(width)
        place.mkdir()
        with tool.serving(place, scale.settle_s):
            found = tool.run("calls", place, count=scale.calls, width=width, cap_s=scale.cap_s)
        figures |= {f"{name}_{width}": value for name, value in found.items()}
    return figures


def loop(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """A loop of 2 ms a step with one log each, against the same loop before the tool started."""
    with tool.serving(folder, scale.settle_s):
        return tool.run("loop", folder, turns=scale.turns, steps=scale.steps, cap_s=2 * scale.cap_s)


def kill(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """SIGKILL to the training while it counts at 1 kHz; the tool's other processes may go on and save."""
    with tool.serving(folder, scale.settle_s):
        acknowledged = _count_until_killed(tool, folder, scale.kill_s)
        try:
            kept = set(tool.run("survivors", folder)["values"])
        except Failed as failure:
            return {"acknowledged": len(acknowledged), "lost": len(acknowledged), "note": str(failure)}
    return {"acknowledged": len(acknowledged), "lost": len(set(acknowledged) - kept)}


def _count_until_killed(tool: Tool, folder: Path, seconds: float) -> list[int]:
    reading, writing = os.pipe()
    child = subprocess.Popen(
        tool.command("count_up", folder, acknowledge=writing), cwd=folder, env=tool.environment(folder),
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with open(reading, "rb") as noted:
        first = noted.readline()
        time.sleep(seconds)
        helpers = process.tree(child.pid)[1:]
        child.send_signal(signal.SIGKILL)
        child.wait()
        lines = [first, *noted]
    if helpers:
        time.sleep(_HELPERS_S)
        process.end(helpers)
    return [int(line) for line in lines if line.endswith(b"\n")]


def ingest(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """Ten series, from the first call until every point can be read."""
    return _ingest(tool, folder, scale, min(tool.peer.POINTS, scale.points))


def ingest_full(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """The same with more points; only for tools that are quick enough."""
    return _ingest(tool, folder, scale, scale.points_full)


def _ingest(tool: Tool, folder: Path, scale: Scale, points: int) -> Figures:
    with tool.serving(folder, scale.settle_s):
        took = tool.run("write", folder, points=points, series=SERIES)["write_s"]
        until = time.monotonic() + _READABLE_S
        read = tool.run("verify", folder, points=points, series=SERIES)
        while read["found"] < points and time.monotonic() < until:
            took += read["read_all_s"]  # not there yet: that time counts too
            read = tool.run("verify", folder, points=points, series=SERIES)
    return {
        "points": points,
        "missing": points - read["found"],
        "write_s": took,
        "points_per_s": points / took,
        "read_all_s": read["read_all_s"],
        "bytes_per_point": folder_size(folder / "data") / points,
    }


def series(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """One series, read three times in a new process."""
    points = min(tool.peer.POINTS, scale.points)
    with tool.serving(folder, scale.settle_s):
        tool.run("write", folder, points=points, series=1)
        return {"points": points, **tool.run("read_series", folder, points=points)}


def table(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """Many runs with ten metrics each: the last value of each."""
    runs = min(tool.peer.RUNS, scale.runs)
    with tool.serving(folder, scale.settle_s):
        wrote = tool.run("write_table", folder, runs=runs, metrics=WIDTH)
        return {"runs": runs, "write_s": wrote["write_s"], **tool.run("read_table", folder, runs=runs, metrics=WIDTH)}


def server(tool: Tool, folder: Path, scale: Scale) -> Figures:
    """The server on a store with one run, from its start to its first answer, then at rest."""
    tool.run("start", folder)
    with tool.server(folder) as (pid, seconds, _):
        time.sleep(scale.settle_s)
        pids = process.tree(pid)
        memory = {"rss_mb": sum(map(process.rss, pids)) / 1e6, "pss_mb": sum(map(process.pss, pids)) / 1e6}
    return {"start_s": seconds, "processes": len(pids), **memory}


MEASUREMENTS: dict[str, Callable[[Tool, Path, Scale], Figures]] = {
    measure.__name__: measure for measure in (start, calls, kill, ingest, series, loop, table, server, ingest_full)
}
