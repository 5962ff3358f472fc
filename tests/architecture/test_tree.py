"""What must never be committed, and what a reader expects to find."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REGISTRY_ADDRESS = re.compile(r"registry\.npm" r"js|pythonhosted\.org|pypi\.org/simple|\"resolved\":", re.IGNORECASE)
TEXT_SUFFIXES = {".py", ".ts", ".tsx", ".css", ".json", ".toml", ".md", ".html", ".yml", ".yaml", ".txt", ""}


def committed() -> list[Path]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listing.splitlines() if (ROOT / line).is_file()]


def test_no_registry_address_is_committed() -> None:
    texts = {path: path.read_text("utf-8", "replace") for path in committed() if path.suffix in TEXT_SUFFIXES}
    assert [str(path.relative_to(ROOT)) for path, text in texts.items() if REGISTRY_ADDRESS.search(text)] == []


def test_the_files_that_a_reader_looks_for_are_there() -> None:
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE", "Makefile", ".ci/run"):
        assert (ROOT / name).is_file(), name


def test_the_readme_shows_both_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "make demo" in readme
    assert "make test" in readme
