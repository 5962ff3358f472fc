"""What this distribution adds to the `sightline` command: each takes its arguments and returns the exit code.

Nothing is imported before a command runs, so that `sightline --help` stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["demo", "gc", "server", "ui"]


def server(argv: Sequence[str]) -> int:
    """Serve experiments and the pages that show them."""
    from sightline_server.commands._server import main

    return main(argv)


def ui(argv: Sequence[str]) -> int:
    """Open the pages of this machine's experiments in the browser."""
    from sightline_server.commands._ui import main

    return main(argv)


def gc(argv: Sequence[str]) -> int:
    """Free what was deleted, and bytes that nothing refers to."""
    from sightline_server.commands._gc import main

    return main(argv)


def demo(argv: Sequence[str]) -> int:
    """Train three small detectors on real images, and look at them."""
    from sightline_server.commands._demo import main

    return main(argv)
