"""Shells complete what the parser knows."""

from __future__ import annotations

import pytest
from sightline.cli import _parser

from tests.sdk.completing import completed, script


def test_bash_completes_commands_options_and_choices(capsys: pytest.CaptureFixture[str]) -> None:
    definition = script("bash", capsys)
    assert completed(definition, "sightline", "s") == ["server", "show", "sync"]
    assert completed(definition, "sightline", "ls", "--w") == ["--where"]
    assert completed(definition, "sightline", "completion", "z") == ["zsh"]
    assert completed(definition, "sightline", "nothing", "") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_know_every_command_and_option(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    assert all(name in text for name in _parser.COMMANDS)
    assert "key-stdin" in text
    assert text.count("'") % 2 == 0
