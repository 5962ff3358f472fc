"""Numbers and times read on the terminal as they do on the pages."""

from __future__ import annotations

from datetime import datetime

import pytest
from sightline.cli import _wording

NAN, INFINITY = float("nan"), float("inf")


@pytest.mark.parametrize(("step", "shown"), [(0, "0"), (12.0, "12"), (1_000_000, "1,000,000"), (0.5, "0.5")])
def test_a_step_is_shown_as_it_was_counted(step: float, shown: str) -> None:
    assert _wording.step(step) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.9134, "0.913"),
        (0.0, "0.000"),
        (9.9994, "9.999"),
        (9.9996, "10.00"),
        (42.913, "42.91"),
        (429.13, "429.1"),
        (123456.0, "123,456"),
        (1e6, "1.0e6"),
        (0.00012, "1.2e-4"),
        (-0.0264, "−0.026"),
        (NAN, "NaN"),
        (INFINITY, "∞"),
        (-INFINITY, "−∞"),
        (None, "–"),
        ("resnet50", "resnet50"),
    ],
)
def test_a_figure_has_three_decimals_or_four_digits(value: float | str | None, shown: str) -> None:
    assert _wording.metric(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.001, "0.001"), (0.0003, "3.0e-4"), (16, "16"), (32.0, "32"), ("adam", "adam"), (True, "True"), (None, "–")],
)
def test_a_parameter_reads_as_it_was_written(value: object, shown: str) -> None:
    assert _wording.parameter(value) == shown


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (2382, "2,382"), (49_600_000, "49.6 M")])
def test_counts_are_grouped(number: int, shown: str) -> None:
    assert _wording.count(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 B"), (999, "999 B"), (6234, "6.2 kB"), (41_000_000, "41 MB"), (999_999, "1.0 MB")]
)
def test_sizes_go_in_steps_of_a_thousand(number: int, shown: str) -> None:
    assert _wording.size(number) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (-1, "0 s"),
        (31.9, "31 s"),
        (22 * 60, "22 min"),
        (3600, "1 h"),
        (84 * 60, "1 h 24 min"),
        (52 * 3600, "2 d 4 h"),
        (48 * 3600, "2 d"),
    ],
)
def test_durations_have_two_units_at_most(seconds: float, shown: str) -> None:
    assert _wording.duration(seconds) == shown


@pytest.mark.parametrize(
    ("then", "shown"),
    [
        (datetime(2026, 3, 19, 14, 59, 30), "just now"),
        (datetime(2026, 3, 19, 14, 22), "38 min ago"),
        (datetime(2026, 3, 19, 13, 0), "2 h ago"),
        (datetime(2026, 3, 18, 1, 0), "yesterday"),
        (datetime(2026, 3, 13, 15, 0), "6 days ago"),
        (datetime(2026, 3, 12, 15, 0), "12 Mar 2026"),
    ],
)
def test_ages_become_dates_after_a_week(then: datetime, shown: str) -> None:
    assert _wording.ago(then.timestamp(), now=datetime(2026, 3, 19, 15, 0).timestamp()) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [(0, "0 records wait"), (1, "1 record waits"), (2, "2 records wait"), (2382, "2,382 records wait")],
)
def test_one_of_a_thing_is_not_several(number: int, shown: str) -> None:
    assert _wording.counted(number, "record waits", "records wait") == shown
