"""The results on a page of the documentation, between two marks."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path

from tests.faults.simulation.many import Many

BEGIN, END = "<!-- results: `make faults` writes them -->", "<!-- end of results -->"


def rewrite(page: Path, many: Many) -> None:
    """Put the results in the place of the earlier ones."""
    text = page.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    page.write_text(f"{before}{BEGIN}\n\n{results(many)}\n{END}{rest.partition(END)[2]}", "utf-8")


def results(many: Many) -> str:
    """Markdown."""
    last, today = many.first + many.seeds - 1, datetime.datetime.now(datetime.UTC)
    lines = [
        f"On {today:%Y-%m-%d}: `make faults`, {many.seeds:,} seeds ({many.first} to {last}) in "
        f"{many.seconds / 60:.0f} minutes, on {machine()}.",
        "",
        "| | |",
        "|---|--:|",
        f"| values that had to be there, or were lost as counted below | {many.returned:,} |",
        f"| **lost** | **{many.lost:,}** |",
        f"| **stored twice** | **{many.doubled:,}** |",
        f"| stored, and never logged | {many.invented:,} |",
        f"| seeds with any fault in them | {len(many.failed):,} |",
        f"| transactions of the server | {many.commits:,} |",
        "",
        "Outside the promise, and counted apart:",
        "",
        "| lost because it was | values |",
        "|---|--:|",
        *(f"| {reason} | {count:,} |" for reason, count in sorted(many.excused.items())),
        "",
        "What happened, how often, and in how many of the worlds:",
        "",
        "| fault | times | worlds |",
        "|---|--:|--:|",
        *(f"| {fault} | {times:,} | {many.worlds[fault]:,} |" for fault, times in sorted(many.happened.items())),
    ]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Processors, system and Python."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores of {_processor()}, {system}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
