"""Whole series on the wire: what the server packs is what the SDK reads, bit for bit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sightline._remote import unpack
from sightline_server.logs.heads import Head
from sightline_server.logs.packing import Whole, as_bytes
from sightline_server.store.points import Points

POINTS = st.lists(st.tuples(st.integers(-(2**62), 2**62), st.floats(width=64), st.floats(0, 1e11)), max_size=20)


def points_of(rows: list[tuple[int, float, float]], whole: bool) -> Points:
    steps, values, times = zip(*rows, strict=True) if rows else ((), (), ())
    kind = np.int64 if whole else np.float64
    return Points(np.array(steps, kind), np.array(values, np.float64), np.array(times, np.float64))


@given(st.lists(st.tuples(st.text(min_size=1, max_size=9), POINTS, st.booleans()), max_size=4))
def test_the_sdk_reads_what_the_server_packs(lines: list[tuple[str, list[tuple[int, float, float]], bool]]) -> None:
    sent = [
        Whole(Head(number, "e", 1, name, "line", number), points_of(rows, whole))
        for number, (name, rows, whole) in enumerate(lines)
    ]
    read = list(unpack(as_bytes(sent)))
    assert [name for name, _ in read] == [name for name, _, _ in lines]
    for line, (_, series) in zip(sent, read, strict=True):
        assert series.steps.tolist() == line.points.steps.tolist()
        assert {type(step) for step in series.steps.tolist()} <= {int if line.points.steps.dtype == np.int64 else float}
        assert np.array(series.values.tolist()).tobytes() == line.points.values.tobytes()
        assert series.times.tolist() == line.points.times.tolist()
