"""The rows of what "fast" means here: the best of the peers, its next, and where ours stand among them."""

from __future__ import annotations

from typing import NamedTuple

from bench.peers.outcome import CONTROLS, OURS, Outcome, shown


class Row(NamedTuple):
    """`size`: the figure that says how much there was to do; only tools that did as much as ours are compared."""

    what: str
    measurement: str
    figure: str
    unit: str
    control: str = ""
    more_is_better: bool = False
    size: str = ""


_APPEND, _CHUNKS = CONTROLS
ROWS = (
    Row("import", "start", "import_s", "s"),
    Row("init to first log returned", "start", "init_to_log_s", "s", _APPEND),
    Row("peak memory, ten points", "start", "peak_mb", "MB", _APPEND),
    Row("one scalar a call, p50", "calls", "p50_us_1", "us", _APPEND),
    Row("one scalar a call, p99", "calls", "p99_us_1", "us", _APPEND),
    Row("ten metrics a call, p50", "calls", "p50_us_10", "us", _APPEND),
    Row("slowdown of a 2 ms loop", "loop", "slowdown_pct", "%", _APPEND),
    Row("first call to readable", "ingest", "points_per_s", "points/s", _APPEND, True, "points"),
    Row("the same, large", "ingest_full", "points_per_s", "points/s", _APPEND, True, "points"),
    Row("on disk", "ingest", "bytes_per_point", "bytes a point", _CHUNKS),
    Row("read one series, first in its process", "series", "first_s", "s", _CHUNKS, False, "points"),
    Row("the same, again", "series", "again_s", "s", _CHUNKS, False, "points"),
    Row("last values of every run, first in its process", "table", "first_s", "s", _CHUNKS, False, "runs"),
    Row("the same, again", "table", "again_s", "s", _CHUNKS, False, "runs"),
    Row("points lost on SIGKILL at 1 kHz, a trial", "kill", "lost", "", _APPEND),
    Row("server: start to first answer", "server", "start_s", "s"),
    Row("server: memory at rest", "server", "pss_mb", "MB"),
)


def ranking(outcome: Outcome) -> str:
    """A Markdown table, of the rows that were measured."""
    ours = [tool for tool in OURS if tool in outcome.results]
    titles = ["best peer", "next", *(outcome.titles[tool] for tool in ours), "control"]
    rows = [_line(outcome, row, ours) for row in ROWS if any(row.measurement in outcome.results[tool] for tool in ours)]
    return "\n".join(["| | " + " | ".join(titles) + " |", "|" + "---|" * (len(titles) + 1), *rows])


def _line(outcome: Outcome, row: Row, tools: list[str]) -> str:
    peers = sorted(_comparable(outcome, row), key=lambda found: found[0], reverse=row.more_is_better)
    best = [f"{shown(value)}, {outcome.titles[tool]}" for value, tool in peers[:2]]
    ours = [_placed(outcome, row, tool, [value for value, _ in peers]) for tool in tools]
    control = _value(outcome, row, row.control)
    cells = [*best, *[""] * (2 - len(best)), *ours, "" if control is None else shown(control)]
    return f"| {row.what}{row.unit and ', ' + row.unit} | " + " | ".join(cells) + " |"


def _comparable(outcome: Outcome, row: Row) -> list[tuple[float, str]]:
    sizes = {outcome.median(tool, row.measurement, row.size) for tool in OURS}
    found = [(_value(outcome, row, tool), tool) for tool in outcome.peers()]
    return [
        (value, tool)
        for value, tool in found
        if value is not None and (not row.size or outcome.median(tool, row.measurement, row.size) in sizes)
    ]


def _placed(outcome: Outcome, row: Row, tool: str, peers: list[float]) -> str:
    """The figure, and the place among the peers: the first is bold."""
    value = _value(outcome, row, tool)
    if value is None:
        return ""
    better = sum(other > value if row.more_is_better else other < value for other in peers)
    return f"{shown(value)}, place {better + 1}" if better else f"**{shown(value)}**"


def _value(outcome: Outcome, row: Row, tool: str) -> float | None:
    return outcome.median(tool, row.measurement, row.figure)
