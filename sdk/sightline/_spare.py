"""Where journals go when SIGHTLINE_HOME cannot be written: a folder of this user's own among the temporary ones.

It is a SIGHTLINE_HOME like any other: with its name, every command works on it.
"""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import suppress

from sightline._copies import NO_ROOM
from sightline._journal import make_id
from sightline._settings import Settings
from sightline._voice import Voice

_PROBE_BYTES = 4096
#: What is read in the home, and found from the spare folder as well.
_READ = ("config.json", "server.json")


def with_room(settings: Settings, voice: Voice) -> Settings:
    """Settings whose journals can be written, if need be in a spare folder, which `voice` names."""
    try:
        _probe(settings.journals)
        return settings
    except OSError as error:
        room = error.errno in NO_ROOM
        what = f"{settings.home} cannot be written ({error.strerror})"
    todo = f"{'make room on its disk' if room else 'make it writable'}, or set SIGHTLINE_HOME to another folder"
    try:
        spare = settings._replace(spare=_make(settings.home))
    except OSError as error:
        reason = f"nor a temporary folder ({error.strerror or error})"
        voice.once("disk", f"nothing is recorded: {what}, {reason}: records are held in memory until it can; {todo}")
        return settings
    voice.say(f"{what}: journals are kept in {spare.place} instead; {todo}")
    return spare


def tidy(settings: Settings) -> None:
    """Remove the spare folder, unless journals wait in it."""
    if not settings.spare:
        return
    with suppress(OSError):
        os.rmdir(settings.journals)
        for name in _READ:
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(settings.spare, name))
        os.rmdir(settings.spare)


def _make(home: str) -> str:
    from tempfile import mkdtemp

    folder = mkdtemp(prefix="sightline-")
    try:
        _probe(os.path.join(folder, "journal"))
    except OSError:
        tidy(Settings(spare=folder))
        raise
    for name in _READ:
        with suppress(OSError):
            os.stat(os.path.join(home, name))
            os.symlink(os.path.join(home, name), os.path.join(folder, name))
    return folder


def _probe(folder: str) -> None:
    """Raises OSError where no journal can be written below this folder. Leaves nothing but the folder."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, f".{make_id()}")
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        os.unlink(path)
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.write(fd, bytes(_PROBE_BYTES)) < _PROBE_BYTES:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(fd)
