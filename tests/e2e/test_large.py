"""Ten thousand metrics and a million points stay usable."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import recording
from tests.running_server import RunningServer

METRICS = 10_000
POINTS = 1_000_000
SPIKE = 654_321


@pytest.fixture(scope="module")
def many(server: RunningServer) -> str:
    with recording(server, "large", "many-metrics") as experiment:
        experiment.log({f"layer-{n // 100}/metric-{n}": float(n) for n in range(METRICS)}, step=0)
        experiment.log({f"layer-{n // 100}/metric-{n}": float(n + 1) for n in range(METRICS)}, step=1)
        return experiment.id


@pytest.fixture(scope="module")
def long(server: RunningServer) -> str:
    """One series of zeros and ones, and a single 1000."""
    with recording(server, "large", "many-points") as experiment:
        stride = 50_000
        for start in range(0, POINTS, stride):
            steps = range(start, start + stride)
            values = [1000.0 if step == SPIKE else float(step % 2) for step in steps]
            experiment.log("long", {"steps": list(steps), "values": values}, "line")
        return experiment.id


def test_ten_thousand_metrics_open_and_a_name_is_found(server: RunningServer, visit: Visit, many: str) -> None:
    visitor = visit(server)
    visitor.experiment.open("large", many)
    logs = visitor.experiment.logs
    expect(logs.search).to_be_visible()
    logs.search.fill("metric-7777")
    card = logs.card("layer-77/metric-7777")
    expect(card).to_be_visible()
    expect(logs.main.get_by_role("heading", level=3)).to_have_count(1)
    expect(logs.show_as_table("layer-77/metric-7777").last).to_contain_text("7,778")


def test_a_spike_among_a_million_points_is_kept(server: RunningServer, visit: Visit, long: str) -> None:
    visitor = visit(server)
    with visitor.page.expect_response(re.compile(r"/api/series\?.*name=long")) as answer:
        visitor.experiment.open("large", long)
    sent = answer.value.json()["series"][0]
    assert (max(sent["values"]), sent["steps"][sent["values"].index(1000.0)]) == (1000.0, SPIKE)
    assert (sent["count"], sent["reduced"]) == (POINTS, True)
    assert len(sent["steps"]) < 10_000
    assert visitor.experiment.logs.curve_colours("long") > 3


def test_zooming_in_reaches_the_single_point(server: RunningServer, visit: Visit, long: str) -> None:
    visitor = visit(server)
    visitor.experiment.open("large", long, f"?zoom={SPIKE - 5}..{SPIKE + 5}")
    rows = visitor.experiment.logs.show_as_table("long")
    expect(rows.filter(has_text=re.compile(r"654,?321"))).to_contain_text(re.compile("1,?000"))
