import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sightline_server.access.actor import Actor
from sightline_server.access.checked import CheckedExperiment, readable_project
from sightline_server.experiments.last_values import last_values
from sightline_server.logs.heads import Head
from sightline_server.logs.latest import PART, changed
from sightline_server.logs.numbers import columns_of, number
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer

from tests.server.recorder import NOW, Recorder, log, points

READER = Actor("reader", "viewer", key=True)
EXPERIMENT = CheckedExperiment("00000000-0000-4000-8000-000000000000")


def read(store: Store, *names: str) -> dict[str, Any]:
    with store.read() as connection:
        answer = json.loads(last_values(connection, readable_project(connection, READER, "blood-cells"), names))
    return {one["name"]: one["values"] for one in answer["experiments"].values()}


def test_the_last_value_of_every_line_and_value(recorder: Recorder) -> None:
    recorder.send(points("loss", [0, 1], [0.5, 0.1]), log("best", "value", 3), log("note", "value", 'a "b", é'))
    recorder.points("bad", [0], ["NaN"])
    recorder.log("labelmap", "labelmap", {"0": "car"})
    expected = {"loss": 0.1, "best": 3.0, "note": 'a "b", é', "bad": "NaN"}
    assert read(recorder.store) == {"run": expected}
    assert read(recorder.store, *expected, "labelmap", "absent") == {"run": expected}


def test_later_values_replace_earlier_ones_and_leave_the_others(recorder: Recorder) -> None:
    names = [f"m{number}" for number in range(PART + 2)]
    recorder.send(*(points(name, [5], [1.0]) for name in names))
    recorder.send(points("m0", [6], [2.0]), points(names[-1], [4], [9.0]), points("m1", [0], [3.0], replace=True))
    expected = {**dict.fromkeys(names, 1.0), "m0": 2.0, "m1": 3.0}
    assert read(recorder.store) == read(recorder.store, *names) == {"run": expected}


def test_a_line_that_was_emptied_has_no_last_value(recorder: Recorder) -> None:
    recorder.send(points("a", [0], [1.0]), points("b", [0], [2.0]))
    recorder.points("a", [], [], replace=True)
    assert read(recorder.store) == read(recorder.store, "a", "b") == {"run": {"b": 2.0}}


def test_the_newest_experiment_stands_first_and_one_without_values_is_there(
    recorder: Recorder, store: Store, writer: Writer
) -> None:
    recorder.points("loss", [0], [1.0])
    Recorder(store, writer).open("empty", time=NOW + 1)
    assert list(read(store).items()) == list(read(store, "loss").items()) == [("empty", {}), ("run", {"loss": 1.0})]


LASTS = st.floats() | st.text(max_size=9) | st.none()


@given(st.dictionaries(st.text(max_size=9), LASTS, max_size=5), st.floats())
def test_members_keep_every_name_text_and_bit(lasts: dict[str, float | str | None], then: float) -> None:
    heads = [head(name, last) for name, last in lasts.items()]
    expected = {name: said(last) for name, last in lasts.items() if last is not None}
    members = changed("", heads)
    assert bits(members) == bits(json.dumps(expected)[1:-1])
    assert bits(changed(members, [head("new", then)])) == bits(json.dumps({**expected, "new": said(then)})[1:-1])
    assert changed(members, [head(name, None) for name in lasts]) == ""


def head(name: str, last: float | str | None) -> Head:
    columns = columns_of(last) if isinstance(last, float) else (None, last)
    return Head(1, EXPERIMENT, 1, name, "value", 0, number=columns[0], text=columns[1])


def said(last: float | str | None) -> float | str | None:
    return number(last) if isinstance(last, float) else last


def bits(members: str) -> dict[str, str]:
    """By name; what 0.0 == -0.0 would hide is seen."""
    return {name: repr(value) for name, value in json.loads(f"{{{members}}}").items()}
