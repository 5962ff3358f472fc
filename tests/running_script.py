"""Programs in processes of their own: a user's script, and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Ended(NamedTuple):
    """How a program ended, and what it printed."""

    code: int
    out: str
    err: str


def run_script(text: str, home: Path, **environment: str) -> Ended:
    """Run Python source as a user's script, with SIGHTLINE_HOME = `home` and further variables."""
    return _run([sys.executable, "-c", text], home, environment)


def sightline(*arguments: str, home: Path, stdin: str = "", **environment: str) -> Ended:
    """Run one command of the command line, as a program would."""
    return _run([sys.executable, "-m", "sightline", *arguments], home, environment, stdin)


def _run(command: list[str], home: Path, environment: dict[str, str], stdin: str = "") -> Ended:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    variables = {**kept, "SIGHTLINE_HOME": str(home), "PYTHONIOENCODING": "utf-8", **environment}
    done = subprocess.run(command, env=variables, input=stdin, capture_output=True, text=True, timeout=120)
    return Ended(done.returncode, done.stdout, done.stderr)
