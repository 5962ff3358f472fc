"""`sightline ui`: this machine's experiments in the browser, also those that were recorded without a server."""

from __future__ import annotations

import argparse
import threading
import webbrowser
from collections.abc import Sequence

from sightline_server.commands._arguments import add_server_arguments, fail, settings_from
from sightline_server.commands._local import NoAnswer, answers, ask
from sightline_server.commands._published import Published, find_published
from sightline_server.commands._server import serve


def main(argv: Sequence[str]) -> int:
    """Use the server that runs, or run one until Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="sightline ui",
        description="Open the pages of this machine's experiments; what was recorded offline is sent first.",
        epilog="example: sightline ui",
    )
    add_server_arguments(parser)
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    arguments = parser.parse_args(argv)
    settings = settings_from(arguments)
    open_browser = not arguments.no_browser
    running = find_published(settings.home)
    if running is not None and answers(running):
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
