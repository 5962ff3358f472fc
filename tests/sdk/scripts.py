"""Scripts as processes of their own, as users run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_QUIET = {"SIGHTLINE_QUIET": "1", "SIGHTLINE_CAPTURE_SYSTEM": "0", "SIGHTLINE_CAPTURE_GIT": "0"}


def environment(home: Path, **settings: str) -> dict[str, str]:
    """The environment of a script: nothing of Sightline's but these settings."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    return {**plain, **_QUIET, "SIGHTLINE_HOME": str(home), **settings}


def start(code: str, env: dict[str, str], folder: Path) -> subprocess.Popen[str]:
    """Python running `code`, saved as train.py in `folder`."""
    script = folder / "train.py"
    script.write_text(code)
    return subprocess.Popen(
        [sys.executable, str(script)], env=env, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(code: str, env: dict[str, str], folder: Path, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """The same, to its end."""
    process = start(code, env, folder)
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
