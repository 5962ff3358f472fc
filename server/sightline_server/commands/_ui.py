"""`sightline ui`: this machine's experiments in the browser, also those that were recorded without a server."""

from __future__ import annotations

import argparse
import threading
import webbrowser
from pathlib import Path

from sightline_server.commands._arguments import add_server_arguments, fail, settings_from
from sightline_server.commands._local import NoAnswer, answers, ask
from sightline_server.commands._published import Published, find_published
from sightline_server.commands._server import serve

EXAMPLE = "sightline ui"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_server_arguments(parser)
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")


def run(arguments: argparse.Namespace) -> int:
    """Use the server that runs, unless it has other data than --data says, or run one until Ctrl-C."""
    settings = settings_from(arguments)
    open_browser = not arguments.no_browser
    running = find_published(settings.home)
    other = arguments.data is not None and running is not None and Path(running.data) != settings.data
    if running is not None and not other and answers(running):
        return _join(running, open_browser=open_browser)

    def ready(address: str) -> None:
        _show(address, open_browser=open_browser)
        started = find_published(settings.home)
        if started is not None:
            threading.Thread(target=_deliver, args=(started,), daemon=True).start()

    return serve(settings, ready)


def _join(running: Published, *, open_browser: bool) -> int:
    try:
        address = ask(running, "POST", "/api/session/token")["address"]
    except NoAnswer as problem:
        return fail(str(problem))
    _show(address, open_browser=open_browser)
    _deliver(running)
    return 0


def _show(address: str, *, open_browser: bool) -> None:
    print(f"Sightline: {address}", flush=True)
    if open_browser:
        webbrowser.open(address)


def _deliver(server: Published) -> None:
    """Send what the journals of this machine hold and nobody else is sending."""
    from sightline._sender import deliver_leftovers
    from sightline._settings import read_settings

    deliver_leftovers(read_settings(url=server.url, api_key=server.key)._replace(local=True))
