"""What a plot of any zoom reads."""

from collections.abc import Iterator

import numpy as np
import pytest
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer

from tests.server.recorder import NOW, Recorder

COUNT = 300_000


@pytest.fixture(scope="module")
def values() -> np.ndarray:
    noise = np.random.default_rng(7).normal(size=COUNT)
    noise[[123_456, 250_000]] = [40.0, -40.0]
    noise[77_777] = np.nan
    return noise


@pytest.fixture(scope="module")
def long_series(tmp_path_factory: pytest.TempPathFactory, values: np.ndarray) -> Iterator[Recorder]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('long') / 'sightline.db'}")
    store.prepare()
    with Writer(store).running() as writer:
        recorder = Recorder(store, writer)
        recorder.open()
        for start in range(0, COUNT, 50_000):
            part = ["NaN" if np.isnan(value) else value for value in values[start : start + 50_000].tolist()]
            recorder.points("loss", range(start, start + 50_000), part, at=start)
        yield recorder
    store.close()


@pytest.mark.parametrize("width", [20, 100, 600, 1500])
@pytest.mark.parametrize(("start", "end"), [(None, None), (10_000, 290_000), (100_000, 140_000), (123_400, 123_500)])
def test_no_zoom_loses_a_spike(long_series: Recorder, values: np.ndarray, width: int, start: float, end: float) -> None:
    series = long_series.series("loss", width=width, start=start, end=end)
    low, high = int(start or 0), int(end if end is not None else COUNT - 1)
    inside = values[low : high + 1]
    shown = np.array([float(value) for value in series.values])
    assert np.nanmax(shown) == np.nanmax(inside)
    assert np.nanmin(shown) == np.nanmin(inside)
    assert series.count == len(inside)
    assert len(series.steps) <= max(6 * width, 100)
    assert series.steps == sorted(series.steps)
    assert [values[int(step)] for step in series.steps if step != 77_777] == [
        value for step, value in zip(series.steps, series.values, strict=True) if step != 77_777
    ]


def test_a_value_that_is_not_a_number_is_never_lost(long_series: Recorder) -> None:
    series = long_series.series("loss", width=50)
    assert dict(zip(series.steps, series.values, strict=True))[77_777] == "NaN"


@pytest.mark.parametrize("axis", ["time", "relative"])
def test_a_window_can_be_in_time(long_series: Recorder, values: np.ndarray, axis: str) -> None:
    origin = NOW if axis == "time" else 0.0
    from sightline_server.logs.reading import Window, series

    window = Window(origin + 123_400, origin + 123_500, axis, 600, 0.0, NOW)  # type: ignore[arg-type]
    with long_series.store.read() as connection:
        (found,) = series(connection, long_series.experiment, ["loss"], window)
    assert found.steps == list(range(123_400, 123_501))
    assert found.values[56] == 40.0


@pytest.mark.parametrize("weight", [0.6, 0.99])
def test_smoothing_is_computed_over_all_stored_points(long_series: Recorder, values: np.ndarray, weight: float) -> None:
    series = long_series.series("loss", width=100, smoothing=weight, start=0, end=60_000)
    mean, seen, expected = 0.0, 0, {}
    for step, value in enumerate(values[:60_001].tolist()):
        mean, seen = weight * mean + (1 - weight) * value, seen + 1
        expected[step] = mean / (1 - weight**seen)
    assert series.smoothed == pytest.approx([expected[int(step)] for step in series.steps], abs=1e-9)


def test_a_zoomed_window_has_the_same_smoothed_values(long_series: Recorder) -> None:
    whole = long_series.series("loss", width=100_000, smoothing=0.9, start=0, end=200_000)
    part = long_series.series("loss", width=100_000, smoothing=0.9, start=150_000, end=150_100)
    known = dict(zip(whole.steps, whole.smoothed or [], strict=True))
    assert part.smoothed == pytest.approx([known[step] for step in part.steps], abs=1e-9)


def test_an_empty_window_has_no_points(long_series: Recorder) -> None:
    series = long_series.series("loss", start=5.2, end=5.8, smoothing=0.5)
    assert (series.steps, series.smoothed, series.count) == ([], [], 0)
