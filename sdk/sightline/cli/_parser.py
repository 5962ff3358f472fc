"""The tree of commands: one module each, and those that other distributions bring."""

from __future__ import annotations

import argparse
from contextlib import suppress
from typing import NoReturn, Protocol, cast

from sightline.errors import SightlineError

#: Entry-point group: name of a command -> what has EXAMPLE, `add_arguments` and `run`: see Module.
GROUP = "sightline.commands"
#: Every command and its line of the help, in the order of the help. A module of this folder has the command's name.
COMMANDS = {
    "demo": "train three small detectors on real images, and look at them",
    "ui": "this machine's experiments in the browser, offline ones too",
    "server": "run the server: experiments, logs and files for one or many",
    "login": "use a server from now on: keep its address and a key",
    "ls": "list projects, or the experiments of one",
    "show": "show one experiment: summary, parameters, logs, files, findings",
    "names": "list the reserved names and what happens when one arrives",
    "sync": "send what was recorded offline, or left behind by a crash",
    "doctor": "check this set-up, and say what was not delivered yet",
    "gc": "show what deleted data would free, and free it",
    "backup": "copy a server's data into a folder, while it runs",
    "restore": "make a server's data of a backup",
    "completion": "print what makes your shell complete commands and options",
}
#: Those that the distribution sightline-server brings: listed in the help although it may not be installed.
OF_THE_SERVER = frozenset({"demo", "ui", "server", "gc", "backup", "restore"})
OWN = tuple(name for name in COMMANDS if name not in OF_THE_SERVER)

_DESCRIPTION = """\
Sightline keeps the experiments of computer vision: logs and files under names
that mean something."""
_START = """\
start here:
  sightline demo                 see it work on real images
  sightline ui                   see what your scripts recorded on this machine
  sightline login https://HOST   use the server of your team

`sightline COMMAND --help` explains one, with an example

exit codes: 0 done, 1 failed, 2 wrong use"""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the examples' lines, and stands the commands' helps in one column."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24)


class Module(Protocol):
    """What the module of a command offers. `run` returns the exit code, or raises SightlineError or OSError."""

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


def load(name: str) -> tuple[Module, Parser] | None:
    """A command and the parser of its arguments; None where no installed distribution has it. Raises SightlineError."""
    module = _own(name) if name in OWN else _brought(name)
    if module is None:
        return None
    what = COMMANDS.get(name, "")
    parser = Parser(
        prog=f"sightline {name}",
        description=f"{what[:1].upper()}{what[1:]}." if what else None,
        epilog=f"example:\n  {module.EXAMPLE}",
        formatter_class=_Formatter,
    )
    module.add_arguments(parser)
    return module, parser


def _own(name: str) -> Module:
    from importlib import import_module

    return cast("Module", import_module(f"sightline.cli.{name}"))


def _brought(name: str) -> Module | None:
    """The command of that name from another installed distribution."""
    from importlib.metadata import PackageNotFoundError, distribution, entry_points

    found = None
    if name in OF_THE_SERVER:  # where to look is known: reading every distribution's metadata takes much longer
        with suppress(PackageNotFoundError):
            found = distribution("sightline-server").entry_points.select(group=GROUP, name=name)
    for entry in found or entry_points(group=GROUP, name=name):
        try:
            return cast("Module", entry.load())
        except (ImportError, AttributeError) as error:  # an installation that is broken, or of another version
            raise SightlineError(f"`{name}` cannot be loaded ({error}): install it again") from None
    return None


def _listed_commands() -> str:
    return "commands:\n" + "".join(f"  {name:<12}{what}\n" for name, what in COMMANDS.items()) + "\n"
