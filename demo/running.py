"""Run the training script once per variant, each in a process of its own, as a user would."""

from __future__ import annotations

import json
import re
import subprocess
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from .processes import end, environment, program
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
    # In a group of its own: Ctrl-C ends the demo, and the demo ends the training, as after any other signal.
    with subprocess.Popen(
        program("train", str(variant)),
        env=_environment(server),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        pass_fds=server.lifelines,
    ) as script:
        assert script.stdout is not None  # it is a pipe
        try:
            for line in script.stdout:
                last.append(line)
                if found := _EPOCH.search(line):
                    detail = found["detail"]
                    progress.step(variant.stem, detail)
        except BaseException:
            end(script)  # it says "stopped" to the server
            raise
    if script.returncode:
        raise TrainingFailed("".join(last).rstrip() or f"{variant.stem}: exit code {script.returncode}")
    return detail


def _environment(server: Server) -> dict[str, str]:
    """Where to log, and how."""
    return environment(
        SIGHTLINE_URL=server.url,
        SIGHTLINE_API_KEY=server.key,
        SIGHTLINE_MODE="online",
        SIGHTLINE_FLUSH_SECONDS="30",
        PYTHONUNBUFFERED="1",
        JAX_PLATFORMS="cpu",
    )
