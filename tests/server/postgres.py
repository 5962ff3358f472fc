"""A private PostgreSQL for the tests: a cluster in a temporary folder, on a socket of its own, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

_numbers = count(1)


def program(name: str) -> str | None:
    """A program of the newest PostgreSQL on this machine, that makes clusters."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    return str(found[-1]) if found else shutil.which(name)


def why_not() -> str | None:
    """Why there can be no PostgreSQL here; None when there can be one."""
    if program("initdb") is None or program("pg_ctl") is None:
        return "no PostgreSQL is installed (apt-get install postgresql)"
    if os.geteuid() == 0 and _other_user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return None


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a running server, `postgresql+psycopg://...` without a database name; it stops at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sightline-postgres-"))
    user = _other_user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    name = user.pw_name if user else pwd.getpwuid(os.geteuid()).pw_name
    try:
        _run(user, "initdb", "-D", str(data), "--auth=trust", "--encoding=UTF8", "--no-sync", "--locale=C")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c shared_buffers=32MB"
        _run(user, "pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{name}@/{{}}?host={folder}"
        finally:
            _run(user, "pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(address: str) -> Iterator[str]:
    """A new, empty database of a cluster; dropped at the end."""
    import psycopg

    name = f"test_{next(_numbers)}"
    admin = address.format("postgres").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield address.format(name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _other_user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


def _run(user: pwd.struct_passwd | None, name: str, *arguments: str) -> None:
    command = [str(program(name)), *arguments]
    who: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, cwd="/", **who
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
