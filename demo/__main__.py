"""`sightline demo`: a server, three trainings on real pictures, and the page that compares them."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sightline import Client
from sightline._settings import read_settings
from sightline.cli._client import address
from sightline.errors import SightlineError
from sightline_server.commands._arguments import port

from .comparison import comparison
from .processes import ending_by_signal
from .running import VARIANTS, TrainingFailed, run_all
from .serving import NoServer, Server, serving

EXTRAS = ("jax", "onnx", "onnxruntime", "PIL", "numpy")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--exit", action="store_true", help="end after the training, and print the comparison")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the server's data folder (SIGHTLINE_HOME/demo)")
    parser.add_argument(
        "--port", type=port, help="where the server listens (7410, or a free one); starts an own server"
    )
    parser.add_argument("--url", type=address, help="log to this server instead, with the key in SIGHTLINE_API_KEY")


def run(arguments: argparse.Namespace) -> int:
    """Run the demo. Returns the exit code: 0 done, 1 failed, 130 interrupted before the end.

    Raises SystemExit after SIGTERM and SIGHUP: 128 and the signal's number.
    """
    missing = [name for name in EXTRAS if importlib.util.find_spec(name) is None]
    if missing:
        return _fail(f"the demo needs {', '.join(missing)}: pip install 'sightline-server[demo]'")
    try:
        with ending_by_signal(), _server(arguments) as server:
            _demo(server, arguments.exit)
            return 0
    except KeyboardInterrupt:
        return 130
    except TrainingFailed as problem:
        return _fail(f"a training failed; it said:\n{problem}")
    except (NoServer, SightlineError) as problem:
        return _fail(str(problem))


def _demo(server: Server, ends: bool) -> None:
    print(f"Sightline: {server.address()}", flush=True)
    print(f"Training {len(VARIANTS)} small detectors of blood cells on this machine's CPU.", flush=True)
    try:
        run_all(server)
        with Client(url=server.url, api_key=server.key) as client:
            print(f"\n{comparison(client, [variant.stem for variant in VARIANTS])}\n")
    except KeyboardInterrupt:
        print(f"\nStopped.\n{server.kept}")
        raise
    finish(server, ends)


def finish(server: Server, ends: bool) -> None:
    """Say where the experiments are. An own server stays until Ctrl-C, unless the demo `ends` now."""
    if server.own and ends:
        print(server.kept)
        return
    print(f"Look at them: {server.address()}", flush=True)
    if server.own:
        print(f"Ctrl-C ends the server. {server.kept}", flush=True)
        with suppress(KeyboardInterrupt):
            server.wait()
        print()


@contextmanager
def _server(arguments: argparse.Namespace) -> Iterator[Server]:
    if arguments.url:
        settings = read_settings(url=arguments.url)
        with Client(settings.url, settings.api_key) as client:
            client.projects()  # it answers and knows the key: minutes of training are not for nothing
        yield Server(settings.url, settings.api_key)
        return
    home = Path(read_settings().home)
    data = arguments.data or home / "demo"
    with serving(home, data, arguments.port) as server:
        yield server


def _fail(message: str) -> int:
    print(f"sightline demo: {message}", file=sys.stderr)
    return 1


def main(argv: Sequence[str] | None = None) -> int:
    """`sightline demo` with these arguments, or the program's own. Returns the exit code."""
    from sightline import cli

    return cli.main(["demo", *(sys.argv[1:] if argv is None else argv)])


if __name__ == "__main__":
    sys.exit(main())
