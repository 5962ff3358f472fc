"""The page of one run: where ours stand, then a table for each measurement. Medians, with (lowest .. highest)."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.measure import machine
from bench.peers.outcome import CONTROLS, Outcome, shown
from bench.peers.ranking import ranking

HERE = Path(__file__).parent
_APPEND, _CHUNKS = CONTROLS


class Column(NamedTuple):
    """`control`: the adapter that the figure is shown as a multiple of."""

    title: str
    figure: str
    control: str = ""
    summed: bool = False


_INGEST = (
    Column("points", "points"), Column("points/s", "points_per_s", _CHUNKS),
    Column("bytes a point", "bytes_per_point", _CHUNKS), Column("missing", "missing"),
    Column("read all, s", "read_all_s", _CHUNKS),
)  # fmt: skip


def _calls(width: int) -> tuple[Column, ...]:
    return (
        Column("p50, us", f"p50_us_{width}", _APPEND), Column("p99, us", f"p99_us_{width}", _APPEND),
        Column("longest, us", f"max_us_{width}"), Column("calls", f"calls_{width}"),
        Column("finish, s", f"finish_s_{width}"),
    )  # fmt: skip


#: (title, measurement, columns)
TABLES = (
    ("Import, first log, memory", "start", (
        Column("import, s", "import_s"), Column("init to first log, s", "init_to_log_s"),
        Column("peak MB, helpers too", "peak_mb", _APPEND), Column("peak MB, own", "own_peak_mb"),
        Column("finish, s", "finish_s"),
    )),
    ("One scalar a call", "calls", _calls(1)),
    ("Ten metrics a call", "calls", _calls(10)),
    ("Training loop, 2 ms a step, one log a step", "loop", (
        Column("bare, ms a step", "bare_ms"), Column("logged, ms a step", "logged_ms"),
        Column("slowdown, %", "slowdown_pct"),
    )),
    ("Ingest, first call to readable", "ingest", _INGEST),
    ("Ingest, large", "ingest_full", _INGEST),
    ("Read one series", "series", (
        Column("points", "points"), Column("first read, s", "first_s", _CHUNKS), Column("again, s", "again_s", _CHUNKS),
    )),
    ("Last value of ten metrics of every run", "table", (
        Column("runs", "runs"), Column("first read, s", "first_s", _CHUNKS), Column("again, s", "again_s", _CHUNKS),
        Column("making the runs, s", "write_s"),
    )),
    ("SIGKILL at 1 kHz", "kill", (
        Column("acknowledged, all trials", "acknowledged", summed=True),
        Column("lost, all trials", "lost", summed=True), Column("lost a trial", "lost"),
    )),
    ("Server at rest", "server", (
        Column("start to first answer, s", "start_s"), Column("processes", "processes"), Column("RSS, MB", "rss_mb"),
        Column("PSS, MB", "pss_mb"),
    )),
)  # fmt: skip


def page(outcome: Outcome) -> str:
    versions = ", ".join(f"{outcome.titles[tool]} {version}" for tool, version in outcome.versions.items())
    facts = {"date": datetime.date.today().isoformat(), "machine": machine(), "scale": outcome.scale}
    introduction = (HERE / "introduction.md").read_text("utf-8").format(**facts, versions=versions)
    notes, method = ((HERE / name).read_text("utf-8") for name in ("notes.md", "method.md"))
    return "\n".join([introduction, ranking(outcome), "", notes, method, *_tables(outcome), *_gaps(outcome), ""])


def _tables(outcome: Outcome) -> Iterator[str]:
    for title, measurement, columns in TABLES:
        rows = [row for tool in outcome.results if (row := _row(outcome, tool, measurement, columns))]
        if rows:
            yield from (f"## {title}", "", "| | " + " | ".join(column.title for column in columns) + " |")
            yield from ("|" + "---|" * (len(columns) + 1), *rows, "")


def _row(outcome: Outcome, tool: str, measurement: str, columns: tuple[Column, ...]) -> str:
    cells = [_cell(outcome, tool, measurement, column) for column in columns]
    return f"| {outcome.titles[tool]} | " + " | ".join(cells) + " |" if any(cells) else ""


def _cell(outcome: Outcome, tool: str, measurement: str, column: Column) -> str:
    found = outcome.figures(tool, measurement, column.figure)
    if not found:
        return ""
    if column.summed:
        return shown(sum(found))
    text = shown(statistics.median(found))
    if min(found) < max(found):
        text += f" ({shown(min(found))} .. {shown(max(found))})"
    return text + _ratio(outcome, tool, measurement, column)


def _ratio(outcome: Outcome, tool: str, measurement: str, column: Column) -> str:
    """As a multiple of the control, where both had the same to do."""
    control = outcome.median(column.control, measurement, column.figure) if column.control else None
    ours = outcome.median(tool, measurement, column.figure)
    if (
        not control
        or ours is None
        or _amount(outcome, tool, measurement) != _amount(outcome, column.control, measurement)
    ):
        return ""
    return f", {shown(ours / control)}x"


def _amount(outcome: Outcome, tool: str, measurement: str) -> tuple[float | None, float | None]:
    return outcome.median(tool, measurement, "points"), outcome.median(tool, measurement, "runs")


def _gaps(outcome: Outcome) -> Iterator[str]:
    yield from ("## Not measured, failed, absent", "")
    for tool, reasons in outcome.not_measured.items():
        yield from (f"- {outcome.titles[tool]}, {measurement}: {reason}" for measurement, reason in reasons.items())
    for tool, measured in outcome.results.items():
        for measurement, runs in measured.items():
            said = {str(run.get("failed") or run.get("note") or "") for run in runs} - {""}
            yield from (f"- {outcome.titles[tool]}, {measurement}: {text}" for text in sorted(said))
    yield from (f"- {tool}: {reason}" for tool, reason in outcome.absent.items())
