"""Helpers of every measurement: fresh processes, medians, and the machine in words."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Figure:
    """One line of the table. `goal` is the words of the promise; `met` says whether it was kept in this run."""

    what: str
    ours: str
    control: str
    ratio: str
    goal: str
    met: bool


def fresh(module: str, function: str, *arguments: Any, env: dict[str, str] | None = None) -> Any:
    """Call `bench.<module>.<function>(*arguments)` in a process of its own and return what it returns, through JSON."""
    program = (
        f"import json, sys; from bench.{module} import {function} as f; "
        f"print('\\n' + json.dumps(f(*json.loads(sys.argv[1]))))"
    )
    command = [sys.executable, "-c", program, json.dumps(arguments)]
    environment = {**as_installed(os.environ), **(env or {})}
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    if answer.returncode != 0:
        raise SystemExit(f"bench.{module}.{function} failed:\n{answer.stderr}")
    return json.loads(answer.stdout.splitlines()[-1])


def as_installed(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a user, whose Python keeps its byte code: without it a start takes three times as long."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def median_of(times: int, measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(times))


def took(action: Callable[[], Any]) -> float:
    """Seconds of wall time."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="sightline-bench-") as folder:
        yield Path(folder)


def folder_size(folder: Path) -> int:
    """Bytes of all files in it."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def machine() -> str:
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores of {model}, {system}"
