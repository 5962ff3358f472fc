"""Shells complete what the parser knows."""

from __future__ import annotations

import subprocess

import pytest
from sightline.cli import _parser, main


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def completed(definition: str, *words: str) -> list[str]:
    """What bash offers for the last of `words`."""
    quoted = " ".join(f"'{word}'" for word in words)
    program = f'{definition}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _sightline; echo "${{COMPREPLY[@]}}"'
    return subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True).stdout.split()


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
