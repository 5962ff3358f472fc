"""Recording against the real server: what a script logged is what the server answers with."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sightline
from sightline.errors import NotFound, WrongCall

from tests.running_server import RunningServer
from tests.sdk import scripts


@pytest.fixture
def online(server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> RunningServer:
    """The settings of a script on the server's machine: none but its home."""
    monkeypatch.setenv("SIGHTLINE_HOME", str(server.home))
    monkeypatch.setenv("SIGHTLINE_QUIET", "1")
    return server


def test_every_type_comes_back(online: RunningServer, tmp_path: Path) -> None:
    picture = np.zeros((8, 6, 3), "uint8")
    with sightline.init("types", "all", parameters={"lr": 1e-3, "net": "fcn"}) as experiment:
        for step in range(50):
            experiment.log({"loss": 1 - step / 50, "accuracy": step / 50}, step=step)
        experiment.log("score", 0.75, "value")
        experiment.log("train-split", {"x": ["car"], "y": [2], "image_list": ["1", "2"]})
        experiment.log("confusion-matrix", {"categories": ["car"], "values": [[3]]})
        experiment.log("labelmap", {"0": "car"})
        experiment.log("sample", picture, step=3, caption="black", boxes=[[0, 0, 2, 2]])
        experiment.log("odd", float("nan"), step=0)
        experiment.store("config", __file__)
        assert experiment.get_log("parameters").data == {"lr": 1e-3, "net": "fcn"}
        assert experiment.summary == {"loss": pytest.approx(0.02), "accuracy": pytest.approx(0.98)}
        assert experiment.get_log("loss").data["steps"] == list(range(50))
        assert experiment.get_log("score").data == 0.75
        assert experiment.get_log("sample").data["file"]["width"] == 6
        assert str(experiment.get_log("odd").data["values"]) == "[nan]"
        assert experiment.get_file("config").download(tmp_path).read_bytes() == Path(__file__).read_bytes()
    read = sightline.Client(online.url, online.key).experiment(experiment.id)
    assert read.status == "success"
    assert experiment.url == read.url
    assert not list((online.home / "journal").rglob("*.journal"))


@pytest.mark.parametrize("by", ["name", "id"])
def test_a_resumed_run_leaves_one_curve(online: RunningServer, by: str) -> None:
    with sightline.init("resume", by) as first:
        for step in range(10):
            first.log("loss", 1.0, step=step)
    again = sightline.init("resume", by, resume=True if by == "name" else first.id)
    assert again.id == first.id
    for step in range(5, 15):
        again.log("loss", 0.5, step=step)
    again.finish()
    series = sightline.Client(online.url, online.key).experiment(first.id).get_log("loss").data
    assert series == {"steps": list(range(15)), "values": [1.0] * 5 + [0.5] * 10}


def test_a_resumed_id_brings_its_own_name(online: RunningServer) -> None:
    with sightline.init("ids", "named") as first:
        first.log("loss", 1.0, step=0)
    again = sightline.init("ids", resume=first.id)
    assert (again.id, again.name) == (first.id, "named")
    again.finish()


def test_an_id_of_another_project_or_of_nothing_is_refused(online: RunningServer) -> None:
    with sightline.init("here", "one") as first:
        first.log("loss", 1.0, step=0)
    with pytest.raises(WrongCall, match="belongs to project 'here', expected one of 'there'"):
        sightline.init("there", resume=first.id)
    with pytest.raises(NotFound, match="no experiment 01a2103a-d573-75aa-8ba5-000000000001"):
        sightline.init("here", resume="01a2103a-d573-75aa-8ba5-000000000001")


def test_what_was_recorded_offline_is_synced(online: RunningServer, tmp_path: Path) -> None:
    code = 'import sightline\ne = sightline.init("offline", "n")\nprint(e.id)\ne.log("loss", 0.5, step=1)'
    done = scripts.run(code, scripts.environment(online.home, SIGHTLINE_MODE="offline"), tmp_path)
    subprocess.run([sys.executable, "-m", "sightline", "sync"], env=scripts.environment(online.home), check=True)
    read = sightline.Client(online.url, online.key).experiment(done.stdout.strip())
    assert read.get_log("loss").data == {"steps": [1], "values": [0.5]}


def test_a_failure_is_seen_on_the_server(online: RunningServer, tmp_path: Path) -> None:
    code = 'import sightline\ne = sightline.init("failing", "n")\nprint(e.id)\nraise ValueError("no such image")'
    done = scripts.run(code, scripts.environment(online.home), tmp_path)
    read = sightline.Client(online.url, online.key).experiment(done.stdout.split()[0])
    assert read.status == "failed"
    assert "no such image" in read.get_log("traceback").data


def test_findings_of_the_server_reach_the_script(online: RunningServer, tmp_path: Path) -> None:
    code = """
import sightline
e = sightline.init("findings", "n")
e.log("train-split", {"x": ["car"], "y": [2], "image_list": ["1", "2"]})
e.log("test-split", {"x": ["car"], "y": [1], "image_list": ["2"]})
"""
    done = scripts.run(code, scripts.environment(online.home), tmp_path)
    told = [line for line in done.stderr.splitlines() if "split" in line]
    assert len(told) == 1, done.stderr


def test_an_empty_list_appends_nothing(online: RunningServer) -> None:
    with sightline.init("types", "empty", system=False) as experiment:
        experiment.log("loss", [])
        experiment.log("curve", [])
        assert experiment.summary == {}
        experiment.log("loss", [0.5])
        experiment.log("loss", [])
    read = sightline.Client(online.url, online.key).experiment(experiment.id)
    assert read.summary == {"loss": 0.5}
    assert [(log.name, log.data) for log in read.logs() if log.name == "curve"] == [
        ("curve", {"steps": [], "values": []})
    ]
    assert [one for one in read.findings() if one.severity == "error"] == []


def test_a_changed_type_is_a_finding_on_the_page(online: RunningServer) -> None:
    with sightline.init("types", "changed", system=False) as experiment:
        experiment.log("backbone", "resnet50", "value")
        experiment.log("backbone", 0.5, "line")
    (finding,) = sightline.Client(online.url, online.key).experiment(experiment.id).findings()
    assert (finding.code, finding.severity, finding.names) == ("type-changed", "error", ("backbone",))
    assert f"{Path(__file__).name}:" in finding.detail
