"""A script that trains, as a process of its own: it logs numbers, and says which of them `log()` has returned from."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SCRIPT = """
import os, sys, time
import sightline
name, steps, pause = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
experiment = sightline.init(project="faults", name=name, system=False, console=False, git=False)
os.write(1, f"id {experiment.id}\\n".encode())
for step in range(steps):
    experiment.log("loss", float(step), step=step)
    os.write(1, b"%d\\n" % step)
    if pause:
        time.sleep(pause)
experiment.finish()
os.write(1, b"finished\\n")
"""


@dataclass
class Training:
    """`output` receives the id, then each step after its `log()` returned, then "finished"."""

    process: subprocess.Popen[bytes]
    output: Path
    errors: Path

    def experiment(self) -> str:
        """The experiment's id; waits for it."""
        return self._wait_for_line(0).split()[1]

    def wait_for_step(self, step: int) -> None:
        self._wait_for_line(step + 1)

    def returned(self) -> list[int]:
        """Every step that `log()` returned from. A line that a kill cut in the middle was not said."""
        said = self.output.read_bytes().rpartition(b"\n")[0].split()
        return [int(word) for word in said[2:] if word.isdigit()]

    def finished(self) -> bool:
        return self.output.read_bytes().endswith(b"finished\n")

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def wait(self, seconds: float = 60) -> int:
        return self.process.wait(seconds)

    def warnings(self) -> str:
        return self.errors.read_text("utf-8", "replace")

    def _wait_for_line(self, number: int) -> str:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            lines = self.output.read_text().splitlines(keepends=True)
            if len(lines) > number and lines[number].endswith("\n"):
                return lines[number].strip()
            assert self.process.poll() is None or len(lines) > number, self.warnings()
            time.sleep(0.005)
        raise AssertionError(f"no line {number} within 30 seconds: {self.warnings()}")


def start_training(
    folder: Path, environment: Mapping[str, str], name: str = "run", steps: int = 10**9, pause: float = 0.001
) -> Training:
    """A training of so many steps, with so many seconds between them."""
    return start_script(folder, environment, SCRIPT, name, str(steps), str(pause))


def start_script(folder: Path, environment: Mapping[str, str], text: str, *arguments: str) -> Training:
    """Python source as a process of its own. Its first line of output is the experiment's id, as with SCRIPT."""
    folder.mkdir(parents=True, exist_ok=True)
    name = arguments[0].rpartition("/")[2] if arguments else "script"
    output, errors = folder / f"{name}.out", folder / f"{name}.err"
    with output.open("wb") as out, errors.open("wb") as err:
        command = [sys.executable, "-c", text, *arguments]
        process = subprocess.Popen(command, env=dict(environment), cwd=folder, stdout=out, stderr=err)
    _started.append(process)
    return Training(process, output, errors)


def kill_all() -> None:
    """Whatever a test that failed left running."""
    while _started:
        process = _started.pop()
        process.kill()
        process.wait(10)


_started: list[subprocess.Popen[bytes]] = []


def run_script(folder: Path, environment: Mapping[str, str], text: str, *arguments: str) -> Training:
    """The same, to its end."""
    done = start_script(folder, environment, text, *arguments)
    done.wait(120)
    return done


def wait_until(true: Callable[[], bool]) -> None:
    """Fails when it is not true within a minute."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def run_sightline(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sightline", *arguments]
    return subprocess.run(command, env=dict(environment), capture_output=True, text=True, timeout=120, check=False)
