"""Run the training script once per variant, each in a process of its own, as a user would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from .progress import Progress
from .serving import Server

HERE = Path(__file__).parent
VARIANTS = tuple(HERE / "variants" / f"{name}.json" for name in ("baseline", "augmented", "finer-input"))
_EPOCH = re.compile(r"epoch \d+/\d+: (?P<detail>.*)")


class TrainingFailed(Exception):
    """A training script ended with an error; its last lines are the text."""


def run_all(server: Server, variants: Sequence[Path] = VARIANTS) -> None:
    """Train every variant, one after the other, with a progress bar. Raises TrainingFailed."""
    epochs = [json.loads(variant.read_text(encoding="utf-8"))["epochs"] for variant in variants]
    progress = Progress(sum(epochs))
    try:
        for variant in variants:
            progress.line(f"{variant.stem:<12} trained: {_run(variant, server, progress)}")
    finally:
        progress.close()


def _run(variant: Path, server: Server, progress: Progress) -> str:
    """What the last epoch said."""
    detail = ""
    last: deque[str] = deque(maxlen=12)
    command = [sys.executable, "-m", f"{__package__}.train", str(variant)]
    with subprocess.Popen(
        command, env=_environment(server), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as script:
        assert script.stdout is not None  # it is a pipe
        try:
            for line in script.stdout:
                last.append(line)
                if found := _EPOCH.search(line):
                    detail = found["detail"]
                    progress.step(variant.stem, detail)
        except KeyboardInterrupt:
            # The terminal told the script too: it says "stopped" to the server, and ends.
            script.stdout.read()
            raise
    if script.returncode:
        raise TrainingFailed("".join(last).rstrip() or f"{variant.stem}: exit code {script.returncode}")
    return detail


def _environment(server: Server) -> dict[str, str]:
    """Where to log, and where this package is found."""
    root = HERE.parents[__package__.count(".")] if __package__ else HERE.parent
    path = [str(root), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "SIGHTLINE_URL": server.url,
        "SIGHTLINE_API_KEY": server.key,
        "SIGHTLINE_MODE": "online",
        "SIGHTLINE_FLUSH_SECONDS": "30",
        "PYTHONPATH": os.pathsep.join(filter(None, path)),
        "PYTHONUNBUFFERED": "1",
        "JAX_PLATFORMS": "cpu",
    }
