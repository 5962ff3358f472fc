"""`sightline demo`, as a person runs it: until Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sightline

from tests.running_server import free_port

PROJECT = "blood-cells"
VARIANTS = ("baseline", "augmented", "finer-input")
_ADDRESS = re.compile(r"(?P<url>http://127\.0\.0\.1:\d+)/sign-in#token=[\w-]+")
_TRAINED = re.compile(r"^([\w-]+) +trained:", re.MULTILINE)
_END = "Look at them: "
_SECONDS = 600.0


@dataclass(frozen=True)
class Demo:
    """`address`: the sign-in address that it printed at its start. `client` reads what it logged."""

    url: str
    address: str
    client: sightline.Client
    home: Path
    output: Path

    @property
    def key(self) -> str:
        return _key(self.home)

    def experiment(self, name: str) -> sightline.ExperimentReader:
        return self.client.project(PROJECT).experiment(name)


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """Run it with an empty SIGHTLINE_HOME, and wait for the three trainings. Ctrl-C ends it with the block."""
    output = folder / "demo.log"
    home = folder / "home"
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    command = [sys.executable, "-m", "sightline", "demo", "--port", str(free_port())]
    if setpriv := shutil.which("setpriv"):
        command = [setpriv, "--pdeathsig", "INT", *command]
    with output.open("wb") as said:
        process = subprocess.Popen(
            command,
            env={**environment, **_unknown_machine(), "SIGHTLINE_HOME": str(home), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        _wait(process, output)
        found = _ADDRESS.search(output.read_text())
        assert found, output.read_text()
        with sightline.Client(found["url"], _key(home)) as client:
            yield Demo(found["url"], found[0], client, home, output)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _unknown_machine() -> dict[str, str]:
    """The README's pictures leave out whose machine they were taken on."""
    wanted = os.environ.get("SIGHTLINE_SCREENSHOTS") == "1"
    return dict.fromkeys(("SIGHTLINE_CAPTURE_COMMAND", "SIGHTLINE_CAPTURE_HOST"), "0") if wanted else {}


def _wait(process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        text = output.read_text()
        if _END in text and set(_TRAINED.findall(text)) == set(VARIANTS):
            return
        if process.poll() is not None:
            raise AssertionError(f"the demo ended with {process.returncode}:\n{text}")
        time.sleep(0.2)
    raise AssertionError(f"the demo was not ready within {_SECONDS:.0f} s:\n{output.read_text()}")


def _key(home: Path) -> str:
    return str(json.loads((home / "server.json").read_text())["key"])
