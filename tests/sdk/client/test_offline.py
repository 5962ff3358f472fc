"""What was recorded on this machine is read with the same objects as from a server, and no server."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sightline
from sightline import errors
from sightline._experiment import Experiment
from sightline._reading import ExperimentReader

from tests.faults.small_disk import small_disk

Record = Callable[..., Experiment]


@pytest.fixture
def record(home: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """Starts an offline experiment of the project `cells`, with nothing captured by itself."""
    monkeypatch.setenv("SIGHTLINE_QUIET", "1")
    for kind in ("GIT", "COMMAND", "PACKAGES", "HOST", "SYSTEM", "CONSOLE"):
        monkeypatch.setenv(f"SIGHTLINE_CAPTURE_{kind}", "0")

    def start(name: str = "fcn-1", **given: object) -> Experiment:
        return sightline.init(project="cells", name=name, mode="offline", **given)  # type: ignore[arg-type]

    return start


def reader(name: str = "fcn-1") -> ExperimentReader:
    return sightline.Client().project("cells").experiment(name)


def test_a_line_comes_back_by_rising_step_with_nan_and_infinities(record: Record) -> None:
    with record() as experiment:
        experiment.log("loss", float("nan"), step=2)
        experiment.log("loss", {"steps": [0, 1], "values": [0.5, math.inf]})
    data = reader().get_log("loss").data
    assert data["steps"] == [0, 1, 2]
    assert data["values"][:2] == [0.5, math.inf]
    assert math.isnan(data["values"][2])


def test_a_step_logged_again_replaces_its_point(record: Record) -> None:
    with record() as experiment:
        for value in (0.9, 0.7, 0.5):
            experiment.log("loss", value, step=3)
            time.sleep(0.002)
        experiment.log("loss", 0.4, step=4)
    assert reader().get_log("loss").data == {"steps": [3, 4], "values": [0.5, 0.4]}


def test_points_without_a_step_follow_the_last_one(record: Record) -> None:
    with record() as experiment:
        experiment.log("loss", 0.9)
        experiment.log("loss", 0.8, step=10)
        experiment.log("loss", [0.7, 0.6])
    assert reader().get_log("loss").data == {"steps": [0, 10, 11, 12], "values": [0.9, 0.8, 0.7, 0.6]}


def test_replace_starts_the_line_anew(record: Record) -> None:
    with record() as experiment:
        experiment.log("loss", [0.9, 0.8, 0.7])
        experiment.log("loss", [0.1], replace=True)
    assert reader().get_log("loss").data["values"] == [0.1]


def test_steps_that_are_no_integers_stay_floats(record: Record) -> None:
    with record() as experiment:
        experiment.log("loss", 0.9, step=0.5)
    assert reader().get_log("loss").data == {"steps": [0.5], "values": [0.9]}


def test_parameters_read_back_as_the_dict_that_was_given(record: Record) -> None:
    given = {"lr": 1e-3, "optimizer": "adam", "augment": True}
    record(parameters=given).finish()
    assert reader().get_log("parameters").data == given
    assert reader().parameters == given


def test_a_heatmap_keeps_nan(record: Record) -> None:
    with record() as experiment:
        experiment.log("confusion-matrix", {"categories": ["a", "b"], "values": [[1, float("nan")], [3, 4]]})
    values = reader().get_log("confusion-matrix").data["values"]
    assert values[1] == [3, 4]
    assert math.isnan(values[0][1])


def test_earlier_states_of_a_log_stay_readable(record: Record) -> None:
    with record() as experiment:
        experiment.log("note", "first", type="value")
        experiment.log("note", "second", type="value")
    note = reader().get_log("note")
    assert (note.type, note.version, note.data) == ("value", 2, "second")
    assert reader().get_log("note", version=1).data == "first"
    with pytest.raises(errors.NotFound, match="1 to 2"):
        reader().get_log("note", version=3)


def test_the_summary_holds_the_last_values_of_its_names_and_their_aliases(record: Record) -> None:
    with record() as experiment:
        experiment.log("accuracy", [0.5, 0.9])
        experiment.log("val/loss", [0.7, 0.3])
    assert reader().summary == {"accuracy": 0.9, "loss": 0.3}


@pytest.mark.parametrize(
    ("folder", "reason"),
    [("/proc/nothing", "No such file or directory"), ("file", "Not a directory"), ("taken", "Is a directory")],
)
def test_a_download_that_cannot_be_written_is_one_line(
    record: Record, tmp_path: Path, folder: str, reason: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "taken" / "pipeline.config" / "below").mkdir(parents=True)
    (tmp_path / "pipeline.config").write_text("model {}")
    with record() as experiment:
        experiment.store("config", tmp_path / "pipeline.config")
    target = tmp_path / folder / ("below" if folder == "file" else "")
    with pytest.raises(errors.InvalidFile) as raised:
        reader().get_file("config").download(target)
    assert str(raised.value) == (
        f"config@1: {target / 'pipeline.config'} cannot be written ({reason}): name a folder that can"
    )
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["pipeline.config"]


def test_a_download_onto_a_full_disk_is_one_line(record: Record, tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(bytes(1 << 20))
    with record() as experiment:
        experiment.store("weights", tmp_path / "weights")
    with small_disk(tmp_path / "disk", "512k") as disk:
        with pytest.raises(errors.DiskFull, match=r"^weights@1: .*/disk/weights cannot be written \(No space left"):
            reader().get_file("weights").download(disk)
        assert list(disk.iterdir()) == []


def test_a_file_is_downloaded_whole_and_by_version(record: Record, tmp_path: Path) -> None:
    source = tmp_path / "pipeline.config"
    with record() as experiment:
        for text in ("first", "second"):
            source.write_text(text)
            experiment.store("config", source)
    assert [(file.name, file.version) for file in reader().files()] == [("config", 2), ("config", 1)]
    assert reader().get_file("config").download(tmp_path / "here").read_text() == "second"
    first = reader().get_file("config@1")
    assert (first.filename, first.size) == ("pipeline.config", 5)
    assert first.download(tmp_path / "there").read_text() == "first"


def test_a_missing_file_names_those_that_are_there(record: Record, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with record() as experiment:
        experiment.store("notes", tmp_path / "a.txt")
    with pytest.raises(errors.NotFound, match="it has notes"):
        reader().get_file("nothing")


@pytest.mark.parametrize("status", ["success", "failed", "stopped"])
def test_an_ended_experiment_has_the_status_that_it_ended_with(record: Record, status: str) -> None:
    record().finish(status)
    assert reader().status == status


def test_an_experiment_that_is_written_is_running(record: Record) -> None:
    experiment = record()
    assert reader().status == "running"
    experiment.finish()
    assert reader().status == "success"


def test_the_newest_of_a_name_is_found_and_any_by_its_id(record: Record) -> None:
    ids = []
    for _ in range(2):
        experiment = record()
        experiment.finish()
        ids.append(experiment.id)
        time.sleep(0.01)
    assert reader().id == ids[1]
    assert reader(ids[0]).id == ids[0]
    assert sightline.Client().experiment(ids[0]).name == "fcn-1"


def test_experiments_come_newest_first_or_in_the_order_asked_for(record: Record) -> None:
    for name, accuracy in (("a", 0.5), ("b", float("nan")), ("c", 0.9)):
        with record(name) as experiment:
            experiment.log("accuracy", accuracy)
        time.sleep(0.01)
    project = sightline.Client().project("cells")
    assert [one.name for one in project.experiments()] == ["c", "b", "a"]
    assert [one.name for one in project.experiments(order_by="-accuracy")] == ["c", "a", "b"]
    assert [one.name for one in project.experiments(order_by="accuracy", limit=1)] == ["a"]
    assert [one.name for one in sightline.Client().projects()] == ["cells"]


def test_a_filter_without_a_server_says_what_to_do(record: Record) -> None:
    record().finish()
    with pytest.raises(errors.InvalidQuery, match=r"^where: a server filters.*`sightline ui`"):
        sightline.Client().project("cells").experiments(where="accuracy > 0.9")


def test_an_order_that_nothing_has_is_refused_as_a_server_does(record: Record) -> None:
    record().finish()
    project = sightline.Client().project("cells")
    with pytest.raises(errors.InvalidQuery, match=r"^order_by: at 'acuracy': no experiment here"):
        project.experiments(order_by="-acuracy")
    assert len(project.experiments(order_by="-dataset")) == 1


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda client: client.project(5), "name: expected a text, got int"),
        (lambda client: client.experiment(5), "id: expected a text, got int"),
        (lambda client: client.experiment("fcn-1"), "id: expected a uuid, got 'fcn-1'; a name is for project"),
        (lambda client: client.project("cells").experiment(5), "name_or_id: expected a text, got int"),
        (lambda client: client.project("cells").experiments(where=5), "where: expected a text, got int"),
        (lambda client: client.project("cells").experiments(order_by=5), "order_by: expected a text, got int"),
        (lambda client: client.project("cells").experiments(limit="5"), "limit: expected a whole number, 1 or more"),
        (lambda client: client.project("cells").last_values(5), "names: expected a list of names, got int"),
    ],
)
def test_a_wrong_question_is_one_line(record: Record, ask: Callable[[sightline.Client], object], said: str) -> None:
    record().finish()
    with pytest.raises(errors.WrongCall) as raised:
        ask(sightline.Client())
    assert str(raised.value).startswith(said)


def test_one_name_is_one_name(record: Record) -> None:
    with record() as experiment:
        experiment.log({"loss": 0.4, "s": 0.9})
    (last,) = sightline.Client().project("cells").last_values("loss").values()
    assert last.values == {"loss": 0.4}


def test_this_machine_has_no_archive(record: Record) -> None:
    record().finish()
    assert sightline.Client().project("cells").experiments(archived=True) == []


def test_last_values_are_told_by_experiment(record: Record) -> None:
    with record() as experiment:
        experiment.log({"loss": 0.4, "accuracy": 0.9})
    values = sightline.Client().project("cells").last_values(["loss", "absent"])
    assert values == {experiment.id: ("fcn-1", {"loss": 0.4})}


def test_what_is_not_there_is_not_found(home: Path) -> None:
    client = sightline.Client()
    assert client.projects() == []
    with pytest.raises(errors.NotFound, match="cells"):
        client.project("cells").experiments()
    with pytest.raises(errors.NotFound, match="fcn-9"):
        client.project("cells").experiment("fcn-9")


def test_refused_data_is_a_finding_with_the_line_of_the_caller(record: Record) -> None:
    with record() as experiment:
        experiment.log("confusion-matrix", {"categories": ["a", "b"], "values": [[1, 2, 3]]})
    worst = reader().findings()[0]
    assert worst.severity == "error"
    assert "test_offline.py" in worst.detail
    assert worst.names == ("confusion-matrix",)


def test_two_hundred_thousand_points_are_read_among_others(record: Record) -> None:
    count = 200_000
    with record() as experiment:
        for first in range(0, count, 1000):
            experiment.log({f"m{index}": 0.5 for index in range(10)}, step=first)
            experiment.log("loss", {"steps": list(range(first, first + 1000)), "values": [0.25] * 1000})
    data = reader().get_log("loss").data
    assert data == {"steps": list(range(count)), "values": [0.25] * count}
