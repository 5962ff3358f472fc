"""`sightline names`: the reserved names, and what the platform does with each."""

from __future__ import annotations

import argparse
from typing import Any

from sightline.cli._client import add_json_argument
from sightline.cli._terminal import Column, print_json, print_table, styled
from sightline.errors import WrongCall
from sightline.names import Reserved, registry, table

EXAMPLE = "sightline names confusion-matrix"

_COLUMNS = (Column("name"), Column("type"), Column("what happens"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="these only, in full: other spellings, places, example"
    )
    add_json_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    chosen = [_known(name) for name in arguments.names] or list(registry())
    if arguments.json:
        print_json([_facts(reserved) for reserved in chosen])
    elif arguments.names:
        print("\n\n".join(map(_in_full, chosen)))
    else:
        print_table(_COLUMNS, [(name, types, doc) for name, types, _, doc in table()])
    return 0


def _known(name: str) -> Reserved:
    reserved = {one.name: one for one in registry()}
    if name not in reserved:
        raise WrongCall(f"{name}: no reserved name; there are {', '.join(reserved)}")
    return reserved[name]


def _in_full(reserved: Reserved) -> str:
    lines = [f"{styled(reserved.name, 'strong')}  {reserved.kind}, {' or '.join(reserved.types) or 'file or folder'}"]
    lines.append(reserved.doc)
    if reserved.aliases:
        lines.append(f"also written  {', '.join(reserved.aliases)}")
    lines += [f"shows in      {', '.join(reserved.shows)}", f"example       {reserved.example}"]
    return "\n".join(lines)


def _facts(reserved: Reserved) -> dict[str, Any]:
    return {
        "name": reserved.name,
        "kind": reserved.kind,
        "types": list(reserved.types),
        "aliases": list(reserved.aliases),
        "shows": list(reserved.shows),
        "doc": reserved.doc,
        "example": reserved.example,
    }
