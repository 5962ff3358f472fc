"""The command around the training: what it says when something is in its way, and what Ctrl-C leaves."""

import importlib.util
import io
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest
import sightline

from demo.__main__ import finish, main
from demo.comparison import comparison
from demo.processes import ending_by_signal
from demo.progress import Progress
from demo.serving import Server, serving
from tests.running_server import RunningServer

ROOT = Path(__file__).parents[2]


def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "jax" else find(name))
    assert main(["--exit"]) == 1
    assert capsys.readouterr().err == "sightline demo: the demo needs jax: pip install 'sightline-server[demo]'\n"


def test_a_port_in_use_is_one_line(home, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--exit", "--port", str(port)]) == 1
    assert re.fullmatch(rf"sightline demo: port {port} of 127.0.0.1 is in use; .*\n", capsys.readouterr().err)


def test_ctrl_c_is_calm_and_keeps_what_was_logged(home):
    command = [sys.executable, "-m", "demo", "--exit", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as demo:
        assert re.match(r"Sightline: http://127\.0\.0\.1:\d+/sign-in#token=", demo.stdout.readline())
        wait_for_an_epoch()
        os.killpg(demo.pid, signal.SIGINT)  # as a terminal does: to all in the foreground
        output, errors = demo.communicate(timeout=60)
    assert (demo.returncode, errors) == (130, "")
    assert output.splitlines()[-2:] == ["Stopped.", kept_in(home / "demo")]
    assert "Traceback" not in output
    assert not (home / "server.json").exists()
    with serving(home, home / "demo", 0) as again, sightline.Client(again.url, again.key) as client:
        experiment = client.project("blood-cells").experiment("baseline")
        assert experiment.status == "stopped"
        assert len(experiment.get_log("loss").data) >= 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda number: number.name)
def test_a_signal_to_the_demo_ends_all_that_it_started(home, number):
    command = [sys.executable, "-m", "demo", "--exit", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as demo:
        assert demo.stdout.readline().startswith("Sightline: http://127.0.0.1:")
        wait_for_an_epoch()
        started = [pid for pid, parent in processes().items() if parent == demo.pid]
        assert len(started) == 2  # the server and the training
        try:
            for _ in range(2):  # timeout(1) tells the program, and then its whole group
                demo.send_signal(number)
            _, errors = demo.communicate(timeout=30)
            assert errors == ""
            wait_until_gone(started, 10)
        finally:
            for pid in set(started) & set(processes()):
                os.kill(pid, signal.SIGKILL)
    assert demo.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert not (home / "server.json").exists()  # which a server takes away when it ends in its own way
    with serving(home, home / "demo", 0) as again, sightline.Client(again.url, again.key) as client:
        experiment = client.project("blood-cells").experiment("baseline")
        assert experiment.status == ("failed" if number == signal.SIGKILL else "stopped")


def test_the_last_line_says_where_the_experiments_are_and_how_to_see_them_again(home, tmp_path, capsys):
    data = tmp_path / "my demo"
    with serving(home, data, 0) as server:
        Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        finish(server, ends=False)
    assert capsys.readouterr().out.rstrip().endswith(f"\nCtrl-C ends the server. {kept_in(data)}")
    with serving(home, data, 0) as server:
        finish(server, ends=True)
    assert capsys.readouterr().out.splitlines()[-1] == kept_in(data)


def test_an_ignored_signal_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    of_others = signal.getsignal(signal.SIGTERM)
    try:
        with ending_by_signal():
            os.kill(os.getpid(), signal.SIGHUP)
            with pytest.raises(SystemExit) as ended:
                os.kill(os.getpid(), signal.SIGTERM)
            os.kill(os.getpid(), signal.SIGTERM)
        assert ended.value.code == 143
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) == of_others
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_demo_on_a_server_of_others_says_where_that_is(server: RunningServer, home, capsys):
    finish(Server(server.url, server.key), ends=True)
    (said,) = capsys.readouterr().out.splitlines()
    assert said.startswith(f"Look at them: {server.url}/sign-in#token=")


def kept_in(folder):
    return f"What was logged is kept in {folder}; `sightline server --data {shlex.quote(str(folder))}` shows it again."


def processes():
    """The parent of every process that lives, by id."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,stat="], capture_output=True, text=True, check=True).stdout
    return {
        int(pid): int(parent) for pid, parent, state in map(str.split, listed.splitlines()) if not state.startswith("Z")
    }


def wait_until_gone(pids, seconds):
    end = time.monotonic() + seconds
    while left := set(pids) & set(processes()):
        assert time.monotonic() < end, f"after {seconds} s there still run {left}"
        time.sleep(0.2)


def wait_for_an_epoch():
    """Until the server has a loss of the first experiment."""
    end = time.monotonic() + 90
    with sightline.Client() as client:
        while time.monotonic() < end:
            if any(project.name == "blood-cells" for project in client.projects()):
                for experiment in client.project("blood-cells").experiments():
                    if "loss" in experiment.summary:
                        return
            time.sleep(0.5)
    raise AssertionError("no loss arrived in 90 s")


def test_the_comparison_shows_what_differs(server: RunningServer, home, monkeypatch):
    for name, rate, accuracy in (("slow", 0.1, 0.5), ("fast", 0.2, 0.75)):
        parameters = {"rate": rate, "seed": 7}
        with sightline.init(
            project="comparison", name=name, parameters=parameters, url=server.url, api_key=server.key
        ) as run:
            run.log({"accuracy": accuracy, "loss": 1 - accuracy}, step=1)
    with sightline.Client(url=server.url, api_key=server.key) as client:
        head, *rows = (line.split() for line in comparison(client, ["slow", "fast"], "comparison").splitlines())
    assert head == ["experiment", "accuracy", "loss", "duration", "rate"]
    assert [(row[0], row[1], row[2], row[-1]) for row in rows] == [
        ("slow", "0.500", "0.500", "0.1"),
        ("fast", "0.750", "0.250", "0.2"),
    ]


def test_progress_in_a_file_is_plain_lines():
    output = io.StringIO()
    progress = Progress(2, output)
    progress.step("a", "loss 1")
    progress.line("a trained")
    progress.close()
    assert output.getvalue() == "a trained\n"


def test_progress_on_a_terminal_shows_the_time_left():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    output = Terminal()
    Progress(4, output).step("a", "loss 1")
    assert re.search(r"a +█{7}░{23} +\d+ s left  loss 1", output.getvalue())


def test_a_server_that_is_away_is_said_before_the_training(home, capsys):
    assert main(["--exit", "--url", "http://127.0.0.1:1"]) == 1
    said = capsys.readouterr()
    assert said.err == "sightline demo: http://127.0.0.1:1: no answer (Connection refused)\n"
    assert said.out == ""
