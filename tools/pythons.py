"""Runs the SDK's tests on every supported Python that this machine has, each in an environment of its own.

The server stays on the Python of .venv: in life, too, a script's interpreter and the server's are different ones.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.10", "3.11", "3.12", "3.13")
NEEDS = (
    "pytest>=9.0",
    "pytest-timeout>=2.4",
    "hypothesis>=6.150",
    "numpy",
    "pandas",
    "ml-dtypes",
    "pillow",
    "msgspec",
    "hatchling",
)


def main() -> int:
    failed = []
    for version in VERSIONS:
        if f"{sys.version_info.major}.{sys.version_info.minor}" == version:
            print(f"Python {version}: runs with all other tests")
            continue
        interpreter = find(version)
        if interpreter is None:
            print(f"Python {version}: not on this machine, left out")
            continue
        print(f"Python {version}: {interpreter}", flush=True)
        if run_tests(version, interpreter) != 0:
            failed.append(version)
    if failed:
        print(f"the SDK's tests failed on Python {', '.join(failed)}")
    return 1 if failed else 0


def find(version: str) -> str | None:
    """A working interpreter of that version: on PATH, or where pyenv keeps them."""
    candidates = [shutil.which(f"python{version}")]
    if pyenv := os.environ.get("PYENV_ROOT"):
        candidates += [str(path) for path in sorted(Path(pyenv).glob(f"versions/{version}.*/bin/python{version}"))]
    for candidate in filter(None, candidates):
        answer = subprocess.run([candidate, "-c", "import venv, ensurepip"], capture_output=True, check=False)
        if answer.returncode == 0:
            return candidate
    return None


def run_tests(version: str, interpreter: str) -> int:
    folder = ROOT / ".make" / f"python{version}"
    python = str(folder / "bin" / "python")
    if not Path(python).exists():
        subprocess.run([interpreter, "-m", "venv", str(folder)], check=True)
    quiet = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*quiet, *NEEDS, "-e", str(ROOT / "sdk")], check=True)
    # The tests speak the wire with the server's own payloads; the server itself runs on the Python of .venv.
    environment = {**os.environ, "SIGHTLINE_TEST_PYTHON": sys.executable, "PYTHONPATH": str(ROOT / "server")}
    environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{environment['PATH']}"
    command = [python, "-m", "pytest", "-q", "tests/sdk", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
