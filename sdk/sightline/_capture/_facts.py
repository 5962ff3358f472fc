"""What a run was: the command, Python and its packages, the machine."""

from __future__ import annotations

import os
import sys
from typing import Any

from sightline._forking import whole_imports
from sightline._settings import Settings

_SECRET = ("key", "token", "secret", "password", "passwd", "credential")


def gather(settings: Settings) -> dict[str, Any]:
    """The facts that are switched on, by their key. Takes a while: not for the calling thread."""
    from sightline import __version__

    facts: dict[str, Any] = {"sightline": __version__}
    if settings.capture_command:
        facts["command"], facts["folder"] = command_line(), os.getcwd()
    if settings.capture_host:
        facts["host"] = _host()
    if settings.capture_packages:
        facts["python"], facts["packages"] = sys.version.split()[0], packages()
    if settings.capture_git:
        with whole_imports():
            from sightline._capture._git import git_facts
        git = git_facts(os.getcwd())
        if git:
            facts["git"] = git
    if settings.capture_host:
        with whole_imports():
            from sightline._capture._gpu import gpus
        found = gpus()
        if found:
            facts["gpus"] = found
    return facts


def command_line() -> str:
    """As it was typed, with the values of arguments that look like secrets masked."""
    with whole_imports():
        from shlex import join
    words = list(getattr(sys, "orig_argv", None) or sys.argv)
    return join(_masked(words))


def packages() -> dict[str, str]:
    """Installed distributions and their versions, read from the names of their folders: fast, nothing is imported."""
    found: dict[str, str] = {}
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                distribution, _, version = name.rpartition(".")[0].partition("-")
                if version:
                    found.setdefault(distribution.replace("_", "-").lower(), version.partition("-py")[0])
    return dict(sorted(found.items()))


def _masked(words: list[str]) -> list[str]:
    masked: list[str] = []
    secret = False
    for word in words:
        name, equals, _ = word.partition("=")
        looks = name.startswith("-") and any(part in name.lower() for part in _SECRET)
        if secret and not word.startswith("-"):
            masked.append("***")
        else:
            masked.append(f"{name}=***" if looks and equals else word)
        secret = looks and not equals
    return masked


def _host() -> dict[str, Any]:
    system = os.uname()
    return {
        "name": system.nodename,
        "system": f"{system.sysname} {system.release} {system.machine}",
        "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
    }
