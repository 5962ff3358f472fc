"""Measures experiment trackers beside ours and two controls. Nothing chosen: all of them, and everything."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.measure import scratch, took
from bench.peers.environments import FOLDER, NotInstalled, prepare, python_of
from bench.peers.measurements import MEASUREMENTS
from bench.peers.outcome import CONTROLS, OURS, Outcome
from bench.peers.page import page
from bench.peers.probes import busy
from bench.peers.scales import SCALES
from bench.peers.tool import Failed, Tool, adapter
from bench.peers.turns import take_turns

PEERS = (
    "tensorboard", "mlflow_sqlite", "mlflow_async", "mlflow_file", "mlflow_server", "trackio", "aim", "wandb",
    "dvclive", "swanlab", "clearml", "comet", "neptune",
)  # fmt: skip
TOOLS = (*CONTROLS, *OURS, *PEERS)
_STEP_S = 0.002


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    names = [name for name in TOOLS if name in CONTROLS or name in chosen.only]
    outcome = Outcome(chosen.scale)
    tools = [tool for name in names if (tool := _ready(name, chosen.here, outcome))]
    scale = dataclasses.replace(SCALES[chosen.scale], turns=_turns())

    def save() -> None:
        if chosen.json:
            chosen.json.parent.mkdir(parents=True, exist_ok=True)
            chosen.json.write_text(json.dumps(dataclasses.asdict(outcome), indent=1))
        if chosen.page:
            chosen.page.write_text(page(outcome), "utf-8")

    take_turns(tools, chosen.measure, scale, outcome.results, save)
    print(page(outcome))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("--only", type=_some_of(TOOLS), default=TOOLS, help=", ".join(TOOLS))
    parser.add_argument(
        "--measure", type=_some_of(MEASUREMENTS), default=list(MEASUREMENTS), help=", ".join(MEASUREMENTS)
    )
    parser.add_argument("--scale", choices=SCALES, default="full")
    parser.add_argument("--here", action="store_true", help="run what this Python has, instead of setting anything up")
    parser.add_argument("--page", type=Path, help="write the page here")
    parser.add_argument("--json", type=Path, default=FOLDER / "results.json", help="every repetition")
    return parser


def _some_of(known: Iterable[str]) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        given = text.split(",")
        if unknown := [name for name in given if name not in known]:
            raise argparse.ArgumentTypeError(f"no {unknown[0]!r}; there are {', '.join(known)}")
        return given

    return read


def _ready(name: str, here: bool, outcome: Outcome) -> Tool | None:
    """The tool, once it has shown that it can be imported; None and the reason where it cannot."""
    environment = adapter(name).ENVIRONMENT
    try:
        if not here:
            prepare(environment)
        tool = Tool(name, Path(sys.executable) if here else python_of(environment))
        with scratch() as folder:
            version = tool.run("version", folder)["version"]
    except (NotInstalled, Failed, OSError) as reason:
        outcome.absent[name] = str(reason)
        return None
    outcome.titles[name], outcome.versions[name], outcome.results[name] = tool.peer.TITLE, version, {}
    outcome.not_measured[name] = dict(tool.peer.NOT_MEASURED)
    return tool


def _turns() -> int:
    """How many turns of `probes.busy` take 2 ms on this machine, at its best."""
    best = min(took(lambda: busy(20_000)) for _ in range(50))
    return int(20_000 * _STEP_S / best)


if __name__ == "__main__":
    sys.exit(main())
