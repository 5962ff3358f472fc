"""The commands against a real server."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.running_script import run_script, sightline
from tests.running_server import RunningServer
from tests.sdk.cli.conftest import TRAINING


def test_what_was_recorded_offline_is_sent_and_shown(recorded: Path, server: RunningServer) -> None:
    environment = {"SIGHTLINE_URL": server.url, "SIGHTLINE_API_KEY": server.key}
    before = sightline("doctor", home=recorded, **environment)
    assert before.code == 1
    assert "next: sightline sync" in before.out
    done = sightline("sync", home=recorded, **environment)
    assert done.code == 0, done.err
    assert "nothing waits" in done.out
    assert "cells/fcn-1" in done.err
    assert list(recorded.rglob("*.journal")) == []
    after = sightline("doctor", home=recorded, **environment)
    assert after.code == 0, after.out
    assert "nothing to do" in after.out
    shown = sightline("show", "cells/fcn-1", home=recorded, **environment)
    assert shown.code == 0, shown.err
    assert "accuracy  0.880" in shown.out
    assert f"{server.url}/p/cells/e/" in shown.out


def test_login_keeps_the_key_and_later_commands_use_it(home: Path, server: RunningServer) -> None:
    done = sightline("login", server.url, "--key-stdin", home=home, stdin=server.key + "\n")
    assert done.code == 0, done.err
    assert server.key not in done.out
    config = home / "config.json"
    assert json.loads(config.read_text()) == {"url": server.url, "api_key": server.key}
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert sightline("ls", "--json", home=home).code == 0
    assert sightline("doctor", home=home).code == 0


def test_login_with_a_wrong_key_keeps_nothing(home: Path, server: RunningServer) -> None:
    done = sightline("login", server.url, "--key-stdin", home=home, stdin="sl_wrong\n")
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert not (home / "config.json").exists()


def test_a_script_on_the_servers_machine_needs_no_setting(server: RunningServer) -> None:
    (server.home / "pipeline.config").write_text("model {}")
    script = f"import os; os.chdir({str(server.home)!r})\n" + TRAINING.replace('mode="offline"', 'mode="online"')
    assert run_script(script.replace('"cells"', '"here"'), server.home).code == 0
    rows = json.loads(sightline("ls", "here", "--json", home=server.home).out)
    assert [(row["name"], row["status"], row["summary"]["accuracy"]) for row in rows] == [("fcn-1", "success", 0.88)]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("ls", "nothing"), 1, "nothing"),
        (("ls", "none", "--where", "accuracy >"), 2, "sightline: --where: at the end (character 11): expected"),
        (("ls", "none", "--order", "-acuracy"), 2, "sightline: --order: at 'acuracy': no such field"),
    ],
)
def test_refusals_of_the_server_are_one_line(
    server: RunningServer, arguments: tuple[str, ...], code: int, said: str
) -> None:
    run_script("import sightline; sightline.init('none', system=False).finish()", server.home)
    done = sightline(*arguments, home=server.home)
    assert done.code == code, done.err
    assert len(done.err.splitlines()) == 1
    assert said in done.err


def test_it_starts_again_after_a_kill_with_the_same_data_and_address(tmp_path: Path) -> None:
    from tests.running_server import start_server

    with start_server(tmp_path) as server:
        run_script("import sightline; sightline.init('kept', system=False).finish()", server.home)
        first = server.process.pid
        server.kill()
        server.restart()
        assert server.process.pid != first
        assert "kept" in sightline("ls", home=server.home).out
        assert server.token
    assert server.process.poll() is not None
