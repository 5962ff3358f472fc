"""`sightline ui`: the running server, or one of its own; what was recorded offline is sent first."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.running_server import READY_SECONDS, RunningServer, free_port

SCRIPT = """
import sightline
experiment = sightline.init(project="offline", name="first")
experiment.log("loss", 0.5, step=0)
experiment.finish()
"""


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SIGHTLINE_")}
    return {**kept, "SIGHTLINE_HOME": str(home), "PYTHONUNBUFFERED": "1", "BROWSER": "true"}


def experiments(published: dict[str, Any]) -> int:
    address = f"{published['url']}/api/projects/offline/experiments"
    request = urllib.request.Request(address, headers={"authorization": f"Bearer {published['key']}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return int(json.load(answer)["total"])
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return 0


def test_it_shows_what_was_recorded_without_a_server(tmp_path: Path) -> None:
    home = tmp_path / "home"
    subprocess.run([sys.executable, "-c", SCRIPT], env=environment(home), check=True, timeout=60, cwd=tmp_path)
    command = [sys.executable, "-m", "sightline", "ui", "--port", str(free_port())]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as ui:
        try:
            assert ui.stdout is not None
            assert "/sign-in#token=" in ui.stdout.readline()
            published = json.loads((home / "server.json").read_text())
            assert published["data"] == str(home / "data")
            deadline = time.monotonic() + READY_SECONDS
            while experiments(published) != 1:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        finally:
            ui.send_signal(signal.SIGINT)
            assert ui.wait(15) == 0
    assert not (home / "server.json").exists()


def test_it_joins_the_server_that_runs(server: RunningServer) -> None:
    subprocess.run(
        [sys.executable, "-c", SCRIPT], env=server.environment(SIGHTLINE_MODE="offline"), check=True, timeout=60
    )
    command = [sys.executable, "-m", "sightline", "ui", "--no-browser"]
    ended = subprocess.run(command, env=server.environment(), capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.startswith(f"Sightline: {server.url}/sign-in#token=")
    assert experiments({"url": server.url, "key": server.key}) == 1


def test_a_server_that_was_killed_is_not_joined(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    left = {"url": f"http://127.0.0.1:{free_port()}", "key": "sl_x", "pid": 2**22 - 1, "data": str(tmp_path)}
    (home / "server.json").write_text(json.dumps(left))
    command = [sys.executable, "-m", "sightline", "ui", "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as ui:
        assert ui.stdout is not None
        assert "/sign-in#token=" in ui.stdout.readline()
        ui.terminate()
        assert ui.wait(15) == 0


def test_other_data_than_the_running_servers_get_a_server_of_their_own(server: RunningServer, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sightline",
        "ui",
        "--no-browser",
        "--data",
        str(tmp_path / "other"),
        "--port",
        "0",
    ]
    with subprocess.Popen(command, env=environment(server.home), stdout=subprocess.PIPE, text=True) as ui:
        assert ui.stdout is not None
        address = ui.stdout.readline()
        ui.terminate()
        assert ui.wait(15) == 0
    assert "/sign-in#token=" in address
    assert server.url not in address
