"""Whether what a page writes as code exists: the names of commands, options, variables, members, addresses, paths."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import sightline
from sightline import names
from sightline._client import Project
from sightline._reading import ExperimentReader, FileEntry, LogEntry
from sightline.cli._parser import COMMANDS

from tools.docs import commands, http, tables

ROOT = Path(__file__).resolve().parents[2]
#: What pages call the SDK's objects.
OBJECTS: dict[str, tuple[type, ...]] = {
    "experiment": (sightline.Experiment, ExperimentReader),
    "client": (sightline.Client,),
    "project": (Project,),
    "entry": (LogEntry,),
    "file": (FileEntry,),
}
COMMAND = re.compile(r"(?:^ *|[/=(]|\$ |&& |\| |; )(?:\w+=\S+ )*sightline ([a-z][\w-]*)([^\n#;|&]*)", re.MULTILINE)
ATTRIBUTE = re.compile(r"^(\w+)\.([a-z]\w*)(?:\(.*\))?$", re.DOTALL)
_OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")
_VARIABLE = re.compile(r"\bSIGHTLINE_[A-Z_]*[A-Z]\b")
_PUBLIC = re.compile(r"^sightline((?:\.\w+)+)(?:\(.*\))?$", re.DOTALL)
_ADDRESS = re.compile(r"^(?:[A-Z]+ )?(/(?:api|metrics|schema)(?:/[^\s?]*)?)(?:\?\S*)?$")
_MAKE = re.compile(r"^make ([a-z]+)", re.MULTILINE)
_PATH = re.compile(r"^(?:bench|demo|docs|sdk|server|tests|tools|ui)/[\w./-]*$")


def in_any_code(text: str) -> Iterator[str]:
    """What is wrong with the commands, variables and targets of a piece of code."""
    for command, rest in COMMAND.findall(text):
        if command not in COMMANDS:
            yield f"no command `sightline {command}`"
            continue
        for option in _OPTION.findall(rest):
            if option not in commands.options_of(command):
                yield f"`sightline {command}` has no option {option}"
    for variable in _VARIABLE.findall(text):
        if variable not in tables.variables():
            yield f"no variable {variable} is read"
    for target in _MAKE.findall(text):
        if not re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE):
            yield f"the Makefile has no target {target}"


def in_one_word(text: str, free: frozenset[str]) -> Iterator[str]:
    """What is wrong with a piece of code within a sentence. `free`: words that only look like names."""
    if text in free:
        return
    if (found := ATTRIBUTE.match(text)) and not _has(OBJECTS.get(found[1], ()), found[2]):
        yield f"`{found[1]}` has no {found[2]}"
    if (found := _PUBLIC.match(text)) and not _is_there(found[1][1:].split(".")):
        yield f"no {text}"
    if (found := _ADDRESS.match(text)) and not any(one.fullmatch(found[1]) for one in _addresses()):
        yield f"the HTTP interface has no {text}"
    if _PATH.match(text) and not (ROOT / text).exists():
        yield f"no path {text} in the repository"
    if text.startswith("--") and text not in _all_options():
        yield f"no command has an option {text}"
    if meant := names.near_miss(text, "data") or names.near_miss(text, "file"):
        yield f"{text} is no reserved name; was {meant} meant?"


def _has(owners: tuple[type, ...], attribute: str) -> bool:
    """Whether one of them has it, as a member or set when it is made. No owner: nobody knows."""
    return not owners or any(hasattr(one, attribute) or f"self.{attribute}" in inspect.getsource(one) for one in owners)


def _is_there(path: list[str]) -> bool:
    """Whether `sightline.<path>` is a module, or something in one."""
    found: Any = sightline
    for name in path:
        try:
            found = getattr(found, name) if hasattr(found, name) else import_module(f"{found.__name__}.{name}")
        except (ImportError, AttributeError):
            return False
    return True


@cache
def _addresses() -> list[re.Pattern[str]]:
    paths = [*http.document()["paths"], "/schema/openapi.json"]
    return [re.compile(r"[^/]+".join(map(re.escape, re.split(r"\{\w+\}", path)))) for path in paths]


@cache
def _all_options() -> frozenset[str]:
    return frozenset().union(*map(commands.options_of, COMMANDS))
