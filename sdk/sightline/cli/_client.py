"""The client that a command reads with, and the arguments that every reading command has."""

from __future__ import annotations

import argparse

from sightline._client import Client


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """--url and --json."""
    parser.add_argument("--url", type=address, metavar="URL", help="server to ask, instead of the one in the settings")
    add_json_argument(parser)


def add_json_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")


def client_of(arguments: argparse.Namespace) -> Client:
    """Of the server that the settings name, or of what this machine recorded."""
    return Client(url=arguments.url)


def limit(text: str) -> int:
    """A count of rows: 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {text!r}")
    return int(text)


def address(text: str) -> str:
    """Of a server."""
    if not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"expected an address that starts with http:// or https://, got {text!r}")
    return text
