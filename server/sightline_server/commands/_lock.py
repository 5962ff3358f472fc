"""One server on one data folder."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class DataInUse(Exception):
    """Another process has the folder. Its text is one line."""


class DataLock:
    """Held until the process ends, however it ends. Raises DataInUse, or OSError when the folder cannot be used."""

    def __init__(self, data: Path) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._descriptor = os.open(data / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._descriptor, 40, 0).decode("ascii", "replace").strip()
            os.close(self._descriptor)
            raise DataInUse(
                f"{data} is in use by another server (process {holder or 'unknown'}); stop it, or name another --data"
            ) from None
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._descriptor)
