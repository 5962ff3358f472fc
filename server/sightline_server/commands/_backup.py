"""`sightline backup`: a server's database and files into a folder, while it runs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sightline_server.commands._copying import add_place_arguments, attempt
from sightline_server.commands._progress import size
from sightline_server.settings import read_settings
from sightline_server.text import counted

if TYPE_CHECKING:
    from sightline_server.storage.backup import BackedUp

EXAMPLE = "sightline backup --data ./sightline-data --to /backups/sightline"

SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_place_arguments(parser, data="the server's data folder (default: SIGHTLINE_HOME/data)", required=False)
    parser.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        required=True,
        help="a new folder; or that of an earlier backup, which then holds the newer state: only new files are copied",
    )


def run(arguments: argparse.Namespace) -> int:
    """Make it, or bring the one in the folder up to date. 1 also when the server itself lacks a file's bytes."""
    from sightline_server.storage.backup import back_up

    settings = read_settings(data=arguments.data, database=arguments.database, blobs=arguments.blobs)
    done = attempt(lambda progress: back_up(settings, arguments.to.absolute(), progress), arguments, _told)
    if done is None:
        return 1
    for sha256 in done.missing[:SHOWN]:
        print(f"sightline: the server itself has no whole file {sha256}: it is not in the backup", file=sys.stderr)
    return int(bool(done.missing))


def _told(done: BackedUp) -> str:
    files = f"{counted(done.files, 'file')} ({size(done.bytes)}; {done.copied} of them copied now)"
    what = f"{counted(done.projects, 'project')}, {counted(done.experiments, 'experiment')}, {files}"
    return f"{done.backup}: {what}, as of {done.taken}; the database has {size(done.database_bytes)}"
