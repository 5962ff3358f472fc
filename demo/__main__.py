"""`sightline demo`: a server, three trainings on real pictures, and the page that compares them."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sightline import Client
from sightline._settings import read_settings
from sightline.errors import SightlineError

from .comparison import comparison
from .running import VARIANTS, TrainingFailed, run_all
from .serving import NoServer, Server, serving

EXTRAS = ("jax", "onnx", "onnxruntime", "PIL", "numpy")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the demo. Returns the exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted before the end."""
    arguments = _parser().parse_args(argv)
    missing = [name for name in EXTRAS if importlib.util.find_spec(name) is None]
    if missing:
        return _fail(f"the demo needs {', '.join(missing)}: pip install 'sightline-server[demo]'")
    try:
        with _server(arguments) as server:
            return _demo(server, arguments.exit)
    except KeyboardInterrupt:
        print("\nStopped. What was logged is kept; `sightline ui` shows it.")
        return 130
    except TrainingFailed as problem:
        return _fail(f"a training failed; it said:\n{problem}")
    except (NoServer, SightlineError) as problem:
        return _fail(str(problem))


def _demo(server: Server, ends: bool) -> int:
    print(f"Sightline: {server.address()}", flush=True)
    print(f"Training {len(VARIANTS)} small detectors of blood cells on this machine's CPU.", flush=True)
    run_all(server)
    with Client(url=server.url, api_key=server.key) as client:
        print(f"\n{comparison(client, [variant.stem for variant in VARIANTS])}\n")
    if ends:
        return 0
    print(f"Look at them: {server.address()}", flush=True)
    if server.own:
        print("Ctrl-C ends the server; `sightline ui --data` with the same folder shows them again.", flush=True)
        try:
            server.wait()
        except KeyboardInterrupt:
            print("\nEnded. The experiments are kept.")
    return 0


@contextmanager
def _server(arguments: argparse.Namespace) -> Iterator[Server]:
    if arguments.url:
        settings = read_settings(url=arguments.url)
        yield Server(settings.url, settings.api_key)
        return
    home = Path(read_settings().home)
    data = arguments.data or home / "demo"
    with serving(home, data, arguments.port) as server:
        yield server


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sightline demo",
        description="Train three small detectors on real blood-cell pictures and compare them on the page.",
        epilog="example: sightline demo --exit",
    )
    parser.add_argument("--exit", action="store_true", help="end after the training, and print the comparison")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the server's data folder (SIGHTLINE_HOME/demo)")
    parser.add_argument("--port", type=int, help="where the server listens (7410, or a free one); starts an own server")
    parser.add_argument("--url", help="log to this server instead, with the key in SIGHTLINE_API_KEY")
    return parser


def _fail(message: str) -> int:
    print(f"sightline demo: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
