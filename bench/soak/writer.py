"""One writer of the soak, a process of its own: experiments one after the other, until the time is over.

    python -m bench.soak.writer NUMBER FOLDER END SECONDS

END: seconds since the epoch. SECONDS: of one experiment. What a call returned from is noted at once in
FOLDER/<NUMBER>.notes, a line each, with one `write` that survives a kill of the process:

    id <experiment>      what follows belongs to it
    point <step>         a point of `loss` whose value is its step, and one of `accuracy`
    image <step>, heatmap <step>
    file <sha256>        a version of `weights`
    batch <seconds>      from a batch's request to its answer
    kept <seconds>       from a record in the journal to the server's acknowledgement
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

import numpy as np
import sightline
from sightline._journal import Journal, Reader
from sightline._transport import Connection

#: Calls a second, of two points each.
CALLS = 100
#: Every so many calls: a heatmap, an image, a file.
HEATMAP, IMAGE, FILE = 100, 200, 500
CLASSES = [f"class-{number}" for number in range(16)]
#: Every so many records one is followed to its acknowledgement.
FOLLOWED = 50


class Notes:
    """The file; lines of one process are never torn by another's, since one number has one process at a time."""

    def __init__(self, place: Path) -> None:
        self._file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def add(self, *words: object) -> None:
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def watch(notes: Notes) -> None:
    """Note how long batches and records take, from inside the SDK's own sending."""
    waiting: deque[tuple[str, int, float]] = deque()
    request, append, acknowledge = Connection.request, Journal.append, Reader.acknowledge
    seen = 0

    def timed_request(self: Connection, method: str, path: str, *more: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        reply = request(self, method, path, *more, **named)
        if path == "/api/batches" and reply.status == 200:
            notes.add("batch", f"{time.perf_counter() - begun:.6f}")
        return reply

    def followed_append(self: Journal, body: bytes) -> None:
        nonlocal seen
        append(self, body)
        seen += 1
        if seen % FOLLOWED == 0:
            waiting.append((self.path, self.size, time.perf_counter()))

    def noted_acknowledge(self: Reader, number: int, offset: int) -> None:
        acknowledge(self, number, offset)
        while waiting and (waiting[0][0] != self.path or waiting[0][1] <= offset):
            path, _, begun = waiting.popleft()
            if path == self.path:
                notes.add("kept", f"{time.perf_counter() - begun:.6f}")

    Connection.request, Journal.append, Reader.acknowledge = (  # type: ignore[method-assign]
        timed_request, followed_append, noted_acknowledge)  # fmt: skip


def train(notes: Notes, number: str, folder: Path, end: float) -> None:
    """One experiment."""
    parameters = {"writer": int(number)}
    with sightline.init(project="soak", name=f"writer-{number}", parameters=parameters, strict=True) as experiment:
        notes.add("id", experiment.id)
        begun, step = time.monotonic(), 0
        while time.time() < end:
            experiment.log({"loss": float(step), "accuracy": step / (step + 100)}, step=step)
            notes.add("point", step)
            log_more(experiment, notes, folder / f"{number}.weights", step)
            step += 1
            time.sleep(max(0.0, begun + step / CALLS - time.monotonic()))


def log_more(experiment: Any, notes: Notes, weights: Path, step: int) -> None:
    """Now and then what is larger than a point."""
    if step % HEATMAP == 0:
        values = [[random.random() for _ in CLASSES] for _ in CLASSES]
        experiment.log("attention", {"categories": CLASSES, "values": values}, "heatmap", step=step)
        notes.add("heatmap", step)
    if step % IMAGE == 0:
        experiment.log("sample", np.random.default_rng().integers(0, 256, (32, 32, 3), np.uint8), step=step)
        notes.add("image", step)
    if step % FILE == 0:
        data = random.randbytes(100_000)
        weights.write_bytes(data)
        experiment.store("weights", weights)
        notes.add("file", hashlib.sha256(data).hexdigest())


def main() -> None:
    number, folder, end, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    notes = Notes(folder / f"{number}.notes")
    watch(notes)
    while time.time() < end:
        train(notes, number, folder, min(end, time.time() + seconds))


if __name__ == "__main__":
    main()
