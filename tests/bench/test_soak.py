"""The soak in short: both sides are killed, and nothing is lost, doubled or wrong."""

from pathlib import Path

import pytest

from bench.soak.__main__ import place
from bench.soak.page import write
from bench.soak.run import Plan, soak
from tests.server import postgres

SHORT = Plan(seconds=10, writers=4, server_kills=1, writer_kills=1, experiment_seconds=4, sample_seconds=0.25)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_is_lost_or_doubled(database: str, tmp_path: Path) -> None:
    if database == "postgresql" and (reason := postgres.why_not()):
        pytest.skip(reason)
    with place(database) as (folder, address):
        outcome = soak(SHORT, folder, address)
    for kind, compared in outcome.compared.items():
        assert compared.returned > 0, kind
        assert (compared.lost, compared.doubled, compared.wrong) == (0, 0, 0), kind
    assert outcome.looked.failed == []
    assert outcome.looked.backwards == 0
    assert outcome.complaints == []
    assert len({sample.process for sample in outcome.samples}) == 2, "the server was killed once"
    assert len(outcome.noted.points) > SHORT.writers, "several experiments one after another"
    assert outcome.noted.batch
    assert outcome.noted.kept
    assert "## Lost, doubled" in write([outcome], [])
