"""Records of every kind on their way in, on both databases."""

import gzip
import zlib
from typing import Any

import pytest
from sightline.errors import InvalidRequest, TooLarge
from sightline_server.experiments import class_names, parameters
from sightline_server.experiments.rows import rows
from sightline_server.experiments.tables import set_aside
from sightline_server.findings import queries as findings
from sightline_server.logs import batches, listing
from sqlalchemy import select

from tests.server.recorder import NOW, Recorder, log, points

BARS = {"x": ["car"], "y": [2]}


def row(recorder: Recorder, columns: tuple[str, ...] = ()) -> Any:
    with recorder.store.read() as connection:
        return rows(connection, [recorder.experiment], columns)[0]


def codes(recorder: Recorder) -> list[str]:
    with recorder.store.read() as connection:
        return [finding.code for finding in findings.rows(connection, recorder.experiment)]


def state(recorder: Recorder, name: str, **which: Any) -> Any:
    wanted = {"version": None, "step": None, **which}
    with recorder.store.read() as connection:
        return listing.state(connection, recorder.experiment, name, **wanted)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("value", 0.0),
        ("value", "NaN"),
        ("value", "resnet50"),
        ("bar", {"x": ["car"], "y": ["Infinity"], "image_list": ["1", "2"]}),
        ("heatmap", {"categories": ["car"], "values": [[1, 2], ["NaN", 0]], "background": True}),
        ("heatmap", {"categories": ["car"], "values": [[1]], "background": False}),
        ("heatmap", {"x": ["a"], "y": ["b", "c"], "z": [[1], [2]]}),
        ("table", {"columns": ["lr", "name"], "rows": None, "data": [[0.1, "a"]], "flat": True}),
        ("table", {"columns": ["ap"], "rows": ["car", "cat"], "data": [[0.5], [None]]}),
        ("labelmap", {"1": "car", "7": "\U0001f697"}),
    ],
)
def test_what_is_canonical_comes_back_as_it_was(recorder: Recorder, kind: str, data: Any) -> None:
    answer = recorder.log("some/name", kind, data)
    assert answer.set_aside == []
    with recorder.store.read() as connection:
        import msgspec

        found = listing.state(connection, recorder.experiment, "some/name", None, None)
        assert msgspec.json.decode(msgspec.json.encode(found.data)) == data


def test_the_first_committed_type_of_a_name_wins(recorder: Recorder) -> None:
    recorder.points("loss", [0], [1.0])
    answer = recorder.send(log("loss", "value", 3), points("loss", [1], [0.5]))
    assert [said.detail for said in answer.set_aside] == [
        "loss: type: expected line, as it was logged before, got value"
    ]
    assert answer.names == {"loss": "line"}
    assert recorder.series("loss").values == [1.0, 0.5]
    assert "type-changed" in codes(recorder)
    with recorder.store.read() as connection:
        (kept,) = connection.execute(select(set_aside.c.record)).scalars()
    assert '"data":3' in kept


@pytest.mark.parametrize(
    "record",
    [
        log("x", "heatmap", {"categories": ["a"], "values": [[1, 2]]}),
        log("x", "bar", {"x": ["a"], "y": [1, 2]}),
        log("x", "table", 3),
        log("x", "labelmap", []),
        log("x", "image", {"file": {"sha256": "00"}}),
        log("x", "line", {"nothing": 1}),
        log("", "value", 1),
        log("a" * 1_000_000, "value", 1),
        log("a\nb", "value", 1),
        log("x", "value", {"deep": [1]}),
        {**points("x", [0], [1.0]), "times": []},
        {**points("x", None, [1.0, 2.0]), "steps": [1]},
    ],
)
def test_what_cannot_be_read_is_set_aside_and_the_rest_is_stored(recorder: Recorder, record: dict[str, Any]) -> None:
    answer = recorder.send(record, points("loss", [0], [1.0]))
    assert [said.number for said in answer.set_aside] == [1]
    assert len(answer.set_aside[0].detail.splitlines()) == 1
    assert recorder.series("loss").values == [1.0]
    with recorder.store.read() as connection:
        assert listing.logs(connection, recorder.experiment, "", 0, 10).total == 1


@pytest.mark.parametrize(
    ("body", "encoding", "error"),
    [
        (b"", "identity", InvalidRequest),
        (b"{", "identity", InvalidRequest),
        (b"[" * 100_000, "identity", InvalidRequest),
        (b'{"writer": "x", "experiment": "y", "first": 0, "lines": 0, "records": []}', "identity", InvalidRequest),
        (b"{}", "br", InvalidRequest),
        (b"no gzip", "gzip", InvalidRequest),
        (gzip.compress(b"{}")[:-6], "gzip", InvalidRequest),
        (b" " * (batches.LARGEST_BODY + 1), "identity", TooLarge),
        (gzip.compress(b" " * (batches.LARGEST_PLAIN + 1)), "gzip", TooLarge),
        (zlib.compress(b"{}"), "gzip", InvalidRequest),
    ],
)
def test_a_batch_that_is_none_is_refused(body: bytes, encoding: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        batches.decode(body, encoding)


def test_earlier_states_stay_readable(recorder: Recorder) -> None:
    for step in range(3):
        recorder.log("matrix", "heatmap", {"categories": ["a"], "values": [[step]], "background": False}, step=step)
    newest = state(recorder, "matrix")
    assert (newest.version, newest.step, [one.step for one in newest.versions]) == (3, 2.0, [2.0, 1.0, 0.0])
    assert b"[[1]]" in bytes(state(recorder, "matrix", version=2).data)
    assert state(recorder, "matrix", step=0).version == 1


def test_parameters_become_fields(recorder: Recorder) -> None:
    table = {"columns": ["lr", "augment", "optimizer"], "rows": None, "data": [[0.001, True, "adam"]], "flat": True}
    recorder.log("parameters", "table", table)
    assert row(recorder).parameters == {"augment": True, "lr": 0.001, "optimizer": "adam"}


def test_a_table_of_parameters_has_a_field_a_cell() -> None:
    assert parameters.cells({"columns": ["v"], "rows": ["lr", "epochs"], "data": [[0.1], [5]]}) == {
        "lr": 0.1,
        "epochs": 5,
    }
    wide = {"columns": ["lr", "wd"], "rows": ["head", "body"], "data": [[1, 2], [3, 4]]}
    assert parameters.cells(wide) == {"head/lr": 1, "head/wd": 2, "body/lr": 3, "body/wd": 4}


def test_an_alias_acts_until_the_bare_name_comes(recorder: Recorder) -> None:
    recorder.points("val/accuracy", [0, 1], [0.5, 0.7])
    assert row(recorder).summary["accuracy"].log == "val/accuracy"
    recorder.points("train/accuracy", [0], [0.9])
    assert row(recorder).summary["accuracy"].log == "val/accuracy"
    recorder.points("accuracy", [0], [0.6])
    assert (row(recorder).summary["accuracy"].log, row(recorder).summary["accuracy"].value) == ("accuracy", 0.6)
    with recorder.store.read() as connection:
        entries = listing.logs(connection, recorder.experiment, "", 0, 10).logs
    assert [(entry.name, entry.treated_as) for entry in entries] == [
        ("val/accuracy", None), ("train/accuracy", None), ("accuracy", "accuracy"),
    ]  # fmt: skip


def test_the_summary_knows_last_and_best(recorder: Recorder) -> None:
    recorder.points("loss", [0, 1, 2], [0.9, 0.1, "NaN"])
    recorder.log("accuracy", "value", 0.91)
    loss, accuracy = row(recorder).summary["loss"], row(recorder).summary["accuracy"]
    assert (loss.value, loss.best, loss.best_step, loss.better) == ("NaN", 0.1, 1.0, "lower")
    assert (accuracy.value, accuracy.best, accuracy.sparkline) == (0.91, 0.91, [])


def test_a_sparkline_has_at_most_forty_values_and_every_extreme(recorder: Recorder) -> None:
    values = [0.5] * 5000
    values[1234], values[4321] = 9.0, -9.0
    for start in range(0, 5000, 70):
        recorder.points("loss", range(start, min(start + 70, 5000)), values[start : start + 70])
    drawn = row(recorder).summary["loss"].sparkline
    assert len(drawn) <= 40
    assert (max(drawn), min(drawn)) == (9.0, -9.0)


def test_a_labelmap_names_classes_and_is_not_drawn(recorder: Recorder) -> None:
    recorder.log("labelmap", "labelmap", {"0": "car"})
    with recorder.store.read() as connection:
        assert class_names.of(connection, recorder.experiment) == {"0": "car"}
        assert [entry.drawn for entry in listing.logs(connection, recorder.experiment, "", 0, 10).logs] == [False]


def test_splits_are_counted_hashed_and_compared(recorder: Recorder) -> None:
    recorder.log("train-split", "bar", {**BARS, "image_list": ["a", "b"]})
    recorder.log("eval-split", "bar", {**BARS, "image_list": [["b", "c"]]})
    badge = row(recorder).split
    assert (badge.train, badge.test, badge.eval, badge.leaks, badge.common) == (2, 0, 2, 1, True)
    assert badge.measured_leaks == 1
    assert "split-leak" in codes(recorder)
    recorder.log("eval-split", "bar", {**BARS, "image_list": ["c"]})
    assert row(recorder).split.leaks == 0
    assert row(recorder).split.hash != badge.hash
    assert "split-leak" not in codes(recorder)
    recorder.log("test-split", "bar", {**BARS, "image_list": ["c"]})
    badge = row(recorder).split
    assert (badge.leaks, badge.measured_leaks) == (1, 0)


def test_what_came_up_is_said_to_the_script_once(recorder: Recorder) -> None:
    first = recorder.points("Accuracy", [0], [0.5])
    assert [said.code for said in first.findings] == ["near-miss"]
    assert recorder.points("Accuracy", [1], [0.6]).findings == []


def test_data_that_the_script_could_not_send_is_a_finding(recorder: Recorder) -> None:
    refused = {"kind": "refused", "name": "matrix", "message": "matrix: values[3]: expected 5, got 4",
               "caller": "train.py:88", "time": NOW}  # fmt: skip
    recorder.send(refused)
    recorder.send(refused)
    with recorder.store.read() as connection:
        (found,) = findings.rows(connection, recorder.experiment)
    assert (found.code, found.detail) == ("invalid-log", "matrix: values[3]: expected 5, got 4 (train.py:88)")


def test_half_a_checkpoint_is_told_when_the_experiment_is_over(recorder: Recorder) -> None:
    from sightline_server.blobs.tables import blob
    from sqlalchemy import insert

    recorder.writer.run_blocking(
        lambda connection: (
            connection.execute(insert(blob).values(sha256="0" * 64, size=5, created=NOW, announced=NOW)).rowcount
        )
    )
    stored = {"kind": "file", "name": "checkpoint-data-latest", "filename": "ckpt-1.data-00000-of-00001",
              "sha256": "0" * 64, "size": 5, "time": NOW}  # fmt: skip
    recorder.send(stored)
    assert "checkpoint-half" not in codes(recorder)
    recorder.send({"kind": "ended", "status": "success", "time": NOW + 5})
    assert "checkpoint-half" in codes(recorder)


def test_a_file_without_its_bytes_is_set_aside(recorder: Recorder) -> None:
    answer = recorder.send(
        {"kind": "file", "name": "weights", "filename": "w", "sha256": "1" * 64, "size": 5, "time": NOW}
    )
    assert [said.code for said in answer.set_aside] == ["invalid-file"]


def test_facts_are_merged_and_the_diff_is_kept_apart(recorder: Recorder) -> None:
    from sightline_server.experiments import queries

    git = {"commit": "abc", "diff": "--- a\n+++ b\n"}
    recorder.send({"kind": "facts", "time": NOW, "facts": {"git": git, "host": {"name": "here"}}})
    recorder.send({"kind": "facts", "time": NOW, "facts": {"host": {"name": "there"}}})
    with recorder.store.read() as connection:
        facts, diff = queries.captured(connection, recorder.experiment)
    assert facts == {"git": {"commit": "abc"}, "host": {"name": "there"}}
    assert diff == "--- a\n+++ b\n"


def test_a_resumed_experiment_runs_again(recorder: Recorder) -> None:
    recorder.send({"kind": "ended", "status": "failed", "time": NOW + 60, "reason": "ValueError: no"})
    assert (row(recorder).status, row(recorder).duration) == ("failed", 60.0)
    later = Recorder(recorder.store, recorder.writer, recorder.experiment)
    later.open(resume=True)
    assert (row(recorder).status, row(recorder).ended, row(recorder).number) == ("running", None, 1)


def test_ten_thousand_metrics_in_one_batch(recorder: Recorder) -> None:
    for step in range(2):
        answer = recorder.send(*[points(f"m/{number}", [step], [float(step)]) for number in range(10_000)])
        assert answer.set_aside == []
    with recorder.store.read() as connection:
        window = listing.logs(connection, recorder.experiment, "M/99", 5, 20)
    assert (window.total, len(window.logs)) == (111, 20)
    assert window.logs[0].line is not None
    assert window.logs[0].line.count == 2


def test_lines_that_could_not_be_sent_count_as_sent(recorder: Recorder) -> None:
    body = recorder.body([points("loss", None, [1.0, 2.0, 3.0])], 1).replace(b'"lines": 1', b'"lines": 5')
    assert recorder.send_raw(body).next == 6


def test_two_writers_of_one_experiment_share_its_names(recorder: Recorder) -> None:
    other = Recorder(recorder.store, recorder.writer, recorder.experiment)
    other.open(name="ignored")
    recorder.points("loss", [0, 2], [1.0, 3.0])
    other.points("loss", [1], [2.0])
    assert recorder.series("loss").values == [1.0, 2.0, 3.0]
    assert row(recorder).name == "run"


def test_an_unknown_experiment_must_be_opened(recorder: Recorder) -> None:
    stranger = Recorder(recorder.store, recorder.writer)
    with pytest.raises(InvalidRequest, match="open"):
        stranger.points("loss", [0], [1.0])


def test_text_that_a_database_cannot_hold_is_stored_all_the_same(recorder: Recorder) -> None:
    recorder.log("note", "value", "a\0b")
    recorder.send({"kind": "console", "stream": "stdout", "lines": ["x\0y"], "time": NOW})
    assert bytes(state(recorder, "note").data) == b'"a\\u0000b"'
