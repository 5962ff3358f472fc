"""The page of the command line: what each command says of itself with --help."""

from __future__ import annotations

import contextlib
import io
import os
import re
from functools import cache
from unittest.mock import patch

from sightline.cli import main
from sightline.cli._parser import COMMANDS

_HEAD = """# Command line

What `sightline COMMAND --help` prints. Commands that print data print JSON with `--json`. The exit code is 0 when it is
done, 1 for a failure, 2 for wrong use. `demo`, `ui`, `server` and what handles a server's data come with the
distribution `sightline-server`; the others come with `sightline`.
"""
_OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")


def page() -> str:
    """A section a command, in the order of the help."""
    sections = [f"## `sightline {name}`\n\n```text\n{help_of(name)}```\n" for name in COMMANDS]
    return "\n".join([_HEAD, *sections])


@cache
def help_of(name: str) -> str:
    """What the command prints with --help, for a terminal of 88 columns."""
    printed = io.StringIO()
    with patch.dict(os.environ, {"COLUMNS": "88"}), contextlib.redirect_stdout(printed):
        assert main([name, "--help"]) == 0, f"sightline {name} --help failed"
    return re.sub(r"\x1b\[[0-9;]*m", "", printed.getvalue())


@cache
def options_of(name: str) -> frozenset[str]:
    """The long options that its help names."""
    return frozenset(_OPTION.findall(help_of(name)))
