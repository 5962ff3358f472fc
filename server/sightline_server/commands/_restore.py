"""`sightline restore`: a backup becomes a server's data again."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sightline_server.commands._copying import add_place_arguments, attempt
from sightline_server.commands._lock import DataLock
from sightline_server.commands._progress import ProgressLine, size
from sightline_server.settings import Settings, read_settings
from sightline_server.text import counted

if TYPE_CHECKING:
    from sightline_server.storage.restore import Restored

EXAMPLE = "sightline restore /backups/sightline --data ./sightline-data"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="FOLDER", help="what `sightline backup` wrote")
    add_place_arguments(parser, data="a folder that is empty or not there yet", required=True)


def run(arguments: argparse.Namespace) -> int:
    """Into an empty folder only, and with --database into an empty database."""
    settings = read_settings(data=arguments.data, database=arguments.database, blobs=arguments.blobs)
    done = attempt(lambda progress: _restore(settings, arguments.backup.absolute(), progress), arguments, _told)
    return int(done is None)


def _restore(settings: Settings, backup: Path, progress: ProgressLine) -> Restored:
    from sightline_server.storage.restore import check, restore

    check(settings, backup)
    lock = DataLock(settings.data)
    try:
        return restore(settings, backup, progress)
    finally:
        lock.release()


def _told(done: Restored) -> str:
    files = f"{counted(done.files, 'file')} ({size(done.bytes)})"
    what = f"{counted(done.projects, 'project')}, {counted(done.experiments, 'experiment')}, {files}"
    lines = [f"{done.data}: {what}, as of {done.taken}"]
    if done.missing:
        lines.append(f"damaged or gone already when the backup was made: {counted(len(done.missing), 'file')}")
    lines.append("Everybody signs in anew; API keys are those of the backup.")
    return "\n".join(lines)
