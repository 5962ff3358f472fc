"""One tool: its adapter, its environment, and the processes that a measurement of it needs."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import ROOT
from bench.peers import process
from bench.peers.adapters.base import Base

_START_S = 90.0


class Failed(Exception):
    """A measurement came to no result; the text says why."""


def adapter(name: str) -> type[Base]:
    """The class in `adapters/<name>.py`."""
    found: type[Base] = importlib.import_module(f"bench.peers.adapters.{name}").Peer
    return found


class Tool:
    """The adapter `name`, run by `python`. A folder is the scratch of one measurement; its `data` is the tool's."""

    def __init__(self, name: str, python: Path) -> None:
        self.name, self.python = name, python
        self.peer = adapter(name)
        self._url = ""

    def environment(self, folder: Path) -> dict[str, str]:
        """Nothing of the user's own settings: HOME and TMPDIR lie in the folder."""
        home = folder / "home"
        home.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        own = self.peer(str(folder / "data"), self._url).environment()
        return {**kept, "HOME": str(home), "TMPDIR": str(home), "PYTHONPATH": str(ROOT), **own}

    def command(self, measurement: str, folder: Path, **arguments: Any) -> list[str]:
        program = [str(self.python), "-m", "bench.peers.probe", measurement, self.name]
        return [*program, str(folder / "data"), json.dumps(arguments)]

    def run(self, measurement: str, folder: Path, **arguments: Any) -> dict[str, Any]:
        """The result of one process. It works in the folder, since some tools write where they stand. Raises Failed."""
        out, err = folder / "probe.out", folder / "probe.err"
        with out.open("w") as stdout, err.open("w") as stderr:
            command, environment = self.command(measurement, folder, **arguments), self.environment(folder)
            child = subprocess.Popen(command, cwd=folder, env=environment, stdout=stdout, stderr=stderr)
            try:
                code = child.wait(self.peer.PATIENCE_S)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                _end(child)
        results = [line for line in out.read_text().splitlines() if line.startswith('{"')]
        if code is None and results:
            return {**json.loads(results[-1]), "note": f"finish() still ran after {self.peer.PATIENCE_S} s"}
        if code is None:
            raise Failed(f"{measurement}: not done after {self.peer.PATIENCE_S} s")
        if code:
            raise Failed(f"{measurement}: {(err.read_text().strip().splitlines() or [f'ended with {code}'])[-1]}")
        return dict(json.loads(results[-1]))

    @contextlib.contextmanager
    def serving(self, folder: Path, settle_s: float) -> Iterator[None]:
        """With the tool's server where it writes through one, without where it does not."""
        if not self.peer.NEEDS_SERVER:
            yield
            return
        with self.server(folder) as (_, _, url):
            time.sleep(settle_s)  # it has answered, but its other workers still start
            self._url = url
            try:
                yield
            finally:
                self._url = ""

    @contextlib.contextmanager
    def server(self, folder: Path) -> Iterator[tuple[int, float, str]]:
        """Its server: process id, seconds from the start to the first answer, address. Raises Failed."""
        port = _free_port()
        said = self.run("server_command", folder, port=port)
        url, log = f"http://127.0.0.1:{port}", folder / "server.log"
        with log.open("w") as output:
            began = time.perf_counter()
            child = subprocess.Popen(
                said["command"], env=self.environment(folder), cwd=folder, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
            try:
                _wait_for(child, url + said["path"], log)
                yield child.pid, time.perf_counter() - began, url
            finally:
                _end(child)


def _wait_for(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and child.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.01)
    raise Failed("the server did not answer: " + (log.read_text().strip().splitlines() or ["it said nothing"])[-1])


def _end(child: subprocess.Popen[Any]) -> None:
    """With everything below it."""
    if child.poll() is None:
        process.end(process.tree(child.pid))
    child.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
