import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sightline_server.store.chunks import SEALED, VERSION, ForeignChunk, pack, split, unpack, unpack_all
from sightline_server.store.points import Points, merge
from sightline_server.store.pyramid import reduce_by, reduce_to_columns
from sightline_server.store.smoothing import smooth

values_of_all_kinds = st.lists(st.floats(width=64), min_size=1, max_size=300)


def series(values: list[float], *, whole: bool = True) -> Points:
    steps = np.arange(len(values), dtype=np.int64) * 3 - 5
    times = np.array([1.79e9 + place * 0.25 for place in range(len(values))])
    return Points(steps if whole else steps.astype(np.float64) + 0.25, np.array(values), times)


@given(values_of_all_kinds, st.booleans(), st.booleans())
def test_a_chunk_gives_back_every_bit(values: list[float], whole: bool, compress: bool) -> None:
    points = series(values, whole=whole)
    read = unpack(pack(points, compress=compress))
    assert read.steps.dtype == points.steps.dtype
    assert read.steps.tolist() == points.steps.tolist()
    assert read.values.view(np.int64).tolist() == points.values.view(np.int64).tolist()
    assert read.times.tolist() == points.times.tolist()


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=50))
def test_any_whole_steps_survive_their_differences(steps: list[int]) -> None:
    points = Points(np.array(steps), np.zeros(len(steps)), np.zeros(len(steps)))
    assert unpack(pack(points, compress=True)).steps.tolist() == steps


@given(st.integers(0, 2**32), st.sampled_from([2047, 2048, SEALED]), st.booleans(), st.booleans())
def test_a_full_chunk_gives_back_every_bit(seed: int, count: int, regular: bool, smooth_values: bool) -> None:
    chance = np.random.default_rng(seed)
    steps = np.arange(count) * 5 if regular else np.cumsum(chance.integers(1, 9, count))
    values = np.exp(-np.arange(count) / 500) if smooth_values else chance.normal(size=count)
    times = np.round(1.79e9 + np.cumsum(chance.exponential(0.01, count)), 6)
    read = unpack(pack(Points(steps, values, times), compress=True))
    assert read.steps.tolist() == steps.tolist()
    assert read.values.tobytes() == values.tobytes()
    assert np.abs(read.times - times).max() < 1e-6


def test_even_steps_and_times_cost_nothing() -> None:
    points = Points(np.arange(SEALED) * 10, np.full(SEALED, 0.5), 1.79e9 + np.arange(SEALED) * 0.25)
    assert len(pack(points, compress=True)) < 100


def test_a_point_of_noise_needs_at_most_ten_bytes() -> None:
    chance = np.random.default_rng(1)
    times = 1.79e9 + np.cumsum(chance.exponential(0.001, SEALED))
    points = Points(np.arange(SEALED), chance.random(SEALED), times)
    size = len(pack(points, compress=True)) + len(pack(reduce_by(points, 32), compress=True))
    assert size / SEALED < 10


@given(st.integers(0, 255).filter(lambda version: version != VERSION), st.binary(max_size=100), st.integers(0, 3))
def test_a_chunk_of_another_version_is_named(version: int, rest: bytes, place: int) -> None:
    ours = [pack(series([1.0]), compress=False)] * 3
    with pytest.raises(ForeignChunk, match=f"expected version 1, got {version};") as refused:
        unpack_all([*ours[:place], bytes([version]) + rest, *ours[place:]])
    assert (refused.value.place, refused.value.version) == (place, version)


def test_a_chunk_begins_with_one_byte_of_version() -> None:
    assert {pack(series([1.0]), compress=compress)[0] for compress in (False, True)} == {VERSION}


def test_parts_are_of_about_the_same_size() -> None:
    assert [part.size for part in split(series([0.0] * (2 * SEALED + 1)))] == [10_923] * 3


def test_of_one_time_the_later_arrival_stays() -> None:
    stored = Points(np.array([1]), np.array([1.0]), np.array([5.0]))
    arrived = Points(np.array([1, 1]), np.array([2.0, 3.0]), np.array([5.0, 5.0]))
    kept, replaced = merge(stored, arrived)
    assert kept.values.tolist() == [3.0]
    assert replaced.values.tolist() == [1.0, 2.0]


@given(values_of_all_kinds, st.integers(2, 40))
def test_a_bucket_keeps_its_extremes_and_one_that_is_not_finite(values: list[float], size: int) -> None:
    points = series(values)
    kept = reduce_by(points, size)
    assert np.isin(kept.steps, points.steps).all()
    for start in range(0, len(values), size):
        bucket = points.part(slice(start, start + size))
        seen = kept.part(np.isin(kept.steps, bucket.steps))
        finite = bucket.values[np.isfinite(bucket.values)]
        if len(finite):
            assert seen.values[np.isfinite(seen.values)].min() == finite.min()
            assert seen.values[np.isfinite(seen.values)].max() == finite.max()
        assert np.isfinite(seen.values).all() == np.isfinite(bucket.values).all()


def test_a_pixel_column_keeps_first_lowest_highest_and_last() -> None:
    points = series([5.0, 1.0, 7.0, 3.0, 4.0, 6.0] * 50)
    axis = points.steps.astype(float)
    shown = reduce_to_columns(points, axis, float(axis[0]), float(axis[-1]), 3)
    assert shown.size <= 12
    assert {1.0, 7.0, 5.0, 6.0} <= set(shown.values.tolist())


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=700), st.sampled_from([0.0, 0.3, 0.9, 0.999]))
def test_smoothing_is_the_debiased_exponential_mean(values: list[float], weight: float) -> None:
    mean, expected = 0.0, []
    for index, value in enumerate(values):
        mean = weight * mean + (1 - weight) * value
        expected.append(mean / (1 - weight ** (index + 1)) if weight else value)
    assert smooth(np.array(values), weight) == pytest.approx(expected, rel=1e-7, abs=1e-6)


def test_smoothing_leaves_out_what_is_not_finite() -> None:
    smoothed = smooth(np.array([np.nan, 2.0, np.inf, 2.0]), 0.5)
    assert np.isnan(smoothed[0])
    assert smoothed[1:].tolist() == [2.0, 2.0, 2.0]


def test_smoothing_numbers_near_the_largest_stays_finite() -> None:
    assert np.isfinite(smooth(np.array([1e308, 1.7e308, 1e308]), 0.9)).all()
