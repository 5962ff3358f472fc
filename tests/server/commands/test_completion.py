"""Shells complete what the server's distribution brings, too."""

from __future__ import annotations

import pytest

from tests.sdk.completing import completed, script


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (("server", "--d"), ["--data", "--database"]),
        (("ui", "--no"), ["--no-browser"]),
        (("gc", "--o"), ["--older-than"]),
        (("demo", "--e"), ["--exit"]),
    ],
)
def test_what_the_server_brings_is_completed_too(
    typed: tuple[str, ...], offered: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert completed(script("bash", capsys), "sightline", *typed) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_default_is_told_as_the_help_tells_it(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    assert "any free one (default: 7410)" in text
    assert "%(" not in text
