"""`sightline server`: listen, serve, and leave the address where this user's programs find it."""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import os
import signal
import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from sightline_server.commands._arguments import add_server_arguments, database_problem, fail, settings_from
from sightline_server.commands._lock import DataInUse, DataLock
from sightline_server.commands._published import Published, publish, withdraw
from sightline_server.settings import Settings

if TYPE_CHECKING:
    from litestar import Litestar

EXAMPLE = "sightline server --data ./sightline-data --port 7410"

#: The printed link signs in within a day.
TOKEN_SECONDS = 86_400.0
BACKLOG = 512
#: Seconds that requests get to end after SIGTERM.
LAST_SECONDS = 2
#: New objects between two looks of the collector: an answer of ten thousand rows is no garbage.
YOUNG = 50_000
Ready = Callable[[str], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM."""
    return serve(settings_from(arguments), lambda address: print(f"Sightline: {address}", flush=True))


def serve(settings: Settings, ready: Ready) -> int:
    """Run a server; `ready` gets its address with a one-time sign-in token once it answers. Returns the exit code.

    Raises SightlineError for settings that cannot be used.
    """
    os.umask(0o077)  # the database, its log and the files are this user's alone
    try:
        lock = DataLock(settings.data)
        listener = listen(settings.host, settings.port)
    except (DataInUse, CannotListen) as problem:
        return fail(str(problem))
    except OSError as problem:
        return fail(f"data folder {settings.data}: {problem.strerror or problem}; name another with --data")
    try:
        return _run(settings, listener, ready)
    finally:
        withdraw(settings.home)
        lock.release()


class CannotListen(Exception):
    """The address cannot be used. Its text is one line."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CannotListen.

    Made with IPPROTO_TCP, without which asyncio does not set TCP_NODELAY on what it accepts: 44 ms a request.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except (OSError, UnicodeError) as problem:
        listener.close()
        if isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE:
            raise CannotListen(f"port {port} of {host} is in use; name another --port (0: any free one)") from None
        reason = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise CannotListen(f"cannot listen on {host}, port {port}: {reason}") from None
    listener.setblocking(False)
    return listener


def address_of(listener: socket.socket) -> str:
    """`http://127.0.0.1:7410`: how this machine reaches it."""
    host, port = listener.getsockname()[:2]
    reachable = ip_address(host)
    if reachable.is_unspecified:
        host = "127.0.0.1" if reachable.version == 4 else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _run(settings: Settings, listener: socket.socket, ready: Ready) -> int:
    # Nothing that importing makes is ever garbage: the collector would look at it again and again.
    gc.disable()
    import uvicorn
    from sqlalchemy.exc import SQLAlchemyError

    from sightline_server.access.secrets import new_secret
    from sightline_server.access.tokens import issue
    from sightline_server.app import create_app
    from sightline_server.log_lines import set_level

    set_level(settings.log_level)
    try:
        app = create_app(settings)
        app.state.store.prepare()
    except (SQLAlchemyError, ImportError) as problem:
        return fail(database_problem(settings.database, problem))
    gc.enable()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 50)
    url = address_of(listener)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if not self.started:
                return
            token = new_secret()
            await app.state.writer.run(lambda connection: issue(connection, token, "owner", seconds=TOKEN_SECONDS))
            key = app.state.identities.make_local_key()
            _publish(settings, Published(url, key, os.getpid(), str(settings.data)))
            ready(f"{url}/sign-in#token={token}")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            _end_streams(app)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        loop="auto",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_SECONDS,
        timeout_keep_alive=75,
    )
    server = Server(config)
    # uvicorn raises the signal again when it has ended, which would end the process before it has tidied up.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    with contextlib.suppress(KeyboardInterrupt):
        server.run([listener])
    return 0 if server.started else 1


def _publish(settings: Settings, published: Published) -> None:
    """Without it, scripts on this machine need an address and a key, as those on others do."""
    try:
        publish(settings.home, published)
    except OSError as problem:
        fail(f"{settings.home}: {problem.strerror}: scripts do not find this server by themselves; set SIGHTLINE_HOME")


def _end_streams(app: Litestar) -> None:
    """Live pages are told to come back, so that nothing waits for their ten minutes."""
    app.state.feed.close()
