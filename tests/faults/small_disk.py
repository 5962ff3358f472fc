"""A disk that is small enough to be filled."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A tmpfs at `folder`, `size` such as "3m". Skips the test where mounting is not allowed."""
    folder.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        pytest.skip(f"a small disk needs the right to mount a tmpfs: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Inside this block there is no byte of room."""
    path = folder / "filler"
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        for block in (1 << 16, 512, 1):
            fill(file, block)
        yield
    finally:
        os.close(file)
        path.unlink()


def fill(file: int, block: int) -> None:
    """Write blocks until the disk refuses them."""
    try:
        while os.write(file, b"x" * block):
            pass
    except OSError:
        return
