"""A real `sightline server` in a process of its own, for tests that need one.

    def test_something(tmp_path):
        with start_server(tmp_path) as server:
            client = sightline.Client(server.url, server.key)

The process ends with the `with` block, with `stop()` or `kill()`, when this program ends, and when it is killed.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

READY_SECONDS = 30.0
STOP_SECONDS = 15.0
_TOKEN = re.compile(r"[?#&/]token=([\w.~-]+)")


@dataclass
class RunningServer:
    """`home` is its SIGHTLINE_HOME, `data` its data folder, `output` the file with all that it printed.

    `key` is an API key with all rights, `token` the one-time sign-in token of the address that it printed.
    """

    url: str
    home: Path
    data: Path
    output: Path
    port: int
    arguments: tuple[str, ...] = ()
    postgres: str | None = None
    key: str = ""
    token: str = ""
    process: subprocess.Popen[bytes] = field(init=False, repr=False)

    def start(self) -> None:
        """Start it, and return when it answers. Raises RuntimeError with its output when it does not."""
        seen = self.output.stat().st_size if self.output.exists() else 0
        with self.output.open("ab") as output:
            database = {"SIGHTLINE_DATABASE": self.postgres} if self.postgres else {}
            self.process = subprocess.Popen(
                self._command(),
                env=self.environment(**database),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        _running.append(self.process)
        try:
            self._wait_until_ready()
        except BaseException:
            self.kill()
            raise
        found = _TOKEN.findall(self.output.read_bytes()[seen:].decode(errors="replace"))
        self.token = found[-1] if found else ""

    def kill(self) -> None:
        """SIGKILL: no chance to tidy up."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM, and SIGKILL if it takes longer than 15 seconds."""
        self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Kill it if it still runs, and start it again: the same address and data. Reads `key` and `token` anew."""
        self.kill()
        self.start()

    def environment(self, **more: str) -> dict[str, str]:
        """Variables for a program that shares this server's SIGHTLINE_HOME, and so finds its address and key."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
        return {**environment, "SIGHTLINE_HOME": str(self.home), "PYTHONUNBUFFERED": "1", **more}

    def log(self) -> str:
        """All that it printed so far."""
        return self.output.read_text(errors="replace")

    def __enter__(self) -> RunningServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _command(self) -> list[str]:
        # An SDK test may run on a Python that the server does not support.
        program = [os.environ.get("SIGHTLINE_TEST_PYTHON", sys.executable), "-m", "sightline"]
        if setpriv := shutil.which("setpriv"):
            program = [setpriv, "--pdeathsig", "KILL", *program]
        where = ["--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port)]
        return [*program, "server", *where, *self.arguments]

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}:\n{self.log()}")
            if (key := self._published_key()) and self._answers():
                self.key = key
                return
            time.sleep(0.02)
        raise RuntimeError(f"the server did not answer within {READY_SECONDS:.0f} s:\n{self.log()}")

    def _published_key(self) -> str:
        with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
            published = json.loads((self.home / "server.json").read_text())
            if published["pid"] == self.process.pid:
                return str(published["key"])
        return ""

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/api/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _end(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_SECONDS)
        if self.process in _running:
            _running.remove(self.process)


def start_server(tmp_path: Path, *arguments: str, postgres: str | None = None) -> RunningServer:
    """A server on a free port of 127.0.0.1, with its data and SIGHTLINE_HOME under `tmp_path`. It answers already.

    `arguments`: further ones for `sightline server`. `postgres`: a `postgresql+psycopg://` address instead of SQLite.
    """
    home, data = tmp_path / "home", tmp_path / "data"
    home.mkdir(parents=True, exist_ok=True)
    port = free_port()
    server = RunningServer(
        f"http://127.0.0.1:{port}", home, data, tmp_path / "server.log", port, arguments, postgres=postgres
    )
    server.start()
    return server


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


_running: list[subprocess.Popen[bytes]] = []


@atexit.register
def _leave_nothing_behind() -> None:
    for process in _running:
        if process.poll() is None:
            process.kill()
            process.wait()
