"""Arguments that several commands share."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from sightline_server.settings import LOG_LEVELS, Settings, read_settings

_UNITS = {"": 86_400.0, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}


def add_server_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the data lies and where to listen."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder (default: SIGHTLINE_HOME/data)")
    parser.add_argument("--host", type=host, default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=port, default=7410, help="port to listen on, 0: any free one (default: %(default)s)"
    )
    parser.add_argument(
        "--database", metavar="URL", help="postgresql+psycopg://... (default: SQLite in the data folder)"
    )
    parser.add_argument("--blobs", metavar="URL", help="s3://bucket/prefix for files (default: the data folder)")
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name the server may be called by, besides loopback",
    )
    parser.add_argument("--log-level", choices=LOG_LEVELS, help="debug: a line a request")


def settings_from(arguments: argparse.Namespace) -> Settings:
    """The settings of a command that has the server's arguments."""
    return read_settings(
        data=arguments.data,
        host=arguments.host,
        port=arguments.port,
        database=arguments.database,
        blobs=arguments.blobs,
        hosts=tuple(arguments.allow_host),
        log_level=arguments.log_level,
    )


def host(text: str) -> str:
    """A name or an address. An empty one would mean every address of this machine."""
    if not text:
        raise argparse.ArgumentTypeError("expected a name or an address, got none; 0.0.0.0 means every one")
    return text


def port(text: str) -> int:
    """0..65535."""
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"expected a number from 0 to 65535, got {text!r}")
    return int(text)


def age(text: str) -> float:
    """`7d`, `12h`, `90m`, `30s`, `0`: seconds. A bare number is days."""
    match = re.fullmatch(r"(\d{1,9})([smhdw]?)", text)
    if not match:
        raise argparse.ArgumentTypeError(f"expected an age such as 7d, 12h or 0, got {text!r}")
    return int(match[1]) * _UNITS[match[2]]


def database_problem(database: str, problem: Exception) -> str:
    """In one line, without the password, why it cannot be used. problem: SQLAlchemyError, or ImportError."""
    if isinstance(problem, ImportError):
        return f"a PostgreSQL database needs its driver: pip install 'sightline-server[postgresql]' ({problem})"
    from sqlalchemy import make_url

    said = str(problem.__cause__ or problem).partition("\n")[0]  # SQLAlchemy wraps what the database said
    return f"database {make_url(database)!r}: {said}"


def fail(message: str) -> int:
    """Say in one line what is wrong; the exit code of a failure."""
    print(f"sightline: {message}", file=sys.stderr)
    return 1
