"""The server that the demo logs to: one that runs already, one that was named, or its own."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from sightline._settings import local_server

from .processes import end, environment, program

USUAL_PORT = 7410


class NoServer(Exception):
    """There is none to log to. Its text is one line."""


@dataclass(frozen=True)
class Server:
    """`url` without a slash at its end; `key` of a script. `own`: it was started here, and ends with the demo.

    `data`: the folder of an own one.
    """

    url: str
    key: str
    process: subprocess.Popen[str] | None = None
    data: Path | None = None

    @property
    def own(self) -> bool:
        return self.process is not None

    @property
    def lifelines(self) -> tuple[int, ...]:
        """Descriptors: an own server lives until every process that has them is gone."""
        return () if self.process is None or self.process.stdin is None else (self.process.stdin.fileno(),)

    def address(self) -> str:
        """Its page, with a fresh one-time sign-in token where the key may ask for one."""
        request = urllib.request.Request(
            f"{self.url}/api/session/token", method="POST", headers={"Authorization": f"Bearer {self.key}"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=10) as answer:
                return f"{self.url}/sign-in#token={json.loads(answer.read())['token']}"
        except (OSError, ValueError, KeyError):
            return self.url

    @property
    def kept(self) -> str:
        """Where what was logged is, and how to look at it when the demo has ended: a line."""
        if self.data is None:
            return f"What was logged is kept at {self.url}."
        folder = shlex.quote(str(self.data))
        return f"What was logged is kept in {self.data}; `sightline server --data {folder}` shows it again."

    def wait(self) -> None:
        """Until it ends by itself."""
        if self.process is not None:
            self.process.wait()


@contextmanager
def serving(home: Path, data: Path, port: int | None) -> Iterator[Server]:
    """The server of this machine if one runs, else an own one with `data`, which ends with the block.

    home: SIGHTLINE_HOME. port: where an own one listens; None: 7410, or any free one while that is in use.
    Raises NoServer.
    """
    running = local_server(str(home))
    if running is not None and port is None:
        yield Server(*running)
        return
    process = _start(data, _free(USUAL_PORT) if port is None else port)
    # What it says after its address is read and dropped: a full pipe would stop it.
    rest = Thread(target=deque, args=(process.stdout, 0), daemon=True)
    try:
        url = _address(process)
        rest.start()
        left = local_server(str(home))
        if left is None or left[0] != url:
            raise NoServer(f"{url} started, but left no key in {home}")
        yield Server(url, left[1], process, data.absolute())
    finally:
        end(process)
        if rest.is_alive():
            rest.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _start(data: Path, port: int) -> subprocess.Popen[str]:
    # In a group of its own: Ctrl-C ends the demo, and the demo ends the server when the training has said its last.
    return subprocess.Popen(
        program("tied", "sightline", "server", "--data", str(data), "--port", str(port)),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def _address(process: subprocess.Popen[str]) -> str:
    """What the server prints when it answers."""
    assert process.stdout is not None  # it is a pipe
    said = []
    for line in process.stdout:
        found = re.search(r"https?://[^\s/]+", line)
        if found and "token=" in line:
            return found.group()
        said.append(line.strip())
    raise NoServer(said[-1].removeprefix("sightline: ") if said else "the server ended without a word")


def _free(port: int) -> int:
    """The port, or 0 (any free one) while somebody else listens there."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return 0
    return port
