"""What `backup` and `restore` share: their arguments, their progress, and how they fail."""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, to_builtins
from sightline.errors import SightlineError

from sightline_server.commands._arguments import fail
from sightline_server.commands._lock import DataInUse
from sightline_server.commands._progress import ProgressLine

OURS = (SightlineError, DataInUse)
Outcome = TypeVar("Outcome", bound=Struct)


def add_place_arguments(parser: argparse.ArgumentParser, *, data: str, required: bool) -> None:
    """Where a server's data lie, or are going to."""
    parser.add_argument("--data", type=Path, metavar="DIR", required=required, help=data)
    parser.add_argument("--database", metavar="URL", help="as for `sightline server`")
    parser.add_argument("--blobs", metavar="URL", help="as for `sightline server`")
    parser.add_argument("--json", action="store_true", help="print JSON")


def attempt(
    work: Callable[[ProgressLine], Outcome], arguments: argparse.Namespace, told: Callable[[Outcome], str]
) -> Outcome | None:
    """Do it and print the outcome; None, after one line that says why, when it failed."""
    from obstore.exceptions import BaseError
    from sqlalchemy.exc import SQLAlchemyError

    from sightline_server.storage.manifest import BackupProblem

    progress = ProgressLine(shown=not arguments.json)
    try:
        done = work(progress)
    except (*OURS, BackupProblem, SQLAlchemyError, BaseError, sqlite3.Error, ImportError, OSError) as problem:
        progress.close()
        fail(_reason(problem))
        return None
    progress.close()
    print(json.dumps(to_builtins(done)) if arguments.json else told(done))
    return done


def _reason(problem: Exception) -> str:
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}"
    if isinstance(problem, ImportError):
        what = "expected postgresql+psycopg://..., and sightline-server[postgresql] installed"
        return f"--database: {what} ({problem})"
    cause = problem.__cause__ or problem  # SQLAlchemy wraps what the database said, which is short
    return str(cause).strip().partition("\n")[0] or type(cause).__name__
