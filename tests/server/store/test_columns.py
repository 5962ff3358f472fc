"""A column gives back every bit, whatever its byte planes hold: zeros, noise, or what can be deflated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sightline_server.store.columns import pack_alike, pack_spaced, read_alike, read_spaced

PLANES = st.lists(st.sampled_from(["zero", "noise", "some", "ones"]), min_size=8, max_size=8)


def words_with(planes: list[str], count: int, seed: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    columns = {
        "zero": lambda: np.zeros(count, np.uint8),
        "noise": lambda: chance.integers(0, 256, count, np.uint8),
        "some": lambda: chance.integers(0, 3, count, np.uint8),
        "ones": lambda: np.full(count, 255, np.uint8),
    }
    return np.stack([columns[plane]() for plane in planes], axis=1).view("<i8").reshape(-1)


@given(PLANES, st.sampled_from([0, 1, 2, 300, 2047, 2048, 5000]), st.integers(0, 2**32))
def test_every_word_comes_back(planes: list[str], count: int, seed: int) -> None:
    words = words_with(planes, count, seed)
    read = np.empty(count, np.int64)
    read_alike(memoryview(pack_alike(words)), read)
    assert read.tolist() == words.tolist()
    assert read_spaced(memoryview(pack_spaced(words)), np.empty(count, np.int64)).tolist() == words.tolist()


@pytest.mark.parametrize("count", [300, 5000])
def test_noise_is_kept_as_it_is_and_zeros_are_left_out(count: int) -> None:
    words = words_with(["noise"] * 5 + ["zero"] * 3, count, 1)
    assert 5 * count <= len(pack_alike(words)) <= 5 * count + 100
    assert len(pack_alike(np.full(count, -7))) == len(pack_spaced(np.arange(count) * 12_345)) == 18
