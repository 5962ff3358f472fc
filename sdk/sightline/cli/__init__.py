"""The command line `sightline`: argparse only, one module a command, nothing heavy loaded before it is needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from sightline._one_line import one_line
from sightline.cli import _parser
from sightline.errors import SightlineError, WrongCall

__all__ = ["main"]

DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 failed, 2 wrong use."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _never_fail_on_a_character()
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as end:  # argparse printed a help, or what is wrong
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:  # `sightline ls | head`: nobody reads on, which is no failure of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except SightlineError as error:
        _say(str(error))
        return WRONG_USE if isinstance(error, WrongCall) else FAILED
    except OSError as error:
        _say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return FAILED


def _run(arguments: list[str]) -> int:
    if not arguments:
        _parser.root().print_help()
        return DONE
    if arguments[0].startswith("-"):
        if _parser.root().parse_args(arguments).version:
            print(f"sightline {_version()}")
        return DONE
    command = _parser.load(arguments[0])
    if command is None:
        return _without(arguments[0])
    module, parser = command
    return module.run(parser.parse_args(_with_falling_order(arguments[1:])))


def _with_falling_order(arguments: list[str]) -> list[str]:
    """`--order -accuracy` as one word: argparse would take the second for an option."""
    joined: list[str] = []
    for word in arguments:
        if joined and joined[-1] == "--order" and word.startswith("-") and not word.startswith("--"):
            joined[-1] = f"--order={word}"
        else:
            joined.append(word)
    return joined


def _without(name: str) -> int:
    """Say what there is instead of a command that no installed distribution has."""
    if name in _parser.OF_THE_SERVER:
        _say(f"`{name}` comes with the server: pip install sightline-server")
        return FAILED
    from difflib import get_close_matches

    near = get_close_matches(name, _parser.COMMANDS, n=1)
    meant = f"did you mean `{near[0]}`?" if near else "`sightline --help` lists them"
    _say(f"no command `{name}`: {meant}")
    return WRONG_USE


def _version() -> str:
    from importlib.metadata import version

    return version("sightline")


def _say(text: str) -> None:
    print(f"sightline: {one_line(' '.join(text.split()))}", file=sys.stderr)


def _never_fail_on_a_character() -> None:
    """A terminal without Unicode shows ? for a dash, instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
