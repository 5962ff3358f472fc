"""Reading from a real server what a real script sent to it."""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
import sightline
from sightline import errors
from sightline._reading import ExperimentReader

from tests.running_script import run_script
from tests.running_server import RunningServer

TRAINING = """
import os, sightline
for name, lr, best in (("fcn-1", 1e-3, 0.8), ("fcn-2", 1e-2, 0.95), ("fcn-3", 0.1, float("nan"))):
    given = dict(parameters={"lr": lr, "optimizer": "adam"}, tags=["baseline"], system=False)
    with sightline.init("cells", name, **given) as experiment:
        experiment.log("loss", {"steps": [0, 1, 2, 5], "values": [0.9, float("nan"), float("inf"), 0.25]})
        experiment.log("accuracy", best, step=5)
        experiment.log("note", "first", type="value")
        experiment.log("note", "second", type="value")
        experiment.log("confusion-matrix", {"categories": ["a", "b"], "values": [[1, float("nan")], [3, 4]]})
        experiment.log("Accuracy", 1.0, step=0)
        print("training", name)
        for text in ("first", "second"):
            with open("pipeline.config", "w") as file:
                file.write(text)
            experiment.store("config", "pipeline.config")
"""


@pytest.fixture(scope="module")
def client(server: RunningServer) -> Iterator[sightline.Client]:
    """Reads the project `cells`, which three runs of a script filled."""
    script = f"import os; os.chdir({str(server.home)!r})\n" + TRAINING
    done = run_script(script, server.home)
    assert done.code == 0, done.err
    with sightline.Client(server.url, server.key) as client:
        yield client


@pytest.fixture
def reader(client: sightline.Client) -> ExperimentReader:
    return client.project("cells").experiment("fcn-2")


def names(experiments: list[ExperimentReader]) -> list[str]:
    return [one.name for one in experiments]


def test_projects_and_experiments_are_listed(client: sightline.Client) -> None:
    assert [project.name for project in client.projects()] == ["cells"]
    assert names(client.project("cells").experiments()) == ["fcn-3", "fcn-2", "fcn-1"]


def test_experiments_are_filtered_and_ordered_by_the_server(client: sightline.Client) -> None:
    project = client.project("cells")
    assert names(project.experiments(where="accuracy > 0.9")) == ["fcn-2"]
    assert names(project.experiments(order_by="-accuracy")) == ["fcn-2", "fcn-1", "fcn-3"]
    assert names(project.experiments(where="lr <= 0.01", order_by="lr")) == ["fcn-1", "fcn-2"]
    assert names(project.experiments(order_by="accuracy", limit=1)) == ["fcn-1"]


def test_a_filter_that_cannot_be_read_says_what_was_expected(client: sightline.Client) -> None:
    with pytest.raises(errors.InvalidQuery, match=r"^where: at the end \(character 11\): expected ") as raised:
        client.project("cells").experiments(where="accuracy >")
    assert raised.value.status == 400
    with pytest.raises(errors.InvalidQuery, match=r"^where: at '>' \(character 12\): expected "):
        client.project("cells").experiments(where="accuracy > > 3")
    with pytest.raises(errors.InvalidQuery, match=r"^where: at 'acuracy'.* did you mean accuracy"):
        client.project("cells").experiments(where="acuracy > 3")
    with pytest.raises(errors.InvalidQuery, match=r"^order_by: at 'acuracy'"):
        client.project("cells").experiments(order_by="-acuracy")


def test_a_limit_that_is_none_is_a_wrong_call(client: sightline.Client) -> None:
    with pytest.raises(errors.WrongCall, match="limit: expected a whole number, 1 or more, got 0"):
        client.project("cells").experiments(limit=0)


def test_the_head_tells_what_the_script_gave(reader: ExperimentReader, server: RunningServer) -> None:
    assert (reader.project, reader.name, reader.status, reader.tags) == ("cells", "fcn-2", "success", ["baseline"])
    assert reader.parameters == {"lr": 0.01, "optimizer": "adam"}
    assert reader.summary == {"accuracy": 0.95, "loss": 0.25}
    assert reader.url == f"{server.url}/p/cells/e/{reader.id}"
    assert 0 < reader.duration < 60
    assert abs(time.time() - reader.created) < 300


def test_an_experiment_is_found_by_its_id(client: sightline.Client, reader: ExperimentReader) -> None:
    assert client.experiment(reader.id).name == "fcn-2"
    assert client.project("cells").experiment(reader.id).name == "fcn-2"


def test_a_line_comes_back_with_nan_and_infinity(reader: ExperimentReader) -> None:
    loss = reader.get_log("loss")
    assert loss.type == "line"
    assert loss.data["steps"] == [0, 1, 2, 5]
    assert all(isinstance(step, int) for step in loss.data["steps"])
    assert loss.data["values"][0] == 0.9
    assert math.isnan(loss.data["values"][1])
    assert loss.data["values"][2:] == [math.inf, 0.25]
    assert all(abs(time.time() - moment) < 300 for moment in loss.times)


def test_other_logs_come_back_as_python(reader: ExperimentReader) -> None:
    assert reader.get_log("parameters").data == {"lr": 0.01, "optimizer": "adam"}
    assert math.isnan(reader.get_log("confusion-matrix").data["values"][0][1])
    assert (reader.get_log("note").data, reader.get_log("note").version) == ("second", 2)
    assert reader.get_log("note", version=1).data == "first"


def test_logs_are_listed_with_their_types(reader: ExperimentReader) -> None:
    types = {log.name: log.type for log in reader.logs()}
    assert types["loss"] == "line"
    assert types["confusion-matrix"] == "heatmap"
    assert types["parameters"] == "table"
    assert {log.name: log.last for log in reader.logs() if log.last} == {
        "loss": (5, 0.25),
        "accuracy": (5, 0.95),
        "Accuracy": (0, 1.0),
    }


def test_files_are_downloaded_by_version_and_checked(reader: ExperimentReader, tmp_path: Path) -> None:
    assert [(one.name, one.version) for one in reader.files()] == [("config", 2), ("config", 1)]
    assert reader.get_file("config").download(tmp_path / "new").read_text() == "second"
    assert reader.get_file("config@1").download(tmp_path / "old").read_text() == "first"
    assert len(reader.get_file("config").sha256) == 64


def test_findings_and_console_are_read(reader: ExperimentReader) -> None:
    assert any("accuracy" in f"{finding.title} {finding.detail}" for finding in reader.findings())
    assert "training fcn-2" in [line.text for line in reader.console()]


def test_last_values_of_a_project_come_in_one_answer(client: sightline.Client, reader: ExperimentReader) -> None:
    values = client.project("cells").last_values(["accuracy", "loss"])
    assert values[reader.id] == ("fcn-2", {"accuracy": 0.95, "loss": 0.25})
    assert len(values) == 3
    assert math.isnan(next(one.values["accuracy"] for one in values.values() if one.name == "fcn-3"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda client: client.project("nothing").experiments(),
        lambda client: client.project("cells").experiment("fcn-9"),
        lambda client: client.experiment("00000000-0000-7000-8000-000000000000"),
        lambda client: client.project("cells").experiment("fcn-1").get_log("nothing"),
        lambda client: client.project("cells").experiment("fcn-1").get_file("nothing"),
        lambda client: client.project("cells").experiment("fcn-1").get_log("note", version=9),
    ],
)
def test_what_is_not_there_is_not_found(client: sightline.Client, ask: object) -> None:
    with pytest.raises(errors.NotFound):
        ask(client)  # type: ignore[operator]  # one of the lambdas above


def test_a_wrong_key_is_unauthorized(server: RunningServer) -> None:
    with pytest.raises(errors.Unauthorized, match=f"^{server.url}: .*`sightline login {server.url}`"):
        sightline.Client(server.url, "sl_wrong").projects()


NUMBERS = """
import sightline
with sightline.init("exact", "exact", parameters={"seed": 2**53 + 1, "entropy": 2**64 - 1, "low": -(2**63)}) as one:
    for step in (2**53, 2**53 + 1, 2**53 + 2, 2**62):
        one.log("loss", 0.5, step=step)
    one.log("lr", {"steps": [2**53 + 1, -(2**53) - 1], "values": [1, 2]}, "line")
    one.log("half", 0.5, step=0.5)
    one.log("half", 0.5, step=7)
"""


@pytest.mark.parametrize("mode", ["online", "offline"])
def test_whole_numbers_beyond_2_to_the_53_come_back_exactly(
    server: RunningServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    home = server.home if mode == "online" else tmp_path
    assert run_script(NUMBERS, home, SIGHTLINE_MODE=mode).code == 0
    monkeypatch.setenv("SIGHTLINE_HOME", str(home))
    with sightline.Client() as client:
        one = client.project("exact").experiment("exact")
        assert one.parameters == {"seed": 2**53 + 1, "entropy": str(2**64 - 1), "low": -(2**63)}
        assert one.get_log("parameters").data == one.parameters
        assert one.get_log("loss").data["steps"] == [2**53, 2**53 + 1, 2**53 + 2, 2**62]
        assert one.get_log("lr").data == {"steps": [-(2**53) - 1, 2**53 + 1], "values": [2, 1]}
        assert one.get_log("half").data["steps"] == [0.5, 7]
        assert one.get_log("loss").step == 2**62


def test_a_series_of_100k_points_is_read_fast_and_exactly(server: RunningServer) -> None:
    script = """
import sightline
with sightline.init("long", "long", flush_seconds=60) as experiment:
    experiment.log("loss", {"steps": list(range(100_000)), "values": [step * 0.1 for step in range(100_000)]})
""".replace(", flush_seconds=60", "")
    assert run_script(script, server.home, SIGHTLINE_FLUSH_SECONDS="60").code == 0
    reader = sightline.Client(server.url, server.key).project("long").experiment("long")
    times = []
    for _ in range(7):
        started = time.perf_counter()
        data = reader.get_log("loss").data
        times.append(time.perf_counter() - started)
    assert array("d", data["values"]) == array("d", [step * 0.1 for step in range(100_000)])
    assert data["steps"][-1] == 99_999
    assert min(times) < 0.1
