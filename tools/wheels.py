"""Builds both wheels, installs them into a clean environment, and lives there for a minute.

There the quick start of README.md runs against a server whose page comes from the wheel, and the SDK alone is shown to
need nothing but the standard library.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"


def main() -> int:
    shutil.rmtree(DIST, ignore_errors=True)
    for distribution in ("sdk", "server"):
        build = [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(DIST),
            str(ROOT / distribution),
        ]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    sdk, server = sorted(DIST.glob("sightline-*.whl"))[0], sorted(DIST.glob("sightline_server-*.whl"))[0]
    names = zipfile.ZipFile(server).namelist()
    assert "sightline_server/page/index.html" in names, "the server's wheel has no page"
    assert "sightline_server/docs_site/index.html" in names, "the server's wheel has no docs"
    assert any(name.startswith("sightline_server/demo/data/") for name in names), "the server's wheel has no demo"
    with tempfile.TemporaryDirectory() as folder:
        python = make_environment(Path(folder) / "environment")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-deps", str(sdk)], check=True)
        run_offline(python, Path(folder))
        subprocess.run([*pip, str(server)], check=True)
        run_with_server(python, Path(folder))
    print(f"{sdk.name} ({sdk.stat().st_size // 1000} kB) and {server.name} ({server.stat().st_size // 1000} kB) work")
    return 0


def make_environment(folder: Path) -> str:
    venv.create(folder, with_pip=True)
    return str(folder / "bin" / "python")


def quick_start() -> str:
    """The script that README.md shows."""
    block = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert block, "README.md shows no Python"
    return block[1]


def run_offline(python: str, folder: Path) -> None:
    environment = clean_environment(folder / "alone")
    subprocess.run([python, "-c", quick_start()], env=environment, cwd=folder, check=True)
    waiting = subprocess.run(
        [python, "-m", "sightline", "ls"], env=environment, cwd=folder, check=True, capture_output=True
    )
    assert b"first-steps" in waiting.stdout, waiting


def run_with_server(python: str, folder: Path) -> None:
    environment = clean_environment(folder / "home")
    tool = str(Path(python).parent / "sightline")
    data = str(folder / "data")
    server = subprocess.Popen(
        [tool, "server", "--data", data, "--port", "0"], env=environment, cwd=folder, stdout=subprocess.PIPE
    )
    try:
        address = wait_for(folder / "home" / "server.json")
        page = urllib.request.urlopen(f"{address}/", timeout=10).read().decode()
        assert "<div id=" in page, "the wheel's server has no page"
        docs = urllib.request.urlopen(f"{address}/docs/", timeout=10).read().decode()
        assert "<article" in docs, "the wheel's server has no docs"
        subprocess.run([python, "-c", quick_start()], env=environment, cwd=folder, check=True)
        shown = subprocess.run([tool, "ls", "first-steps"], env=environment, check=True, capture_output=True, text=True)
        assert "success" in shown.stdout, shown.stdout
    finally:
        server.terminate()
        server.wait(10)


def wait_for(discovery: Path) -> str:
    """The address in the file that a running server leaves, within 20 seconds."""
    for _ in range(200):
        if discovery.exists() and (found := re.search(r'"url": ?"([^"]+)"', discovery.read_text())):
            return found[1]
        time.sleep(0.1)
    raise SystemExit("the server from the wheel did not start within 20 seconds")


def clean_environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("SIGHTLINE_", "PYTHON"))}
    return {**kept, "SIGHTLINE_HOME": str(home)}


if __name__ == "__main__":
    sys.exit(main())
