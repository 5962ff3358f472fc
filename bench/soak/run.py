"""One soak: a server, its writers and readers, the kills, and the comparison at the end."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import sightline

from bench.measure import ROOT
from bench.soak.compare import Compared, Noted, compare, read_notes
from bench.soak.readers import Looked, Readers
from bench.soak.samples import Sample, Sampler
from tests.running_server import RunningServer, start_server


@dataclass(frozen=True)
class Plan:
    """The server is killed in the first third only, so that what it uses can be seen to grow, or not, after that."""

    seconds: float = 900.0
    writers: int = 32
    server_kills: int = 5
    writer_kills: int = 60
    experiment_seconds: float = 60.0
    sample_seconds: float = 2.0
    seed: int = 7


@dataclass
class Outcome:
    """`experiments`, and what calls returned from, by kind; the samples of all lives and those of the last one."""

    plan: Plan
    database: str
    noted: Noted
    compared: dict[str, Compared]
    looked: Looked
    samples: list[Sample]
    last_life: list[Sample]
    complaints: list[str]


class Writers:
    """The processes by their number."""

    def __init__(self, server: RunningServer, folder: Path, plan: Plan, end: float) -> None:
        folder.mkdir()
        self._server, self._folder, self._plan, self._end = server, folder, plan, end
        self._running = {str(number): self._start(str(number)) for number in range(plan.writers)}

    def kill(self, moments: random.Random) -> None:
        """SIGKILL for one of them; another one takes its number."""
        number = moments.choice(sorted(self._running))
        self._running[number].kill()
        self._running[number].wait()
        self._running[number] = self._start(number)

    def wait(self) -> None:
        for process in self._running.values():
            process.wait(600)

    def stop(self) -> None:
        for process in self._running.values():
            process.kill()
            process.wait()

    def _start(self, number: str) -> subprocess.Popen[bytes]:
        program = [sys.executable, "-m", "bench.soak.writer", number, str(self._folder), str(self._end)]
        if setpriv := shutil.which("setpriv"):
            program = [setpriv, "--pdeathsig", "KILL", *program]
        with (self._folder / f"{number}.err").open("ab") as errors:
            return subprocess.Popen(
                [*program, str(self._plan.experiment_seconds)],
                cwd=ROOT,
                env=self._server.environment(),
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )


def soak(plan: Plan, folder: Path, postgres: str | None = None) -> Outcome:
    """Run it in an empty folder. `postgres`: the address of an empty database, instead of SQLite."""
    with start_server(folder, postgres=postgres) as server:
        end = time.time() + plan.seconds
        writers = Writers(server, folder / "writers", plan, end)
        sampler, readers = Sampler(server, plan.sample_seconds), Readers(server)
        try:
            sampler.start()
            readers.start()
            _kill(plan, server, writers, end - plan.seconds)
            writers.wait()
        finally:
            readers.stop()
            sampler.stop()
            writers.stop()
        _send_the_rest(server)
        noted = read_notes(folder / "writers")
        client = sightline.Client(server.url, server.key)
        compared = compare(noted, client, postgres or f"sqlite:///{server.data / 'sightline.db'}")
        client.close()
        return Outcome(
            plan, "PostgreSQL" if postgres else "SQLite", noted, compared, readers.looked,
            sampler.samples, sampler.last_life(), _complaints(server, folder / "writers"),
        )  # fmt: skip


def _kill(plan: Plan, server: RunningServer, writers: Writers, begun: float) -> None:
    moments = random.Random(plan.seed)
    times = [(moments.uniform(0.1, 0.33) * plan.seconds, "server") for _ in range(plan.server_kills)]
    times += [(moments.uniform(0.1, 0.95) * plan.seconds, "writer") for _ in range(plan.writer_kills)]
    for at, side in sorted(times):
        time.sleep(max(0.0, begun + at - time.time()))
        if side == "server":
            server.restart()
        else:
            writers.kill(moments)


def _send_the_rest(server: RunningServer) -> None:
    command = [sys.executable, "-m", "sightline", "sync"]
    done = subprocess.run(command, env=server.environment(), capture_output=True, text=True, timeout=3600, check=False)
    if done.returncode:
        raise RuntimeError(f"sightline sync: {done.stdout}{done.stderr}")


def _complaints(server: RunningServer, folder: Path) -> list[str]:
    """Lines that nobody should have to read: a trace, an error of the server."""
    texts = [server.log(), *(place.read_text() for place in folder.glob("*.err"))]
    lines = [line for content in texts for line in content.splitlines()]
    return [line for line in lines if "Traceback" in line or '"error"' in line or "[error" in line]
