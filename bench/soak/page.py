"""docs/soak.md."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Sequence

from bench.measure import ROOT, machine
from bench.soak.run import Outcome
from bench.soak.samples import Sample

PAGE = ROOT / "docs" / "soak.md"
INTRODUCTION = """# A soak, with kills of both sides

Written by `make soak{arguments}` on {date}, on {machine}. Writers, readers and server share the machine.

{writers} writers for {seconds:.0f} seconds against one server, on SQLite and then on PostgreSQL. Each writer is a
process with the real SDK: 100 calls a second of two points each, a heatmap a second, an image every two and a file of
100 kB every five seconds, one experiment after the other. Beside them one program asks for what the pages show, and one
follows the events. Writers are killed (`SIGKILL`) at random and started again, and the server is, in the first third:
so that the rest shows what one process comes to use. Every writer notes what a call returned from in a file of its own;
at the end `sightline sync` sends what the killed ones left, and the notes are compared with what the server has.

"""
COMPARED = """## Lost, doubled

| | returned from | lost | doubled | wrong value or bytes |
|---|---|---|---|---|
"""
KINDS = {"point": "points (steps of two metrics)", "image": "images", "heatmap": "heatmaps", "file": "files"}
USED = """## Memory, handles, threads

Of the server's last process, which was never killed, over {seconds:.0f} seconds on SQLite{others}.

| | start | 1/3 | 2/3 | end |
|---|---|---|---|---|
"""
LATENCY = """## Acknowledgements

| | p50 | p99 | longest | how many |
|---|---|---|---|---|
"""


def write(outcomes: Sequence[Outcome], arguments: Sequence[str]) -> str:
    """The page."""
    plan = outcomes[0].plan
    given = f' ARGS="{" ".join(arguments)}"' if arguments else ""
    head = INTRODUCTION.format(
        arguments=given,
        date=datetime.date.today().isoformat(),
        machine=machine(),
        writers=plan.writers,
        seconds=plan.seconds,
    )
    return head + "\n".join([_compared(outcomes), _latency(outcomes), _used(outcomes), _rest(outcomes)])


def _compared(outcomes: Sequence[Outcome]) -> str:
    rows = [
        f"| {one.database}, {KINDS[kind]} | {found.returned:,} | {found.lost} | {found.doubled} | {found.wrong} |"
        for one in outcomes
        for kind, found in one.compared.items()
    ]
    return COMPARED + "\n".join(rows) + "\n"


def _latency(outcomes: Sequence[Outcome]) -> str:
    rows = []
    for one in outcomes:
        for what, seconds in (
            ("a batch, from its request to its answer", one.noted.batch),
            ("a record, from the journal to its acknowledgement", one.noted.kept),
            ("what a page asks for", one.looked.seconds),
        ):
            rows.append(f"| {one.database}: {what} | {_percentiles(seconds)} |")
    note = (
        "\nThe sender waits up to a second for more to send, so that a record takes at least about half of one; the\n"
        "longest ones waited for a server that was killed, or for the next start of a writer that was.\n"
    )
    return LATENCY + "\n".join(rows) + "\n" + note


def _percentiles(seconds: Sequence[float]) -> str:
    if not seconds:
        return "– | – | – | 0"
    ordered = sorted(seconds)
    chosen = (ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100], ordered[-1])
    return " | ".join([*(f"{value * 1000:,.0f} ms" for value in chosen), f"{len(ordered):,}"])


def _used(outcomes: Sequence[Outcome]) -> str:
    lives = [one.last_life[-1].at - one.last_life[0].at for one in outcomes]
    others = "".join(f", {life:.0f} on {one.database}" for life, one in zip(lives[1:], outcomes[1:], strict=True))
    rows = []
    for one in outcomes:
        parts = thirds(one.last_life)
        for what, values in (
            ("resident memory", [f"{_median(part, 'memory') / 1e6:.0f} MB" for part in parts]),
            ("open handles", [f"{_median(part, 'handles'):.0f}" for part in parts]),
            ("of them connections", [f"{_median(part, 'sockets'):.0f}" for part in parts]),
            ("threads", [f"{_median(part, 'threads'):.0f}" for part in parts]),
            ("database", [f"{_median(part, 'database') / 1e6:.0f} MB" for part in parts]),
            ("files", [f"{_median(part, 'files') / 1e6:.0f} MB" for part in parts]),
        ):
            rows.append(f"| {one.database}: {what} | {' | '.join(values)} |")
    return (
        USED.format(seconds=lives[0], others=others)
        + "\n".join(rows)
        + "\n\n"
        + "\n".join(map(_growth, outcomes))
        + "\n"
    )


def thirds(samples: Sequence[Sample]) -> list[Sequence[Sample]]:
    """Some samples around the start (after it has warmed up), a third, two thirds and the end."""
    around = max(1, len(samples) // 20)
    places = [len(samples) * part // 20 for part in (2, 7, 14, 20)]
    return [samples[max(0, place - around) : max(1, place)] for place in places]


def _median(samples: Sequence[Sample], name: str) -> float:
    return statistics.median(float(getattr(sample, name)) for sample in samples)


def _growth(one: Outcome) -> str:
    first, _, second, end = thirds(one.last_life)
    memory = [_median(part, "memory") / 1e6 for part in (second, end)]
    handles = [_median(part, "handles") for part in (second, end)]
    most = max(sample.handles for sample in one.samples)
    since = _median(end, "memory") / 1e6 - _median(first, "memory") / 1e6
    return (
        f"{one.database}: from the second third to the end memory went from {memory[0]:.0f} to {memory[1]:.0f} MB"
        f" ({since:+.0f} MB since the start of that process), handles from {handles[0]:.0f} to {handles[1]:.0f}"
        f" (at most {most} at any time)."
    )


def _rest(outcomes: Sequence[Outcome]) -> str:
    lines = ["## What else was seen", ""]
    for one in outcomes:
        looked, plan = one.looked, one.plan
        lines.append(
            f"{one.database}: {len(one.noted.points)} experiments; {plan.server_kills} kills of the server,"
            f" {plan.writer_kills} of writers; {len(looked.seconds):,} answers to the pages' questions,"
            f" {len(looked.failed)} refused ({', '.join(sorted(set(looked.failed))[:5]) or 'none'});"
            f" {looked.events:,} events, {looked.backwards} with a number that came before;"
            f" {len(one.complaints)} errors in the logs of server and scripts."
        )
        lines += [f"\n    {line[:300]}" for line in one.complaints[:5]]
        lines.append("")
    return "\n".join(lines)
