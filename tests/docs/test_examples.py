"""Every Python block of the README and the docs runs, against a real server, in the order of its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.running_script import run_script, sightline
from tests.running_server import RunningServer

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def python_blocks(page: Path) -> list[str]:
    """The page's blocks, in its order; a later one may use what an earlier one made."""
    return _BLOCK.findall(page.read_text("utf-8"))


def lay_out_training(folder: Path) -> None:
    """The files that a training leaves in its working directory, as the pages name them."""
    for name in (
        "config/pipeline.config",
        "checkpoint/ckpt-12.data-00000-of-00001",
        "checkpoint/ckpt-12.index",
        "exported_model/saved_model/saved_model.pb",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("model {}")


PAGES = [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if page.exists()]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if python_blocks(page)], ids=lambda page: str(page.relative_to(ROOT))
)
def test_the_blocks_of_a_page_run(page: Path, server: RunningServer, tmp_path: Path) -> None:
    lay_out_training(tmp_path)
    text = "\n".join(python_blocks(page))
    started = (
        "" if "sightline.init(" in text else 'import sightline; experiment = sightline.init("docs", strict=True)\n'
    )
    done = run_script(f"import os; os.chdir({str(tmp_path)!r})\n{started}{text}", server.home)
    assert done.code == 0, done.err
    assert "not logged" not in done.err
    assert "did you mean" not in done.err


def test_the_quick_start_of_the_tutorial_has_twenty_lines_at_most() -> None:
    assert len(python_blocks(ROOT / "docs" / "tutorial.md")[0].splitlines()) <= 20


def test_the_quick_start_fills_its_page(server: RunningServer, tmp_path: Path) -> None:
    quick_start = python_blocks(ROOT / "docs" / "tutorial.md")[0]
    done = run_script(f"import os; os.chdir({str(tmp_path)!r})\n{quick_start}", server.home)
    assert done.code == 0, done.err
    shown = sightline("show", "quick-start/logistic", home=server.home)
    assert shown.code == 0, shown.err
    for place in ("accuracy", "loss", "lr", "confusion-matrix", "labelmap", "weights.json"):
        assert place in shown.out
