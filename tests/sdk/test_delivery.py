"""What `log()` returned from reaches the server, in order, each exactly once."""

import errno
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sightline._delivery import Idle, deliver
from sightline._journal import Journal, Reader, make_id
from sightline._sender import Link, Sender, deliver_leftovers
from sightline._settings import Settings
from sightline._transport import Reply
from sightline._upload import Request

from tests.sdk import scripts
from tests.sdk.wire import Batch, Log, Open, Points, StoredFile, Wire

LOOP = """
import sys, time, sightline
experiment = sightline.init(project="p", name="loop")
print(experiment.id, flush=True)
for step in range({steps}):
    experiment.log("loss", step / 2, step=step)
    print(step, flush=True)
    time.sleep({pause})
"""


@pytest.fixture
def wire() -> Iterator[Wire]:
    server = Wire()
    yield server
    server.close()


def loop(steps: int, pause: float = 0.0) -> str:
    return LOOP.format(steps=steps, pause=pause)


def test_a_script_is_delivered_when_it_ends(wire: Wire, tmp_path: Path) -> None:
    done = scripts.run(loop(500), scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url), tmp_path)
    assert done.returncode == 0, done.stderr
    assert wire.points("loss") == [(step, step / 2) for step in range(500)]
    assert not list((tmp_path / "home").rglob("*.journal"))


def test_it_is_seen_while_it_runs(wire: Wire, tmp_path: Path) -> None:
    code = loop(10_000, 0.01)
    process = scripts.start(code, scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url), tmp_path)
    deadline = time.monotonic() + 20
    while len(wire.points("loss")) < 50 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert len(wire.points("loss")) >= 50
    assert len([path for path in wire.requests if path == "/api/batches"]) <= 10


def test_faults_of_the_server_store_nothing_twice(wire: Wire, tmp_path: Path) -> None:
    wire.faults.extend(["lose the answer", 503, "lose the answer", 500, 0.3])
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url, SIGHTLINE_FLUSH_SECONDS="20")
    done = scripts.run(loop(300, 0.005), env, tmp_path)
    assert done.returncode == 0, done.stderr
    assert not wire.faults
    assert wire.points("loss") == [(step, step / 2) for step in range(300)]


def test_a_killed_script_loses_nothing(wire: Wire, tmp_path: Path) -> None:
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url)
    for _ in range(3):
        process = scripts.start(loop(100_000), env, tmp_path)
        assert process.stdout is not None
        for _ in range(400):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        seen = process.communicate()[0].split()
        deliver_leftovers(Settings(url=wire.url, home=str(tmp_path / "home")))
        steps = [step for step, _ in wire.points("loss")]
        assert steps == list(range(len(steps)))
        assert not seen or len(steps) > int(seen[-1])
        assert not list((tmp_path / "home").rglob("*.journal"))
        wire.records.clear()


def test_the_next_script_sends_what_a_killed_one_left(wire: Wire, tmp_path: Path) -> None:
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL="http://127.0.0.1:9", SIGHTLINE_FLUSH_SECONDS="0.2")
    done = scripts.run(loop(50), env, tmp_path)
    assert "sightline sync" in done.stderr
    assert "no answer" in done.stderr
    headers = list((tmp_path / "home").rglob("*.journal"))
    for journal in headers:  # it was meant for this server, which only now is there
        journal.write_bytes(journal.read_bytes().replace(b"http://127.0.0.1:9", wire.url.encode()))
    for mark in (tmp_path / "home").rglob("*.ack"):
        mark.unlink()
    code = 'import sightline, time\nsightline.init(project="p", name="next")\ntime.sleep(3)'
    scripts.run(code, {**env, "SIGHTLINE_URL": wire.url}, tmp_path)
    assert wire.points("loss") == [(step, step / 2) for step in range(50)]


class Busy(Wire):
    """Takes `seconds` for each batch, and knows how many it had at once: of the writers `left`, or of all."""

    left: frozenset[str] = frozenset()
    seconds = 0.2
    now = most = 0

    def store(self, batch: Batch) -> tuple[int, dict[str, Any]]:
        counts = not self.left or batch.writer in self.left
        self.now += counts
        self.most = max(self.most, self.now)
        time.sleep(self.seconds)
        self.now -= counts
        return super().store(batch)


def test_one_script_at_a_time_sends_what_others_left(tmp_path: Path) -> None:
    busy = Busy()
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=busy.url)
    for _ in range(6):
        process = scripts.start(loop(100_000), env, tmp_path)
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        process.communicate()
    left = list((tmp_path / "home").rglob("*.journal"))
    busy.left = frozenset(path.stem for path in left)
    code = 'import sightline, time\nsightline.init(project="p", name="next")\ntime.sleep(4)'
    processes = [scripts.start(code, env, tmp_path) for _ in range(4)]
    for process in processes:
        process.communicate()
    busy.close()
    assert not [path for path in left if path.exists()]
    assert busy.most == 1


def test_a_slow_server_gets_the_same_records_from_one_sender(tmp_path: Path) -> None:
    busy = Busy()
    busy.seconds = 2.0
    code = """
import sightline, time
with sightline.init(project="p", name="slow") as experiment:
    experiment.log("loss", 0.5)
    time.sleep(1.2)
time.sleep(3)
"""
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=busy.url, SIGHTLINE_FLUSH_SECONDS="0.3")
    done = scripts.run(code, env, tmp_path)
    busy.close()
    assert "sightline sync" in done.stderr
    assert busy.most == 1


def test_a_server_that_comes_back_catches_up(tmp_path: Path) -> None:
    first = Wire()
    first.close()
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=first.url, SIGHTLINE_FLUSH_SECONDS="10")
    process = scripts.start(loop(200, 0.02), env, tmp_path)
    time.sleep(1.5)
    second = Wire(first.port)
    _, err = process.communicate(timeout=60)
    second.close()
    assert second.points("loss") == [(step, step / 2) for step in range(200)]
    assert err.count("no answer") == 1


OPEN = (
    b'{"kind":"open","time":1764025371,"project":"p","name":"n","process":1,"parameters":null,"tags":[],'
    b'"dataset":null,"resume":false}'
)


class Deaf:
    """A witness that nothing is told to."""

    def trouble(self, cause: str, text: str) -> None: ...

    def said(self, code: str, severity: str, title: str, detail: str) -> None: ...

    def delivered(self, lines: int) -> None: ...


def test_a_flush_in_vain_leaves_no_thread_that_spins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Link] = []
    monkeypatch.setattr(Link, "look", lambda link: bool(looks.append(link)))
    journal = Journal(str(tmp_path / "e" / f"{make_id()}.journal"), {"experiment": "e"}, lambda error, held: None)
    journal.append(b'{"n":"loss","s":0,"v":0.5,"t":1764025371.123}')
    sender = Sender(journal.path, Settings(url="http://127.0.0.1:9", home=str(tmp_path)), Deaf())
    assert not sender.flush(journal.size, time.monotonic() + 1.5)
    looks.clear()
    time.sleep(0.5)
    sender.ask_to_end(time.monotonic())
    assert not sender.join()
    assert len(looks) < 10, "once a second while it waits for the server"
    journal.close()


class Listening(Deaf):
    """A witness that remembers what goes wrong."""

    def __init__(self) -> None:
        self.troubles: list[tuple[str, str]] = []

    def trouble(self, cause: str, text: str) -> None:
        self.troubles.append((cause, text))


@pytest.mark.parametrize("failing", ["pread", "fstat"])
def test_a_disk_that_does_not_read_for_a_while_costs_nothing_but_time(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    journal = Journal(str(tmp_path / "e" / f"{make_id()}.journal"), {"experiment": "e"}, lambda error, held: None)
    journal.append(OPEN)
    witness = Listening()
    sender = Sender(journal.path, Settings(url=wire.url, home=str(tmp_path)), witness)
    assert sender.flush(journal.size, time.monotonic() + 20)
    real, fails = getattr(os, failing), [2]

    def read(*arguments: Any) -> Any:
        if fails[0] and threading.current_thread() is sender._thread:
            fails[0] -= 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*arguments)

    monkeypatch.setattr(os, failing, read)
    for step in range(3):
        journal.append(b'{"n":"loss","s":%d,"v":0.5,"t":1764025371.123}' % step)
    deadline = time.monotonic() + 20
    while not sender.flush(journal.size, deadline) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert fails == [0]
    assert wire.points("loss") == [(step, 0.5) for step in range(3)]
    assert {cause for cause, _ in witness.troubles} == {"unreadable"}
    assert "Input/output error" in witness.troubles[0][1]
    sender.ask_to_end(time.monotonic() + 5)
    assert sender.join()
    journal.close()


def test_a_disk_that_never_reads_again_does_not_hold_up_the_end(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(str(tmp_path / "e" / f"{make_id()}.journal"), {"experiment": "e"}, lambda error, held: None)
    sender = Sender(journal.path, Settings(url=wire.url, home=str(tmp_path)), Listening())
    time.sleep(0.3)

    def read(*arguments: Any) -> Any:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "pread", read)
    journal.append(OPEN)
    begun = time.monotonic()
    sender.ask_to_end(begun + 1)
    assert not sender.join()
    assert time.monotonic() - begun < 5
    sender._thread.join(5)
    assert not sender._thread.is_alive()
    journal.close()


def test_a_journal_that_cannot_be_read_does_not_keep_the_others(
    wire: Wire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(url=wire.url, home=str(tmp_path))
    paths = []
    for name in ("bad", "good"):
        path = f"{settings.journals}/{make_id()}/{make_id()}.journal"
        journal = Journal(path, {"project": "p", "name": name}, lambda error, held: None)
        journal.append(OPEN)
        journal.append(b'{"n":"loss","s":0,"v":0.5,"t":1764025371.123}')
        journal.close()
        paths.append(journal.path)
    real, bad = os.pread, os.stat(paths[0]).st_ino

    def read(fd: int, size: int, offset: int) -> bytes:
        if offset and os.fstat(fd).st_ino == bad:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(fd, size, offset)

    monkeypatch.setattr(os, "pread", read)
    outcomes = {outcome.name: outcome for outcome in deliver_leftovers(settings)}
    assert outcomes["bad"].trouble == f"{paths[0]}: cannot be read (Input/output error)"
    assert (outcomes["good"].sent, outcomes["good"].trouble) == (2, "")
    assert [os.path.exists(path) for path in paths] == [True, False]


def test_a_refused_key_is_said_once_and_all_is_kept(wire: Wire, tmp_path: Path) -> None:
    wire.faults.extend([401] * 50)
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url)
    done = scripts.run(loop(50, 0.02), env, tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("401") == 1
    wire.faults.clear()
    deliver_leftovers(Settings(url=wire.url, home=str(tmp_path / "home")))
    assert wire.points("loss") == [(step, step / 2) for step in range(50)]


def test_a_record_that_the_server_cannot_read_does_not_stop_the_rest(wire: Wire, tmp_path: Path) -> None:
    class Picky(Wire):
        def store(self, batch):  # type: ignore[no-untyped-def]  # the answer of `store`
            if any(isinstance(record, Log) and record.name == "bad" for record in batch.records):
                return 422, {"code": "invalid-log", "detail": "bad: cannot be read"}
            return super().store(batch)

    picky = Picky()
    code = """
import sightline
experiment = sightline.init(project="p", name="n")
for step in range(20):
    experiment.log("loss", float(step), step=step)
    if step == 10:
        experiment.log("bad", "text", "value")
"""
    env = scripts.environment(tmp_path / "home", SIGHTLINE_URL=picky.url)
    done = scripts.run(code, env, tmp_path)
    picky.close()
    assert [step for step, _ in picky.points("loss")] == list(range(20))
    assert "bad: refused by the server" in done.stderr
    assert [path.read_text() for path in (tmp_path / "home").rglob("*.set-aside")]


def test_a_refused_record_is_kept_though_the_answer_to_its_note_got_lost(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "e" / f"{make_id()}.journal"), {"experiment": "e"}, lambda error, held: None)
    for body in (b'{"kind":"open"}', b'{"kind":"log","name":"large"}', b'{"kind":"log","name":"small"}'):
        journal.append(body)
    reader = Reader(journal.path)
    noted = False

    def answer(request: Request) -> Reply | None:
        nonlocal noted
        assert isinstance(request.body, bytes)
        batch = json.loads(request.body)
        if batch["records"][0]["kind"] == "refused":
            noted = True
            return None
        if batch["lines"] > 1 or (batch["first"] == 1 and not noted):
            return Reply(413, b"<html>Request Entity Too Large</html>", {})
        return Reply(200, json.dumps({"next": batch["first"] + batch["lines"]}).encode(), {})

    machine = deliver(reader, Deaf())
    action = next(machine)
    while not isinstance(action, Idle) or action.waiting:
        action = machine.send(answer(action) if isinstance(action, Request) else "go")
    machine.close()
    reader.close()
    journal.close()
    assert noted
    assert reader.next == 3
    (aside,) = tmp_path.rglob("*.set-aside")
    assert aside.read_text() == '{"kind":"log","name":"large"}\n'


def test_files_and_images_arrive_before_their_records(wire: Wire, tmp_path: Path) -> None:
    wire.part_size = 1000
    code = """
import os, sightline
os.makedirs("export/deep/er")
open("export/deep/er/weights", "wb").write(bytes(range(256)) * 40)
open("model.onnx", "wb").write(b"first")
experiment = sightline.init(project="p", name="n")
experiment.store("model-latest", "model.onnx", step=1)
open("model.onnx", "wb").write(b"overwritten")
experiment.store("export", "export")
experiment.log("sample", [[[255, 0, 0]] * 4] * 4 if False else __import__("numpy").zeros((4, 4, 3), "uint8"), step=3)
"""
    done = scripts.run(code, scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url), tmp_path)
    assert done.returncode == 0, done.stderr
    model, export = wire.of_kind(StoredFile)
    assert wire.uploads[model.sha256] == b"first"
    assert (model.filename, model.size, model.folder, model.step, model.head) == (
        "model.onnx",
        5,
        False,
        1,
        b"first".hex(),
    )
    assert export.folder
    assert export.filename == "export.zip"
    picture = wire.log("sample")
    assert wire.uploads[picture.data["file"]["sha256"]].startswith(b"\\x89PNG"[:0] + b"\x89PNG")
    assert len(wire.of_kind(Open)) == 2
    assert not list((tmp_path / "home").rglob("files/*"))


def test_columns_of_one_call_keep_their_order(wire: Wire, tmp_path: Path) -> None:
    code = """
import sightline
experiment = sightline.init(project="p", name="n")
for step in range(100):
    experiment.log({"a": step, "b": step / 4})
    experiment.log("a", -step)
    if step == 50:
        experiment.log("a", [1, 2, float("nan")], "line")
experiment.log("c", {"steps": list(range(10000)), "values": [0.5] * 10000}, "line")
experiment.log("c", [7.0], replace=True)
"""
    done = scripts.run(code, scripts.environment(tmp_path / "home", SIGHTLINE_URL=wire.url), tmp_path)
    assert done.returncode == 0, done.stderr
    expected: list[object] = []
    for step in range(100):
        expected += [step, -step]
        if step == 50:
            expected += [1, 2, "NaN"]
    assert [value for _, value in wire.points("a")] == expected
    assert wire.points("c") == [(None, 7.0)]
    assert all(len(record.times) == len(record.values) for record in wire.of_kind(Points))
