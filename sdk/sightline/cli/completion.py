"""`sightline completion`: what a shell needs to complete commands and options, generated from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from sightline.cli import _parser
from sightline.errors import SightlineError

EXAMPLE = 'eval "$(sightline completion bash)"   # in ~/.bashrc; zsh and fish likewise'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=tuple(_TEMPLATES), help="the shell")


def run(arguments: argparse.Namespace) -> int:
    print(_TEMPLATES[arguments.shell](list(_commands())))
    return 0


class Word(NamedTuple):
    """Something that can be typed next, and what it does."""

    text: str
    help: str


class Command(NamedTuple):
    """A command and the words that can follow it."""

    name: str
    help: str
    words: list[Word]


def _commands() -> Iterator[Command]:
    """All of them. A command that is not installed, or not well, has no words: it says so itself when it is run."""
    for name, what in _parser.COMMANDS.items():
        command = None
        with suppress(SightlineError):
            command = _parser.load(name)
        yield Command(name, what, list(_words(command[1])) if command else [])


def _words(parser: argparse.ArgumentParser) -> Iterator[Word]:
    formatter = parser._get_formatter()
    for action in parser._actions:
        for option in action.option_strings:
            if option.startswith("--"):
                yield Word(option, formatter._expand_help(action) if action.help else "")
        if not action.option_strings:
            yield from (Word(str(choice), "") for choice in action.choices or ())


def _bash(commands: list[Command]) -> str:
    arms = "\n".join(f'        {one.name}) words="{" ".join(word.text for word in one.words)}" ;;' for one in commands)
    names = " ".join(one.name for one in commands)
    return f"""\
_sightline() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" words="{names}"
    if (( COMP_CWORD > 1 )); then
        case "${{COMP_WORDS[1]}}" in
{arms}
        *) words="" ;;
        esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _sightline sightline"""


def _zsh(commands: list[Command]) -> str:
    names = "\n".join(f"        {_quoted(f'{one.name}:{one.help}')}" for one in commands)
    arms = "\n".join(
        f"        {one.name}) options=({' '.join(_quoted(f'{word.text}:{word.help}') for word in one.words)}) ;;"
        for one in commands
    )
    return f"""\
#compdef sightline
_sightline() {{
    local -a commands options
    commands=(
{names}
    )
    if (( CURRENT == 2 )); then
        _describe -t commands command commands
        return
    fi
    case "$words[2]" in
{arms}
    esac
    _describe -o -t options option options
    _files
}}
compdef _sightline sightline"""


def _fish(commands: list[Command]) -> str:
    lines = ["complete -c sightline -f"]
    for one in commands:
        lines.append(f"complete -c sightline -n __fish_use_subcommand -a {one.name} -d {_quoted(one.help)}")
        here = f"-n '__fish_seen_subcommand_from {one.name}'"
        for word in one.words:
            what = f"-l {word.text[2:]} -d {_quoted(word.help)}" if word.text.startswith("--") else f"-a {word.text}"
            lines.append(f"complete -c sightline {here} {what}")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """In single quotes, as all three shells read them."""
    return "'" + text.replace("'", "’") + "'"


_TEMPLATES: dict[str, Callable[[list[Command]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
