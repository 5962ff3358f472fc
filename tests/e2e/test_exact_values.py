"""What a script gave is what the pages show and hand back: every digit, every list, every dict."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import sightline
from playwright.sync_api import Request, expect

from tests.e2e.conftest import Visit
from tests.e2e.recording import recording
from tests.running_server import RunningServer

SEED = 2**60 + 1
PARAMETERS = {"seed": SEED, "nested": {"a": [1, 2], "names": ["x", None]}, "augment": True, "lr": 0.1}


def given_to_init(code: str) -> Mapping[str, Any]:
    """Run a script with an `init` that only keeps what it was given."""
    found: dict[str, Any] = {}

    class Recording:
        @staticmethod
        def init(**arguments: Any) -> None:
            found.update(arguments)

    exec(code.replace("import sightline", ""), {"sightline": Recording})
    return found


def test_a_long_whole_number_keeps_its_digits(server: RunningServer, visit: Visit) -> None:
    with recording(server, "exact", "run", parameters=PARAMETERS) as experiment:
        experiment.log("images", SEED, "value")
        experiment.log("matrix", {"categories": ["a", "b"], "values": [[SEED, 1], [0, 2]]}, "heatmap")
    visitor = visit(server)
    visitor.experiment.open("exact", experiment.id)
    expect(visitor.experiment.main.get_by_title(f"seed = {SEED}")).to_contain_text(str(SEED))
    expect(visitor.experiment.logs.card("images").get_by_title(str(SEED))).to_be_visible()
    expect(visitor.experiment.logs.reveal("matrix").get_by_role("grid")).to_be_visible()
    with sightline.Client(server.url, server.key) as client:
        assert client.experiment(experiment.id).parameters["seed"] == SEED
        assert client.experiment(experiment.id).get_log("images").data == SEED


def test_neighbours_that_a_float_does_not_tell_apart_are_told_apart(server: RunningServer, visit: Visit) -> None:
    ids = []
    for seed in (SEED, SEED + 1):
        with recording(server, "seeds", f"seed {seed}", parameters={"seed": seed}) as experiment:
            ids.append(experiment.id)
    visitor = visit(server)
    visitor.experiments.open("seeds", "?cols=p:seed")
    cells = visitor.experiments.main.get_by_role("cell", name=re.compile(r"^\d+$"))
    expect(cells).to_have_text([str(SEED + 1), str(SEED)])
    visitor.comparison.open("seeds", *ids)
    expect(visitor.comparison.table.get_by_role("rowheader", name="seed", exact=True)).to_be_visible()
    assert visitor.comparison.row("seed")[-2:] == [str(SEED), str(SEED + 1)]


def test_a_clone_has_the_parameters_that_were_given(server: RunningServer, visit: Visit) -> None:
    with recording(server, "exact", "cloned", parameters=PARAMETERS) as experiment:
        pass
    visitor = visit(server)
    visitor.experiment.open("exact", experiment.id)
    code = visitor.experiment.clone_code()
    assert given_to_init(code) == {"project": "exact", "name": "cloned-2", "parameters": PARAMETERS}


def test_values_come_with_the_list_of_logs(server: RunningServer, visit: Visit) -> None:
    with recording(server, "exact", "values") as experiment:
        for number in range(30):
            experiment.log(f"value {number}", number, "value")
        experiment.log("long", "x" * 3000, "value")
    visitor = visit(server)
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.extend(re.findall(r"/log\?.*name=([^&]*)", request.url))

    visitor.page.on("request", note)
    visitor.experiment.open("exact", experiment.id)
    expect(visitor.experiment.logs.card("value 29").get_by_text("29.00", exact=True)).to_be_visible()
    expect(visitor.experiment.logs.card("long").get_by_text("xxx")).to_be_visible()
    assert asked == ["long"]
