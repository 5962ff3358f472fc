"""What shells get of `sightline completion`."""

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
