"""The tree of commands: one module each, and those that other distributions bring."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, Protocol, cast

Command = Callable[[list[str]], int]

#: Entry-point group: name of a command -> function (argv) -> exit code.
GROUP = "sightline.commands"
#: Every command and its line of the help, in the order of the help. A module of this folder has the command's name.
COMMANDS = {
    "demo": "train three small detectors on real images, and look at them",
    "ui": "the server on this machine, opened in the browser",
    "server": "run the server: experiments, logs and files for one or many",
    "login": "use a server from now on: keep its address and a key",
    "ls": "list projects, or the experiments of one",
    "show": "show one experiment: summary, parameters, logs, files, findings",
    "names": "list the reserved names and what happens when one arrives",
    "sync": "send what was recorded offline, or left behind by a crash",
    "doctor": "check this set-up, and say what was not delivered yet",
    "gc": "show what deleted data would free, and free it",
    "completion": "print what makes your shell complete commands and options",
}
#: Those that the distribution sightline-server brings: listed in the help although it may not be installed.
OF_THE_SERVER = frozenset({"demo", "ui", "server", "gc"})
OWN = tuple(name for name in COMMANDS if name not in OF_THE_SERVER)

_DESCRIPTION = "Sightline keeps the experiments of computer vision: logs and files under names that mean something."
_START = """\
start here:
  sightline demo                 see it work on real images
  sightline ui                   look at what your scripts recorded on this machine
  sightline login https://HOST   use the server of your team

`sightline COMMAND --help` explains one, with an example

exit codes: 0 done, 1 failed, 2 wrong use"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the examples' lines, and stands the commands' helps in one column."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24)


class Module(Protocol):
    """What a module of this folder offers for its command."""

    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> int: ...


class Parser(argparse.ArgumentParser):
    """argparse's, with a refusal of one line that says where to read more. It ends the program with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see `{self.prog} --help`\n")


def root() -> Parser:
    """What stands before a command: --help and --version."""
    parser = Parser(
        prog="sightline",
        usage="sightline COMMAND [...]",
        description=_DESCRIPTION,
        epilog=_listed_commands() + _START,
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    return parser


def load(name: str) -> tuple[Module, Parser]:
    """A command of this folder: its module, and the parser of its arguments."""
    from importlib import import_module

    module, what = cast("Module", import_module(f"sightline.cli.{name}")), COMMANDS[name]
    parser = Parser(
        prog=f"sightline {name}",
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"example:\n  {module.EXAMPLE}",
        formatter_class=_Formatter,
    )
    module.add_arguments(parser)
    return module, parser


def brought_by_others(name: str) -> Command | None:
    """The command of that name from an installed distribution, or None."""
    from importlib.metadata import PackageNotFoundError, distribution, entry_points

    found = None
    if name in OF_THE_SERVER:  # where to look is known: reading every distribution's metadata takes much longer
        with suppress(PackageNotFoundError):
            found = distribution("sightline-server").entry_points.select(group=GROUP, name=name)
    for entry in found or entry_points(group=GROUP, name=name):
        command: Command = entry.load()
        return command
    return None


def _listed_commands() -> str:
    return "commands:\n" + "".join(f"  {name:<12}{what}\n" for name, what in COMMANDS.items()) + "\n"
