"""How points come into a series, on both databases."""

import base64
import math
import random
import uuid
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sightline._remote import unpack as unpack_bytes
from sightline.errors import ResendFrom
from sightline_server.logs import heads, packing, queries, reading
from sightline_server.logs.series import FEWEST, OPEN, REPLACED
from sightline_server.logs.tables import chunk
from sightline_server.store.chunks import SEALED, unpack
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer
from sqlalchemy import select

from tests.server.recorder import NOW, Recorder, points


def head_of(recorder: Recorder, name: str) -> heads.Head:
    with recorder.store.read() as connection:
        head = heads.one(connection, recorder.experiment, name)
    assert head is not None
    return head


def test_points_come_back_as_they_were(recorder: Recorder) -> None:
    recorder.points("loss", [0, 2, 3], [0.1 + 0.2, 5e-324, -1e308])
    series = recorder.series("loss")
    assert (series.steps, series.values) == ([0, 2, 3], [0.1 + 0.2, 5e-324, -1e308])
    assert series.times == []
    assert recorder.series("loss", axis="time").times == [NOW, NOW + 1, NOW + 2]
    assert (series.count, series.reduced) == (3, False)


def test_it_keeps_what_is_not_finite(recorder: Recorder) -> None:
    recorder.points("loss", [0, 1, 2, 3], ["NaN", "Infinity", "-Infinity", 0.0])
    assert recorder.series("loss").values == ["NaN", "Infinity", "-Infinity", 0.0]
    recorder.points("loss", [4], ["NaN"], at=9)
    head = head_of(recorder, "loss")
    assert (head.number, head.text, head.non_finite, head.min, head.max) == (None, "NaN", 4, 0.0, 0.0)


def test_a_step_that_is_there_is_replaced_by_the_later_time(recorder: Recorder) -> None:
    recorder.points("loss", [0, 1, 2, 3], [4.0, 3.0, 2.0, 1.0])
    recorder.points("loss", [2, 3, 4], [2.5, 1.5, 0.5], at=100)
    series = recorder.series("loss")
    assert (series.steps, series.values) == ([0, 1, 2, 3, 4], [4.0, 3.0, 2.5, 1.5, 0.5])
    head = head_of(recorder, "loss")
    assert (head.count, head.min, head.max, head.number, head.step) == (5, 0.5, 4.0, 0.5, 4.0)


def test_the_earlier_time_does_not_replace_but_stays_in_the_history(recorder: Recorder) -> None:
    recorder.points("loss", [5], [1.0], at=100)
    recorder.points("loss", [5], [7.0], at=0)
    assert recorder.series("loss").values == [1.0]
    with recorder.store.read() as connection:
        data = connection.execute(select(chunk.c.data).where(chunk.c.generation == REPLACED)).scalars().all()
    assert [unpack(row).values.tolist() for row in data] == [[7.0]]


def test_the_same_point_twice_leaves_no_history(recorder: Recorder) -> None:
    recorder.points("loss", [5], [1.0])
    recorder.points("loss", [5], [1.0])
    assert head_of(recorder, "loss").count == 1
    with recorder.store.read() as connection:
        assert connection.execute(select(chunk.c.number).where(chunk.c.generation == REPLACED)).all() == []


def test_without_steps_the_order_of_arrival_counts(recorder: Recorder) -> None:
    recorder.points("loss", None, [3.0, 2.0])
    recorder.points("loss", None, [1.0])
    recorder.points("loss", [None, 10, None], [0.5, 0.4, 0.3])
    assert recorder.series("loss").steps == [0, 1, 2, 3, 10, 11]


def test_steps_need_not_be_whole_or_sorted(recorder: Recorder) -> None:
    recorder.points("loss", [3, 1, 2], [30.0, 10.0, 20.0])
    recorder.points("loss", [1.5, 0], [15.0, 0.0], at=50)
    series = recorder.series("loss")
    assert (series.steps, series.values) == ([0.0, 1.0, 1.5, 2.0, 3.0], [0.0, 10.0, 15.0, 20.0, 30.0])
    assert head_of(recorder, "loss").whole_steps is False


def test_large_whole_steps_stay_exact(recorder: Recorder) -> None:
    steps = [2**53 + 1, 2**53 + 2, 2**60 + 1]
    for step in steps:
        recorder.points("loss", [step], [1.0])
    assert recorder.series("loss").steps == steps
    with recorder.store.read() as connection:
        lines = reading.whole(connection, recorder.experiment, ["loss"])
    ((_, series),) = unpack_bytes(packing.as_bytes(lines))
    assert series.steps.tolist() == steps
    assert np.frombuffer(base64.b64decode(packing.as_json(lines)[0].steps), "<i8").tolist() == steps


@pytest.mark.parametrize("step", [2**63, -(2**70), 1e300])
def test_a_step_that_does_not_fit_is_set_aside(recorder: Recorder, step: float) -> None:
    answer = recorder.points("loss", [0, step], [1.0, 2.0])
    assert [said.code for said in answer.set_aside] == ["invalid-log"]
    assert "steps" in answer.set_aside[0].detail


def test_replace_overwrites_the_whole_series_and_keeps_the_old_one(recorder: Recorder) -> None:
    recorder.points("loss", range(600), [1.0] * 600)
    recorder.points("loss", [0, 1], [5.0, 6.0], replace=True)
    assert recorder.series("loss").values == [5.0, 6.0]
    head = head_of(recorder, "loss")
    assert (head.versions, head.count, head.max) == (2, 2, 6.0)
    with recorder.store.read() as connection:
        assert len(queries.chunks_between(connection, head.id, 0, "data", -math.inf, math.inf, with_open=True)) > 0


def test_chunks_fill_and_are_sealed(recorder: Recorder) -> None:
    step = 0
    for size in [1, 100, 200, 700, 5, 4096, 20_000, 1, 250]:
        recorder.points("loss", range(step, step + size), np.arange(step, step + size).astype(float).tolist())
        step += size
    series = recorder.series("loss", width=100_000)
    assert series.steps == list(range(step)) == series.values
    head = head_of(recorder, "loss")
    with recorder.store.read() as connection:
        sealed = connection.execute(select(chunk.c.count).where(chunk.c.coarse.is_not(None))).scalars().all()
        open_points = connection.execute(select(chunk.c.count).where(chunk.c.number == 0)).scalar_one()
    assert head.count == step
    assert all(FEWEST <= count <= SEALED for count in sealed)
    assert sum(sealed) > step / 2
    assert open_points <= OPEN


def test_a_batch_writes_little_however_long_the_series_is(recorder: Recorder) -> None:
    recorder.points("loss", range(50_000), [1.0] * 50_000)
    before = head_of(recorder, "loss").next_chunk
    for step in range(50_000, 50_100):
        recorder.points("loss", [step], [2.0])
    assert head_of(recorder, "loss").next_chunk - before <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=40), min_size=1, max_size=12), st.integers(0, 2**31))
def test_any_order_of_arrival_gives_the_latest_point_of_each_step(
    seeded_recorder: Recorder, batches: list[list[int]], seed: int
) -> None:
    chance = random.Random(seed)
    name = f"loss-{uuid.uuid4()}"
    latest: dict[int, tuple[float, float]] = {}
    for steps in batches:
        values = [chance.random() for _ in steps]
        times = [NOW + chance.randrange(50) for _ in steps]
        spread = [step * 100 for step in steps]
        seeded_recorder.send({"kind": "points", "name": name, "steps": spread, "values": values, "times": times})
        for step, value, moment in zip(spread, values, times, strict=True):
            if step not in latest or moment >= latest[step][0]:
                latest[step] = (moment, value)
    series = seeded_recorder.series(name)
    assert dict(zip(series.steps, series.values, strict=True)) == {step: value for step, (_, value) in latest.items()}
    assert series.steps == sorted(latest)
    head = head_of(seeded_recorder, name)
    values = [value for _, value in latest.values()]
    assert (head.count, head.min, head.max) == (len(latest), min(values), max(values))


@pytest.fixture(scope="module")
def seeded_recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('many') / 'sightline.db'}")
    store.prepare()
    with Writer(store).running() as writer:
        recorder = Recorder(store, writer)
        recorder.open()
        yield recorder
    store.close()


def test_merging_into_a_long_series_rewrites_only_what_it_touches(recorder: Recorder) -> None:
    recorder.points("loss", range(0, 100_000, 2), [1.0] * 50_000)
    before = head_of(recorder, "loss").next_chunk
    recorder.points("loss", [5001, 5003, 90_001], [9.0, 8.0, -7.0], at=1e5)
    head = head_of(recorder, "loss")
    assert head.next_chunk - before <= 4
    assert (head.count, head.max, head.min) == (50_003, 9.0, -7.0)
    near = recorder.series("loss", start=4999, end=5004)
    assert (near.steps, near.values) == ([5000, 5001, 5002, 5003, 5004], [1.0, 9.0, 1.0, 8.0, 1.0])


def test_a_batch_that_comes_again_is_stored_once_and_answered_the_same(recorder: Recorder) -> None:
    body = recorder.body([points("loss", None, [1.0, 2.0]), points("x", [2**70], [1.0])], recorder.next)
    first = recorder.send_raw(body)
    assert recorder.send_raw(body) == first
    assert recorder.series("loss").count == 2
    assert [said.code for said in first.set_aside] == ["invalid-log"]


def test_a_batch_that_does_not_follow_names_the_line_to_go_on_from(recorder: Recorder) -> None:
    recorder.points("loss", [0], [1.0])
    for first, lines in [(5, 1), (1, 4)]:
        with pytest.raises(ResendFrom) as refused:
            recorder.send(*[points("loss", [9], [1.0])] * lines, first=first)
        assert refused.value.next == 2
    assert recorder.series("loss").steps == [0]


def test_whole_series_for_programs_are_packed_arrays(recorder: Recorder) -> None:
    recorder.points("loss", [0, 1], ["NaN", 0.5])
    with recorder.store.read() as connection:
        lines = reading.whole(connection, recorder.experiment, ["loss", "absent"])
    (packed,) = packing.as_json(lines)
    values = np.frombuffer(base64.b64decode(packed.values), "<f8")
    assert np.isnan(values[0])
    assert values[1] == 0.5
    ((name, series),) = unpack_bytes(packing.as_bytes(lines))
    assert (name, series.steps.tolist(), series.times.tolist()) == ("loss", [0, 1], [NOW, NOW + 1])
    assert math.isnan(series.values[0])
    assert series.values[1] == 0.5


def test_packed_columns_are_stored_as_lists_are(recorder: Recorder) -> None:
    values = [0.25, math.nan, math.inf]
    sent = {
        **points("loss", [], []),
        "steps": base64_of([0, 2, 3]),
        "values": base64_of(values),
        "times": base64_of([NOW] * 3),
    }
    assert recorder.send(sent).set_aside == []
    series = recorder.series("loss", axis="time")
    assert (series.steps, series.values, series.times) == ([0, 2, 3], [0.25, "NaN", "Infinity"], [NOW] * 3)
    recorder.send({**sent, "steps": None})
    assert recorder.series("loss").steps == [0, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("column", "text"),
    [("values", "AAAA"), ("times", ""), ("steps", base64.b64encode(np.array([0.0, np.nan]).tobytes()).decode())],
)
def test_packed_columns_that_are_none_are_set_aside(recorder: Recorder, column: str, text: str) -> None:
    sent = {**points("loss", [0, 1], [1.0, 2.0]), column: text}
    assert [said.code for said in recorder.send(sent).set_aside] == ["invalid-log"]


def test_lines_that_grow_together_are_sealed_together(recorder: Recorder) -> None:
    """Also one that was closed twice in the batch in which another was sealed."""
    for start in range(0, 13_500, 1500):
        steps = list(range(start, start + 1500))
        halves = [points("b", steps[:700], [0.5] * 700), points("b", steps[700:], [0.5] * 800)]
        recorder.send(points("a", steps, [1.0] * 1500), *halves, points("c", steps, [2.0] * 1500))
    with recorder.store.read() as connection:
        for line in reading.whole(connection, recorder.experiment, ["a", "b", "c"]):
            assert line.points.steps.tolist() == list(range(line.head.count))
            assert line.head.count == 13_500


def base64_of(numbers: list[float]) -> str:
    return base64.b64encode(np.array(numbers, "<f8").tobytes()).decode()
