"""Half a checkpoint is so for a moment between two stores: it is found when the experiment is over. On both databases.

Files travel in a journal of their own, so that they can arrive after the record that ends the experiment.
"""

import time
from pathlib import Path
from typing import Any

import pytest
import sightline
from sightline_server import arrival

from tests.running_script import run_script
from tests.running_server import RunningServer
from tests.server.recorder import Recorder
from tests.server.serving import Served

DATA, INDEX = "checkpoint-data-latest", "checkpoint-index-latest"
END = {"kind": "ended", "status": "success", "time": time.time()}
SCRIPT = """
import pathlib, sightline
pathlib.Path("{folder}/ckpt-3.index").write_bytes(b"half")
with sightline.init(project="halves", name="one") as experiment:
    experiment.log("loss", 1.0, step=1)
    experiment.store("checkpoint-index-latest", "{folder}/ckpt-3.index")
"""


class Script:
    """A script with its two journals: of the records, and of the files."""

    def __init__(self, served: Served) -> None:
        self.served = served
        store, writer = served.app.state.store, served.app.state.writer
        self.records = Recorder(store, writer)
        self.records.open(project="p")
        self.files = Recorder(store, writer, self.records.experiment)
        self.files.open(project="p")

    def stored(self, name: str, step: int = 1) -> dict[str, Any]:
        data = f"{name} {step}".encode()
        kind = "index" if name == INDEX else "data-00000-of-00001"
        return {"kind": "file", "name": name, "filename": f"ckpt-{step}.{kind}", "sha256": self.served.upload(data),
                "size": len(data), "time": time.time()}  # fmt: skip

    def page(self) -> Any:
        return self.served.client.get(f"/api/experiments/{self.records.experiment}").json()

    def found(self) -> list[str]:
        answer = self.served.client.get(f"/api/experiments/{self.records.experiment}/findings").json()
        return [finding["code"] for finding in answer["findings"]]


@pytest.fixture
def script(served: Served) -> Script:
    return Script(served)


def test_a_half_that_arrives_after_the_end_is_found(script: Script) -> None:
    script.records.send(END)
    script.files.send(script.stored(DATA))
    said = script.files.send({**END, "last": False}).findings
    assert [one.code for one in said] == script.found() == ["checkpoint-half"]
    Recorder(script.records.store, script.records.writer, script.records.experiment).open()
    assert script.found() == ["checkpoint-half"], "another journal that comes late takes nothing back"


def test_two_halves_that_arrive_after_the_end_are_never_called_a_half(script: Script) -> None:
    script.records.send(END)
    answers = [script.files.send(record) for record in (script.stored(DATA), script.stored(INDEX))]
    answers.append(script.files.send({**END, "last": False}))
    assert [answer.findings for answer in answers] == [[], [], []]
    assert script.found() == []


def test_a_half_of_a_killed_script_is_found_when_it_is_silent(script: Script) -> None:
    script.files.send(script.stored(DATA))
    assert script.found() == []
    time.sleep(0.02)
    script.records.writer.run_blocking(lambda connection: arrival.end_silent(connection, 0.01))
    assert (script.page()["row"]["status"], script.found()) == ("crashed", ["checkpoint-half"])


def test_a_half_that_a_late_journal_brings_is_found(script: Script) -> None:
    script.files.send(script.stored(DATA), late=True)
    assert script.found() == []
    script.records.send({"kind": "console", "stream": "stdout", "lines": ["killed"], "time": time.time()}, late=True)
    assert (script.page()["row"]["status"], script.found()) == ("crashed", ["checkpoint-half"])


def test_a_resumed_script_mends_it(script: Script) -> None:
    script.files.send(script.stored(DATA), {**END, "last": False})
    script.records.send(END)
    again = Recorder(script.records.store, script.records.writer, script.records.experiment)
    again.open(project="p", resume=True)
    again.points("loss", [1], [0.5])
    assert script.found() == ["checkpoint-half"], "it is still so"
    again.send(script.stored(INDEX))
    assert script.found() == []
    again.send(script.stored(DATA, 2))
    assert script.found() == [], "its index of step 2 may follow"


def test_deleting_half_a_checkpoint_is_found_and_its_return_mends_it(script: Script) -> None:
    script.files.send(script.stored(DATA), script.stored(INDEX), {**END, "last": False})
    script.records.send(END)
    place = f"/api/experiments/{script.records.experiment}/files"
    assert script.served.client.delete(f"{place}/", params={"name": DATA}).status_code == 204
    assert script.found() == ["checkpoint-half"]
    assert script.served.client.post(f"{place}/restore", params={"name": DATA}).status_code == 204
    assert script.found() == []
    assert script.served.client.delete(f"{place}/", params={"name": INDEX}).status_code == 204
    script.served.store(script.records.experiment, INDEX, b"again", "ckpt-1.index")
    assert script.found() == []


def test_the_page_says_why_nothing_can_go_on_from_it(script: Script) -> None:
    assert script.page()["cannot_resume"] == "It is still running"
    script.files.send(script.stored(DATA), {**END, "last": False})
    script.records.send(END)
    assert script.page()["cannot_resume"] == f"{INDEX} is missing"
    place = f"/api/experiments/{script.records.experiment}/findings"
    (half,) = script.served.client.get(place).json()["findings"]
    script.served.client.patch(f"{place}/{half['id']}", json={"dismissed": True})
    assert script.page()["cannot_resume"] == "", "a person has said that it does not matter"


def test_a_real_script_that_stores_a_half_and_ends(server: RunningServer, tmp_path: Path) -> None:
    ended = run_script(SCRIPT.format(folder=tmp_path), server.home)
    assert f"{DATA} is missing" in ended.err
    with sightline.Client(server.url, server.key) as client:
        experiment = client.project("halves").experiment("one")
        assert (experiment.status, [one.code for one in experiment.findings()]) == ("success", ["checkpoint-half"])
