"""What `sightline doctor` looks at, one function a subject. Each says what it found and, if need be, what to do."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sightline._api import Api
from sightline._settings import Settings, local_server, read_settings
from sightline.cli import _wording
from sightline.cli._ledger import JournalState
from sightline.errors import SightlineError

State = Literal["ok", "note", "wrong"]
OLDEST_PYTHON = (3, 10)
LITTLE_SPACE, NO_SPACE = 2_000_000_000, 100_000_000  # bytes
MOST_SKEW = 5.0  # seconds


class Check(NamedTuple):
    """One line of the doctor. `todo`: the command or change that mends it, empty when there is nothing to do."""

    state: State
    subject: str
    text: str
    todo: str = ""


def check_python() -> Iterator[Check]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= OLDEST_PYTHON:
        yield Check("ok", "python", f"{version}, sightline {installed('sightline')}, {_server_part()}")
    else:
        yield Check("wrong", "python", f"{version} is too old", "use Python 3.10 or newer")


def check_home(home: str) -> Iterator[Check]:
    """Journals go there: it must take files, and have room."""
    try:
        os.makedirs(home, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"sightline")
            file.flush()
        free = shutil.disk_usage(home).free
    except OSError as error:
        reason = "it is no folder" if isinstance(error, FileExistsError) else error.strerror
        yield Check("wrong", "home", f"{home}: {reason}", "make it writable, or set SIGHTLINE_HOME elsewhere")
        return
    text = f"{home}, {_wording.size(free)} free"
    if free < NO_SPACE:
        yield Check("wrong", "home", text, "free some space: records that find no room are lost with their script")
    elif free < LITTLE_SPACE:
        yield Check("note", "home", text, "free some space soon")
    else:
        yield Check("ok", "home", text)


def check_settings(home: str) -> Iterator[Check]:
    """What the environment and the config file say, and who may read the key."""
    path = os.path.join(home, "config.json")
    try:
        settings = read_settings()
    except SightlineError as error:
        yield Check("wrong", "settings", str(error), "mend it, or unset it")
        return
    if os.path.exists(path) and stat.S_IMODE(os.stat(path).st_mode) & 0o077:
        yield Check("wrong", "settings", f"{path} can be read by others", f"chmod 600 {path}")
    if settings.mode != "online":
        yield Check("note", "settings", f"mode is {settings.mode}: nothing is sent while a script runs")
    else:
        yield Check("ok", "settings", f"mode online, {'strict' if settings.strict else 'not strict'}")


def check_local_server(home: str) -> Iterator[Check]:
    """A server that was killed leaves its address behind; it is ignored, and worth knowing."""
    path = os.path.join(home, "server.json")
    if os.path.exists(path) and local_server(home) is None:
        yield Check(
            "note", "server", f"{path} is left from a server that no longer runs", f"sightline ui, or rm {path}"
        )


def check_server(settings: Settings) -> Iterator[Check]:
    """Whether it answers, fits this version, knows the key, and has the same time."""
    if not settings.url:
        none = "none is set and none runs here: scripts record offline"
        yield Check("note", "server", none, "sightline ui, or sightline login URL")
        return
    api = Api(settings.url, settings.api_key)
    try:
        reply = api.ask("GET", "/api/health")
        version = str(json.loads(reply.body)["version"])
        yield _version_check(settings, version)
        yield from _clock_check(reply.headers.get("date"), time.time())
        yield from _key_check(api)
    except SightlineError as error:
        yield Check("wrong", "server", str(error), "start it, or correct the address: sightline login URL")
    except (ValueError, KeyError, TypeError):
        yield Check("wrong", "server", f"{settings.url} answers, and is no Sightline server", "sightline login URL")
    finally:
        api.close()


def check_journals(journals: list[JournalState], settings: Settings) -> Iterator[Check]:
    """What no server has yet, and why."""
    for journal in journals:
        if journal.trouble:
            yield Check(
                "wrong", "journal", f"{journal.path}: {journal.trouble}", "keep the file; nothing else is affected"
            )
    ended = sum(one.waiting for one in journals if not one.alive)
    running = sum(one.waiting for one in journals if one.alive)
    if ended:
        waiting = _wording.counted(ended, "record waits", "records wait")
        text = f"{waiting} on this machine, of scripts that have ended"
        todo = "sightline sync" if settings.url else "sightline ui, then sightline sync"
        yield Check("wrong" if settings.url else "note", "journals", text, todo)
    if running:
        waiting = _wording.counted(running, "record waits", "records wait")
        yield Check("ok", "journals", f"{waiting} of running scripts, which send what they have")
    if not ended and not running:
        yield Check("ok", "journals", "nothing waits on this machine")


def check_refused(refused: dict[str, int]) -> Iterator[Check]:
    """What a server could not read, kept for a person to look at."""
    for path, count in refused.items():
        text = f"{_wording.counted(count, 'record is', 'records are')} kept in {path} that the server could not read"
        yield Check("note", "refused", text, f"look at them, then rm {path}")


def installed(distribution: str) -> str:
    """Its version, "" when it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _server_part() -> str:
    version = installed("sightline-server")
    return f"sightline-server {version}" if version else "without the server (pip install sightline-server)"


def _version_check(settings: Settings, version: str) -> Check:
    text = f"{settings.url} answers, version {version}" + (", on this machine" if settings.local else "")
    ours = installed("sightline")
    if version.split(".")[:2] == ours.split(".")[:2]:
        return Check("ok", "server", text)
    return Check("note", "server", f"{text}; this is {ours}", f"pip install sightline=={version}")


def _clock_check(date: str | None, now: float) -> Iterator[Check]:
    from email.utils import parsedate_to_datetime

    if date is None:
        return
    skew = now - parsedate_to_datetime(date).timestamp()
    if abs(skew) > MOST_SKEW:
        text = f"this machine's is {_wording.duration(abs(skew))} {'ahead of' if skew > 0 else 'behind'} the server's"
        yield Check(
            "wrong", "clock", text, "set it, for example with NTP: of two points of one step the later one counts"
        )
    else:
        yield Check("ok", "clock", "agrees with the server's")


def _key_check(api: Api) -> Iterator[Check]:
    try:
        session = api.get("/api/session")
    except SightlineError as error:
        yield Check("wrong", "key", str(error), f"sightline login {api.url}")
        return
    if session["role"] == "viewer":
        yield Check("wrong", "key", f"{session['actor']} may look, and not record", f"sightline login {api.url}")
    else:
        yield Check("ok", "key", f"{session['actor']} ({session['role']})")
