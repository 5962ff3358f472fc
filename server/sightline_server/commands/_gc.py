"""`sightline gc`: show what would be freed; with --yes, free it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sightline_server.commands._arguments import age, database_problem, fail
from sightline_server.commands._local import NoAnswer, ask
from sightline_server.commands._lock import DataInUse, DataLock
from sightline_server.commands._progress import size
from sightline_server.commands._published import find_published
from sightline_server.settings import Settings, read_settings
from sightline_server.text import counted

EXAMPLE = "sightline gc --older-than 30d --yes"

COUNTS = {
    "projects": "project",
    "experiments": "experiment",
    "file_versions": "file version",
    "blobs": "blob",
    "uploads": "upload",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder (default: SIGHTLINE_HOME/data)")
    parser.add_argument("--database", metavar="URL", help="as for `sightline server`")
    parser.add_argument("--blobs", metavar="URL", help="as for `sightline server`")
    parser.add_argument(
        "--older-than", type=age, default="7d", metavar="AGE", help="7d, 12h, 0 ... (default: %(default)s)"
    )
    parser.add_argument("--yes", action="store_true", help="do it, for good")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """A dry run unless --yes is given."""
    settings = read_settings(data=arguments.data, database=arguments.database, blobs=arguments.blobs)
    from sqlalchemy.exc import SQLAlchemyError

    try:
        found = _collect(settings, arguments.older_than, explicit=arguments.data is not None, done=arguments.yes)
    except (NoAnswer, DataInUse) as problem:
        return fail(str(problem))
    except (SQLAlchemyError, ImportError) as problem:
        return fail(database_problem(settings.database, problem))
    print(json.dumps(found) if arguments.json else _told(found))
    return 0


def _collect(settings: Settings, older_than: float, *, explicit: bool, done: bool) -> dict[str, Any]:
    """Through the running server where it has this data, else directly."""
    running = find_published(settings.home)
    if running is not None and (not explicit or Path(running.data) == settings.data):
        query = urlencode({"older_than": older_than})
        answer: dict[str, Any] = ask(running, "POST" if done else "GET", f"/api/gc?{query}", seconds=3600.0)
        return answer
    if not settings.data.is_dir():
        raise DataInUse(f"no data folder {settings.data}; name it with --data")
    lock = DataLock(settings.data)
    try:
        return _collect_here(settings, older_than, done=done)
    finally:
        lock.release()


def _collect_here(settings: Settings, older_than: float, *, done: bool) -> dict[str, Any]:
    import msgspec

    from sightline_server.access.actor import Actor
    from sightline_server.blobs.images import Pictures
    from sightline_server.blobs.store import BlobStore
    from sightline_server.storage.collect import Collector
    from sightline_server.store.engine import Store
    from sightline_server.store.writer import Writer

    store = Store(settings.database)
    store.prepare()
    blobs = BlobStore(settings)
    with Writer(store).running() as writer:
        collector = Collector(store, writer, blobs, Pictures(blobs, settings.data / "cache" / "images"))
        owner = Actor("sightline gc", "owner", key=True)
        found = collector.collect(owner, older_than) if done else collector.look(older_than)
    store.close()
    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain


def _told(found: dict[str, Any]) -> str:
    counts = [counted(found[name], noun) for name, noun in COUNTS.items() if found[name]]
    if not counts:
        return "Nothing to free."
    lines = [*found["names"], f"{', '.join(counts)}: {size(found['bytes'])}"]
    lines.append("Freed." if found["done"] else "Nothing was changed; add --yes to free it.")
    return "\n".join(lines)
