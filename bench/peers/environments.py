"""One virtual environment per tool under build/peers, so that no tool's dependencies touch another's."""

from __future__ import annotations

import subprocess
import venv
from functools import cache
from pathlib import Path

from bench.measure import ROOT

FOLDER = ROOT / "build" / "peers"
REQUIREMENTS = Path(__file__).parent / "requirements"
OURS = "sightline"


class NotInstalled(Exception):
    """An environment could not be made; the text is the installer's own last word."""


def python_of(environment: str) -> Path:
    return FOLDER / environment / "bin" / "python"


@cache
def prepare(environment: str) -> None:
    """Make it where its pins are not what they were; ours is built from this tree every time. Raises NotInstalled."""
    pins = REQUIREMENTS / f"{environment}.txt"
    mark = FOLDER / environment / "installed.txt"
    wanted = pins.read_text() if pins.is_file() else ""
    if environment != OURS and mark.is_file() and mark.read_text() == wanted:
        return
    if environment != OURS or not python_of(environment).exists():
        venv.create(FOLDER / environment, with_pip=True, symlinks=True, clear=True)
    if environment == OURS:
        _install(environment, str(ROOT / "sdk"), str(ROOT / "server"))
    elif wanted:
        _install(environment, "--requirement", str(pins))
    mark.write_text(wanted)


def _install(environment: str, *what: str) -> None:
    print(f"setting up {environment}", flush=True)
    command = [str(python_of(environment)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise NotInstalled((errors or ["pip failed"])[-1])
