"""`sightline demo`: the demo that came with the wheel, or the repository's."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from sightline_server.commands._arguments import fail


def main(argv: Sequence[str]) -> int:
    """Run it with its own arguments."""
    if importlib.util.find_spec("sightline_server.demo") is not None:
        module = "sightline_server.demo.__main__"
    else:
        repository = Path(__file__).resolve().parents[3]
        if not (repository / "demo" / "__main__.py").is_file():
            return fail("the demo is not installed; install the wheel: pip install 'sightline-server[demo]'")
        sys.path.insert(0, str(repository))
        module = "demo.__main__"
    code: int = importlib.import_module(module).main(list(argv))
    return code
