"""What this distribution adds to the `sightline` command: a module each, as `sightline.cli` expects it.

Nothing is imported before a command runs, so that `sightline --help` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

__all__ = ["backup", "demo", "gc", "restore", "server", "ui"]


def __getattr__(name: str) -> ModuleType:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}._{name}")
