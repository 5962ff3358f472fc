"""Tables fit, JSON is strict, and no control character of somebody's name reaches the terminal."""

from __future__ import annotations

import json

import pytest
from sightline.cli._terminal import Column, print_json, print_table, shortened, text_width

COLUMNS = (Column("experiment"), Column("accuracy", number=True), Column("tags"))
LONG = "a-name-that-is-far-too-long-for-the-terminal-of-somebody"


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_numbers_stand_at_the_right_under_their_head(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [["fcn-1", "0.913", "baseline"], ["fcn-2", "12,345", "–"]])
    assert printed(capsys) == [
        "experiment  accuracy  tags",
        "fcn-1          0.913  baseline",
        "fcn-2         12,345  –",
    ]


def test_a_table_is_cut_to_the_terminal_at_its_widest_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [[LONG, "0.913", "baseline"]], width=40)
    head, row = printed(capsys)
    assert text_width(row) <= 40
    assert row.split()[0].endswith("…")
    assert row.split()[1:] == ["0.913", "baseline"]
    assert head.split() == ["experiment", "accuracy", "tags"]


def test_nothing_is_cut_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [[LONG, "0.913", "baseline"]])
    assert LONG in printed(capsys)[1]


def test_a_control_character_never_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [["red\033[31m", "1", "two\nlines"]])
    assert len(lines := printed(capsys)) == 2
    assert "\033" not in lines[1]


def test_what_turns_writing_round_is_printed_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(COLUMNS, [["a\u202eb", "1", "\x9b1m"]])
    assert printed(capsys)[1].split() == ["a\\u202eb", "1", "\\x9b1m"]
    print_json({"name": "a\u202eb\x9b"})
    text = capsys.readouterr().out
    assert "a\\u202eb\\u009b" in text
    assert json.loads(text) == {"name": "a\u202eb\x9b"}


def test_a_wide_character_counts_twice() -> None:
    assert text_width("細胞") == 4
    assert shortened("細胞細胞", 5) == "細胞…"
    assert text_width("e\u0301") == 1


def test_json_keeps_numbers_that_are_not_finite_as_words(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"loss": float("nan"), "steps": (1, float("inf"), -float("inf")), "name": "細胞"})
    assert json.loads(capsys.readouterr().out, parse_constant=pytest.fail) == {
        "loss": "NaN",
        "steps": [1, "Infinity", "-Infinity"],
        "name": "細胞",
    }
