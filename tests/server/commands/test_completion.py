"""Shells complete what the server's distribution brings, too."""

from __future__ import annotations

import subprocess

import pytest
from sightline.cli import main


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def completed(definition: str, *words: str) -> list[str]:
    """What bash offers for the last of `words`."""
    quoted = " ".join(f"'{word}'" for word in words)
    program = f'{definition}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _sightline; echo "${{COMPREPLY[@]}}"'
    return subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True).stdout.split()


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
