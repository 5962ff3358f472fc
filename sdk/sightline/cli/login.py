"""`sightline login`: the server of this user, and the key for it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

from sightline._api import Api
from sightline._settings import read_settings
from sightline.cli._client import address
from sightline.errors import SightlineError, WrongCall

EXAMPLE = "sightline login https://sightline.example.org"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", type=address, metavar="URL", help="address of the server")
    parser.add_argument("--key-stdin", action="store_true", help="read the key from standard input, for programs")


def run(arguments: argparse.Namespace) -> int:
    settings = read_settings(url=arguments.url)
    key = _key(settings.url, arguments.key_stdin)
    api = Api(settings.url, key)
    try:
        session = api.get("/api/session")
    finally:
        api.close()
    path = os.path.join(settings.home, "config.json")
    try:
        save(path, {"url": settings.url, "api_key": key})
    except OSError as error:
        where = f"{settings.home} ({error.strerror or error})"
        raise SightlineError(f"the key cannot be kept in {where}: set SIGHTLINE_HOME to another folder") from None
    print(f"signed in to {settings.url} as {session['actor']} ({session['role']}); kept in {path}")
    return 0


def save(path: str, changes: dict[str, Any]) -> None:
    """Put `changes` into a config file that only its owner can read; what else it says stays."""
    kept: dict[str, Any] = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            kept = json.load(file)
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    partial = f"{path}.{os.getpid()}.part"
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({**kept, **changes}, file, indent=2)
            file.write("\n")
        os.replace(partial, path)
    finally:
        if os.path.exists(partial):
            os.unlink(partial)


def _key(url: str, from_stdin: bool) -> str:
    if from_stdin:
        key = sys.stdin.readline().strip()
    elif sys.stdin.isatty():
        from getpass import getpass

        print(f"an API key for scripts: make one at {url}/settings")
        key = getpass("key (not shown): ").strip()
    else:
        raise WrongCall("no terminal to ask for the key: give it with --key-stdin")
    if not key.isascii() or not key.isprintable() or not key:
        raise WrongCall("key: expected the text that starts with sl_, got " + ("nothing" if not key else "other text"))
    return key
