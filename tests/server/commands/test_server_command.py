"""`sightline server` as a process: its address, its end, its refusals."""

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from sightline.cli import main
from sightline_server.commands._server import address_of, listen

from tests.running_server import RunningServer, free_port, start_server


def run(server: RunningServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`sightline server` with these arguments, which is expected to end by itself."""
    command = [sys.executable, "-m", "sightline", "server", *arguments]
    return subprocess.run(command, env=server.environment(), capture_output=True, text=True, timeout=60, check=False)


def test_it_prints_an_address_that_signs_in_once(server: RunningServer) -> None:
    assert server.log().count("/sign-in#token=") == 1
    assert f"{server.url}/sign-in#token={server.token}" in server.log()
    body = json.dumps({"token": server.token}).encode()
    request = urllib.request.Request(
        f"{server.url}/api/session", body, {"content-type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.status == 204
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(request):
        pass
    assert refused.value.code == 401
    refused.value.close()


def test_its_address_and_key_are_for_this_user_alone(server: RunningServer) -> None:
    left = server.home / "server.json"
    assert stat.S_IMODE(left.stat().st_mode) == 0o600
    published = json.loads(left.read_text())
    assert published == {
        "url": server.url, "key": server.key, "pid": server.process.pid, "data": str(server.data)
    }  # fmt: skip


def test_its_data_are_for_this_user_alone(tmp_path: Path) -> None:
    with start_server(tmp_path) as server:
        made = [server.data, *server.data.rglob("*")]
        assert {"sightline.db", "sightline.db-wal", "lock"} <= {place.name for place in made}
        assert [place for place in made if place.stat().st_mode & 0o077] == []


def test_two_servers_on_one_folder_are_refused_in_one_line(server: RunningServer) -> None:
    second = run(server, "--data", str(server.data), "--port", "0")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"{server.data} is in use by another server (process {server.process.pid})" in second.stderr


def test_a_port_in_use_is_said_in_one_line(server: RunningServer, tmp_path: Path) -> None:
    second = run(server, "--data", str(tmp_path / "other"), "--port", str(server.port))
    assert second.returncode == 1
    assert (
        second.stderr
        == f"sightline: port {server.port} of 127.0.0.1 is in use; name another --port (0: any free one)\n"
    )
    assert json.loads((server.home / "server.json").read_text())["url"] == server.url


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--host", "no.such.host.invalid"], 1, "cannot listen on no.such.host.invalid"),
        (["--host", ""], 2, "argument --host: expected a name or an address, got none"),
        (["--data", "/proc/nothing"], 1, "data folder /proc/nothing: "),
        (["--blobs", "ftp://x"], 2, "expected s3://bucket/prefix"),
        (["--database", "postgresql+psycopg://127.0.0.1:1/none"], 1, "database "),
        (["--database", "postgres://me:secret@db/x"], 2, "expected postgresql+psycopg://USER@HOST/NAME, got postgres:"),
        (["--database", "sqlite:////proc/nothing/x.db"], 1, "/proc/nothing"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    server: RunningServer, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    ended = run(server, "--data", str(tmp_path / "data"), "--port", "0", *arguments)
    assert ended.returncode == code
    assert "secret" not in ended.stderr
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("command", ["server", "ui", "gc", "demo"])
def test_wrong_use_is_one_line_and_2(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--nonsense"]) == 2
    said = capsys.readouterr()
    assert said.err == f"sightline {command}: unrecognized arguments: --nonsense; see `sightline {command} --help`\n"
    assert said.out == ""


@pytest.mark.parametrize("arguments", [["--port", "65536"], ["--port", "x"], ["--log-level", "loud"]])
def test_a_value_that_an_argument_cannot_have_is_named(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["server", *arguments]) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert f"argument {arguments[0]}: " in said
    assert repr(arguments[1]) in said


@pytest.mark.parametrize("command", ["server", "ui", "gc", "demo"])
def test_the_help_of_a_command_teaches_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert f"\nexample:\n  sightline {command}" in capsys.readouterr().out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_while_a_page_listens_and_tidies_up(tmp_path: Path, number: signal.Signals) -> None:
    with start_server(tmp_path) as server, contextlib.ExitStack() as open_streams:
        # A page that listens for changes, and a connection that says nothing.
        headers = {"authorization": f"Bearer {server.key}"}
        request = urllib.request.Request(f"{server.url}/api/events", headers=headers)
        stream = open_streams.enter_context(urllib.request.urlopen(request, timeout=10))
        stream.read(1)
        open_streams.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        server.process.send_signal(number)
        assert server.process.wait(10) == 0
        assert not (server.home / "server.json").exists()
        assert "Traceback" not in server.log()


@pytest.mark.parametrize("command", ["server", "gc"])
def test_a_file_that_is_no_database_is_said_in_one_line(server: RunningServer, tmp_path: Path, command: str) -> None:
    (tmp_path / "sightline.db").write_text("not a database, and longer than the head of one: " * 20)
    port = ["--port", "0"] if command == "server" else []
    program = [sys.executable, "-m", "sightline", command, "--data", str(tmp_path), *port]
    ended = subprocess.run(program, env=server.environment(), capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    (said,) = ended.stderr.splitlines()
    assert "sightline.db: file is not a database" in said


def test_a_level_of_the_environment_that_is_none_is_wrong_use(server: RunningServer, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "sightline", "server", "--data", str(tmp_path), "--port", "0"]
    environment = server.environment(SIGHTLINE_LOG_LEVEL="loud")
    ended = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert ended.stderr == ("sightline: SIGHTLINE_LOG_LEVEL: expected one of debug, info, warning, error, got 'loud'\n")


def test_it_serves_where_its_home_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    environment = {**os.environ, "SIGHTLINE_HOME": str(tmp_path / "file" / "home"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "sightline", "server", "--data", str(tmp_path / "data"), "--port", "0"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as served:
        try:
            assert served.stdout is not None
            assert served.stderr is not None
            address = served.stdout.readline().split()[-1]
            with urllib.request.urlopen(address.partition("/sign-in")[0] + "/api/health") as answer:
                assert json.load(answer)["status"] == "ok"
        finally:
            served.send_signal(signal.SIGINT)
            assert served.wait(15) == 0
        (said,) = served.stderr.read().splitlines()
        assert said.startswith(f"sightline: {tmp_path}/file/home: Not a directory: scripts do not find this server")


def test_after_a_kill_it_starts_again(tmp_path: Path) -> None:
    with start_server(tmp_path) as server:
        server.kill()
        assert (server.home / "server.json").exists()
        server.restart()
        with urllib.request.urlopen(f"{server.url}/api/health") as answer:
            assert json.load(answer)["status"] == "ok"


def test_what_it_accepts_answers_without_delay() -> None:
    listener = listen("127.0.0.1", 0)
    try:
        assert listener.proto == socket.IPPROTO_TCP
        assert address_of(listener).startswith("http://127.0.0.1:")
    finally:
        listener.close()


def test_a_kept_connection_does_not_wait_for_the_other_side(server: RunningServer) -> None:
    """40 ms a request is what a socket without TCP_NODELAY costs."""
    request = f"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        times = []
        for _ in range(15):
            begun = time.perf_counter()
            connection.sendall(request)
            while b'"version"' not in connection.recv(65_536):
                pass
            times.append(time.perf_counter() - begun)
    assert sorted(times)[len(times) // 2] < 0.02


def test_a_wildcard_address_is_published_as_one_that_can_be_reached() -> None:
    port = free_port()
    listener = listen("0.0.0.0", port)
    try:
        assert address_of(listener) == f"http://127.0.0.1:{port}"
    finally:
        listener.close()


def test_at_level_debug_there_is_a_line_a_request(tmp_path: Path) -> None:
    with start_server(tmp_path, "--log-level", "debug") as server:
        urllib.request.urlopen(f"{server.url}/api/health").close()
        deadline = time.monotonic() + 5
        while '"path": "/api/health"' not in server.log() and time.monotonic() < deadline:
            time.sleep(0.02)
        line = next(line for line in server.log().splitlines() if '"path": "/api/health"' in line)
        assert json.loads(line)["status"] == 200
        assert os.environ.get("SIGHTLINE_LOG_LEVEL") is None


def test_a_sender_that_goes_away_is_no_failure(server: RunningServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        head = f"POST /api/keys HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {server.key}\r\n"
        connection.sendall(f"{head}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{".encode())
        time.sleep(0.1)
    for line in (b"GARBAGE\r\n\r\n", b"GET /api/health HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x00"):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(line)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1000)
    assert "request failed" not in server.log()
    assert "Traceback" not in server.log()
