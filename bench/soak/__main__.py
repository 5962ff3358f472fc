"""`python -m bench.soak`: SQLite, then PostgreSQL; writes docs/soak.md. Shorter: --seconds 120."""

from __future__ import annotations

import argparse
import datetime
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.measure import scratch
from bench.soak.page import PAGE, write
from bench.soak.run import Outcome, Plan, soak
from tests.server import postgres

#: Kills of the whole plan, for a shorter one in proportion: at least one.
WHOLE = Plan()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=WHOLE.seconds, help="on each database (default: %(default)s)")
    parser.add_argument("--writers", type=int, default=WHOLE.writers, help="default: %(default)s")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one of them; the page is then only printed")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what was started is ended, too
    plan = shortened(arguments.seconds, arguments.writers)
    outcomes = []
    for name in ("sqlite", "postgresql"):
        if arguments.only in (None, name):
            end = datetime.datetime.now() + datetime.timedelta(seconds=plan.seconds)
            print(f"{name}: {plan.writers} writers until {end:%H:%M:%S}, then the comparison", file=sys.stderr)
            with place(name) as (folder, database):
                outcomes.append(soak(plan, folder, database))
    text = write(outcomes, sys.argv[1:])
    print(text)
    if not arguments.only:
        PAGE.write_text(text, "utf-8")
    return int(any(not kept(outcome) for outcome in outcomes))


def shortened(seconds: float, writers: int) -> Plan:
    """The whole plan in less time: fewer kills, shorter experiments."""
    part = seconds / WHOLE.seconds
    return Plan(
        seconds,
        writers,
        max(1, round(WHOLE.server_kills * part)),
        max(1, round(WHOLE.writer_kills * part)),
        min(WHOLE.experiment_seconds, max(3.0, seconds / 4)),
        max(0.25, WHOLE.sample_seconds * min(1.0, part * 4)),
    )


@contextmanager
def place(name: str) -> Iterator[tuple[Path, str | None]]:
    """An empty folder, and for PostgreSQL an empty database of a cluster of its own."""
    with scratch() as folder:
        if name == "sqlite":
            yield folder, None
            return
        if reason := postgres.why_not():
            raise SystemExit(reason)
        with postgres.cluster() as address, postgres.database(address) as database:
            yield folder, database


def kept(outcome: Outcome) -> bool:
    """Nothing lost, doubled or wrong, and nobody complained."""
    bad = sum(one.lost + one.doubled + one.wrong for one in outcome.compared.values())
    return not (bad or outcome.looked.failed or outcome.looked.backwards or outcome.complaints)


if __name__ == "__main__":
    sys.exit(main())
