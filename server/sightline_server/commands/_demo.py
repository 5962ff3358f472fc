"""`sightline demo`: the demo that came with the wheel, or the repository's."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from sightline_server.commands._arguments import fail

EXAMPLE = "sightline demo --exit"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    demo = _demo()
    if demo is not None:
        demo.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    demo = _demo()
    if demo is None:
        return fail("the demo is not installed; install the wheel: pip install 'sightline-server[demo]'")
    code: int = demo.run(arguments)
    return code


def _demo() -> ModuleType | None:
    """Where its arguments are; None where it is not installed."""
    if importlib.util.find_spec("sightline_server.demo") is not None:
        return importlib.import_module("sightline_server.demo.__main__")
    repository = Path(__file__).resolve().parents[3]
    if not (repository / "demo" / "__main__.py").is_file():
        return None
    sys.path.insert(0, str(repository))
    return importlib.import_module("demo.__main__")
