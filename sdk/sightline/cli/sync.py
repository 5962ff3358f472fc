"""`sightline sync`: what ended scripts left on this machine goes to the server."""

from __future__ import annotations

import argparse
import sys

from sightline._one_line import one_line
from sightline._sender import deliver_leftovers
from sightline._sending import Delivered
from sightline._settings import read_settings
from sightline.cli import _wording
from sightline.cli._client import add_reading_arguments
from sightline.cli._ledger import read_journals
from sightline.cli._terminal import print_json, styled
from sightline.errors import Unreachable

EXAMPLE = "sightline sync --url https://sightline.example.org"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_reading_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    settings = read_settings(url=arguments.url)
    before = [journal for journal in read_journals(settings) if not journal.alive]
    if not before:
        _summarise([], settings.url, arguments.json)
        return 0
    if not settings.url:
        raise Unreachable("no server to send to: start one with `sightline ui`, or name one with `sightline login URL`")
    progress = _Progress(len(before), quiet=arguments.json)
    outcomes = deliver_leftovers(settings, progress.show)
    _summarise(outcomes, settings.url, arguments.json)
    reached = {outcome.path for outcome in outcomes}
    untouched = any(journal.path not in reached for journal in before)
    return int(untouched or any(outcome.left or outcome.trouble for outcome in outcomes))


class _Progress:
    """One line a journal on stderr, so that stdout stays a summary."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._total, self._done, self._quiet = total, 0, quiet

    def show(self, outcome: Delivered) -> None:
        self._done += 1
        if self._quiet:
            return
        place = f"{outcome.project}/{outcome.name}" if outcome.name else outcome.path
        state = f"{_wording.counted(outcome.sent, 'record')} sent"
        if outcome.left:
            state += f", {_wording.counted(outcome.left, 'waits', 'wait')}"
        print(f"[{self._done}/{self._total}] {one_line(place)}: {state}", file=sys.stderr)
        if outcome.trouble:
            print(styled(f"    {one_line(outcome.trouble)}", "warn", sys.stderr), file=sys.stderr)


def _summarise(outcomes: list[Delivered], url: str, as_json: bool) -> None:
    sent, left = sum(one.sent for one in outcomes), sum(one.left for one in outcomes)
    if as_json:
        print_json(
            {"server": url or None, "sent": sent, "waiting": left, "journals": [one._asdict() for one in outcomes]}
        )
    elif not outcomes:
        print("nothing waits on this machine")
    else:
        rest = (
            f"{_wording.counted(left, 'still waits', 'still wait')}: `sightline doctor` says why"
            if left
            else "nothing waits"
        )
        print(f"{_wording.counted(sent, 'record')} sent to {url}; {rest}")
