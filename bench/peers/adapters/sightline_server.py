"""Ours through its server, which the SDK finds by SIGHTLINE_HOME: what `sightline ui` is on a laptop."""

from __future__ import annotations

import subprocess
import sys

from . import sightline
from .base import without


class Peer(sightline.Peer):
    TITLE = "Sightline (server)"
    NEEDS_SERVER = True
    NOT_MEASURED = without()

    def environment(self) -> dict[str, str]:
        return {"SIGHTLINE_HOME": self.folder}

    def make_readable(self) -> None:
        """What a run that ended or was killed left behind."""
        subprocess.run([sys.executable, "-m", "sightline", "sync"], check=True, stdout=subprocess.DEVNULL)

    def server(self, port: int) -> tuple[list[str], str]:
        command = [sys.executable, "-m", "sightline", "server", "--data", self.path("server")]
        return [*command, "--host", "127.0.0.1", "--port", str(port)], "/"
