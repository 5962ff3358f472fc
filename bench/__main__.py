"""Runs every measurement and writes docs/performance.md. `--only sdk` (server, large) runs a part and prints it."""

from __future__ import annotations

import argparse
import datetime
import os
import sys

from bench import large, sdk, server
from bench.measure import ROOT, Figure, machine

PAGE = ROOT / "docs" / "performance.md"
PARTS = {"sdk": sdk.figures, "server": server.figures, "large": large.figures}
INTRODUCTION = """# Speed, measured

Written by `make bench` on {date}, on {machine}.

Figures of different machines do not compare; the ratio to the control of the same run does. The controls: for a log
call, `json.dumps` and one `os.write`, the least that a point costs which survives the death of its process; for the
server, plain `sqlite3` with packed columns, WAL and `synchronous=FULL`, the least that a point costs which survives a
power cut.

"""
HEAD = "| | Sightline | control | ratio | goal | kept |\n|---|---|---|---|---|---|\n"
NOTES = ROOT / "bench" / "notes.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    only = parser.parse_args().only
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # see measure.as_installed: the servers started here inherit this
    rows = []
    for name, measure in PARTS.items():
        if only in (None, name):
            for figure in measure():
                rows.append(row(figure))
                print(rows[-1], flush=True)
    if only is None:
        today = datetime.date.today().isoformat()
        page = INTRODUCTION.format(date=today, machine=machine()) + HEAD + "\n".join(rows) + "\n"
        PAGE.write_text(page + "\n" + NOTES.read_text("utf-8"), "utf-8")
    return 0


def row(figure: Figure) -> str:
    kept = "yes" if figure.met else "**no**"
    return f"| {figure.what} | {figure.ours} | {figure.control} | {figure.ratio} | {figure.goal} | {kept} |"


if __name__ == "__main__":
    sys.exit(main())
