"""`SIGHTLINE_HOME/server.json`: where this machine's server is, and a key for this user's programs."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True, slots=True)
class Published:
    """`url` without a slash at its end, `key` an API key with all rights, `data` the server's data folder."""

    url: str
    key: str
    pid: int
    data: str


def publish(home: Path, published: Published) -> None:
    """Write it, readable by this user alone."""
    home.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=home, prefix="server.json.", delete=False, encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        json.dump(asdict(published), file)
    os.replace(file.name, _place(home))


def find_published(home: Path) -> Published | None:
    """The server whose process lives; None without one."""
    try:
        found = Published(**json.loads(_place(home).read_text("utf-8")))
        os.kill(found.pid, 0)
    except PermissionError:
        return None  # the number went to a process of somebody else
    except (OSError, ValueError, TypeError):
        return None
    return found


def withdraw(home: Path) -> None:
    """Remove it, unless another server wrote its own meanwhile."""
    found = find_published(home)
    if found is not None and found.pid == os.getpid():
        _place(home).unlink(missing_ok=True)


def _place(home: Path) -> Path:
    return home / "server.json"
