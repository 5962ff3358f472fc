"""The commands that look at this machine, as a user and as a program meet them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sightline import cli
from sightline.cli import _parser, main
from sightline.cli.login import save

from tests.running_script import run_script, sightline

PYTHON = (sys.executable, "-m", "sightline")


def test_the_help_lists_every_command_and_where_to_start(home: Path) -> None:
    done = sightline(home=home)
    assert done.code == 0
    assert all(f"\n  {name} " in done.out for name in _parser.COMMANDS)
    assert "sightline demo" in done.out


@pytest.mark.parametrize("command", _parser.OWN)
def test_the_help_of_a_command_teaches_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    out = capsys.readouterr().out
    assert "example:\n" in out
    assert f"sightline {command}" in out.split("example:")[1]


@pytest.mark.parametrize("command", [[], *([name] for name in _parser.COMMANDS)])
def test_the_help_fits_80_columns(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    if command and _parser.load(command[0]) is None:
        pytest.skip("comes with the server")
    main([*command, "--help"])
    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []


def test_the_help_loads_neither_the_recording_nor_the_network(home: Path) -> None:
    program = "import sys; from sightline.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"sightline._experiment", "sightline._sender", "http.client", "ssl"} & set(done.stderr.split())


HOSTILE = """
import sightline
more = {"tags": ["t\\u2066"], "parameters": {"k\\x9b": "v\\x1b[31m"}}
with sightline.init("a\\u202eb", "n\\u2067", mode="offline", **more) as made:
    made.log("los\\u200fs", 0.5)
    made.log("Accurac\\u200fy", "red\\x1b[31m")
    made.log("refuse\\u202ed", object())
"""


@pytest.mark.parametrize(
    "arguments",
    [("ls",), ("ls", "a\u202eb"), ("show", "a\u202eb/n\u2067"), ("show", "a\u202eb/gone"), ("doctor",), ("sync",),
     ("show", "a\u202eb/n\u2067", "--json")],
)  # fmt: skip
def test_no_name_controls_the_terminal(home: Path, arguments: tuple[str, ...]) -> None:
    assert run_script(HOSTILE, home).code == 0
    done = sightline(*arguments, home=home, SIGHTLINE_URL="http://127.0.0.1:1" if arguments == ("sync",) else "")
    said = done.out + done.err
    assert said
    assert {character for character in said if not character.isprintable()} == {"\n"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lss"], "did you mean `ls`?"),
        (["ls", "--nope"], "--nope"),
        (["ls", "--limit", "0"], "argument --limit: expected 1 or more, got '0'"),
        (["ls", "--limit", "some"], "argument --limit: expected 1 or more, got 'some'"),
        (["ls", "--url", "example.org"], "argument --url: expected an address that starts with http:// or https://"),
        (["show"], "PROJECT/EXPERIMENT"),
        (["show", "fcn-1"], "expected PROJECT/EXPERIMENT, or an experiment's id"),
        (["names", "acuracy"], "there are accuracy, loss"),
        (["login", "example.org"], "argument URL: expected an address that starts with http:// or https://"),
        (["ls", "cells", "--where", "accuracy > 0.9"], "sightline: --where: a server filters"),
        (["ls", "cells", "--order", "-acuracy"], "sightline: --order: at 'acuracy'"),
    ],
)
def test_wrong_use_is_one_line_and_2(recorded: Path, arguments: list[str], said: str) -> None:
    done = sightline(*arguments, home=recorded)
    assert done.code == 2, done.err
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert done.out == ""


def test_a_failure_is_one_line_and_1(recorded: Path) -> None:
    done = sightline("show", "cells/fcn-9", home=recorded)
    assert (done.code, done.out) == (1, "")
    assert done.err == "sightline: no experiment 'fcn-9' of cells was recorded on this machine\n"


def test_a_server_that_is_away_is_one_line_and_1(home: Path) -> None:
    done = sightline("ls", "--url", "http://127.0.0.1:1", home=home)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "http://127.0.0.1:1: no answer" in done.err


def test_a_command_of_the_server_says_what_to_install(home: Path) -> None:
    sdk = str(Path(cli.__file__).parents[2])
    alone = f"import sys; sys.path.insert(0, {sdk!r}); "  # and with -S nothing else that is installed
    run = "from sightline.cli import main; sys.exit(main(['server']))"
    done = subprocess.run([sys.executable, "-S", "-c", alone + run], capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert done.stderr == "sightline: `server` comes with the server: pip install sightline-server\n"


@pytest.mark.parametrize(("command", "code"), [("server", 1), ("completion", 0)])
def test_a_broken_installation_of_a_command_is_one_line(tmp_path: Path, command: str, code: int) -> None:
    broken = tmp_path / "sightline_server-9.dist-info"
    broken.mkdir()
    (broken / "METADATA").write_text("Metadata-Version: 2.1\nName: sightline-server\nVersion: 9\n")
    (broken / "entry_points.txt").write_text("[sightline.commands]\nserver = no_such_package:server\n")
    sdk = str(Path(cli.__file__).parents[2])
    program = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {sdk!r}]; from sightline.cli import main; "
    words = [command] if command == "server" else [command, "bash"]
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"{program}sys.exit(main({words!r}))"], capture_output=True, text=True, timeout=30
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    if command == "server":
        assert done.stderr == (
            "sightline: `server` cannot be loaded (No module named 'no_such_package'): install it again\n"
        )
    else:
        assert 'server) words="" ;;' in done.stdout


def test_ls_lists_projects_and_the_experiments_of_one(recorded: Path) -> None:
    head, row = sightline("ls", home=recorded).out.splitlines()
    assert head.split() == ["project", "experiments", "running", "accuracy", "best", "findings", "active"]
    assert row.split()[:5] == ["cells", "1", "–", "0.880", "fcn-1"]
    head, row = sightline("ls", "cells", home=recorded).out.splitlines()
    assert row.split()[:5] == ["fcn-1", "success", "0.880", "0.100", "baseline"]


def test_ls_takes_a_falling_order_as_its_own_word(recorded: Path) -> None:
    done = sightline("ls", "cells", "--order", "-accuracy", home=recorded)
    assert done.code == 0, done.err
    assert "fcn-1" in done.out


def test_show_prints_the_experiment_in_the_order_of_its_page(recorded: Path) -> None:
    out = sightline("show", "cells/fcn-1", home=recorded).out
    places = [out.index(f"\n{title}\n") for title in ("summary", "parameters", "logs", "files", "findings")]
    assert places == sorted(places)
    assert "lr  0.001" in out
    assert "pipeline.config" in out
    assert "confusion-matrix: values: expected 2 rows" in out
    assert "\033" not in out


def test_show_prints_json_for_programs(recorded: Path) -> None:
    facts = json.loads(sightline("show", "cells/fcn-1", "--json", home=recorded).out)
    assert facts["summary"] == {"loss": 0.1, "accuracy": 0.88}
    assert {"name": "loss", "type": "line", "version": 1} in facts["logs"]
    assert facts["files"][0]["filename"] == "pipeline.config"
    assert facts["findings"][0]["severity"] == "error"
    by_id = json.loads(sightline("show", facts["id"], "--json", home=recorded).out)
    assert by_id["id"] == facts["id"]


def test_names_prints_the_registry(home: Path) -> None:
    lines = sightline("names", home=home).out.splitlines()
    assert len(lines) == 14
    assert lines[1].startswith("accuracy")
    told = json.loads(sightline("names", "--json", home=home).out)
    assert [one["name"] for one in told][:2] == ["accuracy", "loss"]
    assert "experiment.log(" in sightline("names", "loss", home=home).out


def test_sync_without_a_server_says_how_to_get_one(recorded: Path) -> None:
    done = sightline("sync", home=recorded)
    assert done.code == 1
    assert "sightline ui" in done.err


def test_sync_with_nothing_to_send_is_done(home: Path) -> None:
    assert sightline("sync", home=home)[:2] == (0, "nothing waits on this machine\n")


def test_sync_to_a_server_that_is_away_keeps_everything_and_is_1(recorded: Path) -> None:
    done = sightline("sync", "--url", "http://127.0.0.1:1", "--json", home=recorded)
    assert done.code == 1
    told = json.loads(done.out)
    assert told["sent"] == 0
    assert told["waiting"] > 0


def test_a_pipe_that_closes_early_is_no_failure(recorded: Path) -> None:
    command = f"{sys.executable} -m sightline show cells/fcn-1 | head -n 1"
    environment = {**os.environ, "SIGHTLINE_HOME": str(recorded), "PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], env=environment, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode == 0


def test_a_terminal_without_unicode_gets_question_marks(recorded: Path) -> None:
    done = sightline("ls", home=recorded, PYTHONIOENCODING="ascii")
    assert done.code == 0, done.err
    assert "cells" in done.out


def test_a_key_is_kept_where_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "home" / "config.json"
    save(str(path), {"url": "https://a.example"})
    save(str(path), {"api_key": "sl_1"})
    assert json.loads(path.read_text()) == {"url": "https://a.example", "api_key": "sl_1"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("given", ["", "two words\x07"])
def test_a_key_that_cannot_be_one_is_refused_before_it_is_sent(home: Path, given: str) -> None:
    done = sightline("login", "http://127.0.0.1:1", "--key-stdin", home=home, stdin=given)
    assert done.code == 2
    assert not (home / "config.json").exists()
