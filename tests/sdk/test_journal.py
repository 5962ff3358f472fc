"""A journal that a fault has met: the good part is read, the rest is named, nothing is forgotten."""

import errno
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sightline import errors
from sightline._journal import Journal, Reader, frame, make_id
from sightline._records import replay
from sightline._sender import deliver_leftovers
from sightline._settings import Settings

from tests.sdk.wire import Wire


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk needs the right to mount a tmpfs")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def point(step: int) -> bytes:
    return b'{"n":"loss","s":%d,"v":0.5,"t":1764025371.123}' % step


def written(home: Path, points: int = 20) -> Path:
    """The journal of a process that ended, `points` points after its opening."""
    experiment = make_id()
    path = home / "journal" / experiment / f"{make_id()}.journal"
    journal = Journal(str(path), {"experiment": experiment, "project": "p", "name": "n", "server": ""}, fail)
    journal.append(b'{"kind":"open","time":1.0,"project":"p","name":"n"}')
    for step in range(points):
        journal.append(point(step))
    journal.close()
    return path


def fail(error: OSError, held: int) -> None:
    raise AssertionError(error)


def steps(path: Path) -> list[int]:
    return [step for record in replay(str(path)) if record["kind"] == "points" for step in record["steps"]]


def test_a_cut_record_is_left_out_and_named(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes()[:-10])
    assert steps(path) == list(range(19))
    wire = Wire()
    (outcome,) = deliver_leftovers(Settings(url=wire.url, home=str(tmp_path)))
    wire.close()
    assert [step for step, _ in wire.points("loss")] == list(range(19))
    assert "cut" in outcome.trouble
    assert path.exists()


def test_a_damaged_record_costs_only_itself(tmp_path: Path) -> None:
    path = written(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[5] = b"\0" * (len(lines[5]) - 1) + b"\n"
    path.write_bytes(b"".join(lines))
    wire = Wire()
    (outcome,) = deliver_leftovers(Settings(url=wire.url, home=str(tmp_path)))
    (again,) = deliver_leftovers(Settings(url=wire.url, home=str(tmp_path)))
    wire.close()
    assert [step for step, _ in wire.points("loss")] == [step for step in range(20) if step != 3]
    assert "1 damaged" in outcome.trouble
    assert "1 damaged" in again.trouble
    assert path.exists()


def test_a_line_that_was_run_into_is_found(tmp_path: Path) -> None:
    path = written(tmp_path, 3)
    with path.open("ab") as file:
        file.write(frame(point(3))[:20] + frame(point(4)))
    assert steps(path) == [0, 1, 2, 4]


def test_a_newer_record_waits_for_a_newer_version(tmp_path: Path) -> None:
    path = written(tmp_path, 5)
    with path.open("ab") as file:
        file.write(frame(b'{"kind":"hologram","time":1.0}') + frame(point(6)))
    path.write_bytes(path.read_bytes().replace(b'"sightline-journal":1', b'"sightline-journal":99', 1))
    wire = Wire()
    (outcome,) = deliver_leftovers(Settings(url=wire.url, home=str(tmp_path)))
    wire.close()
    assert [step for step, _ in wire.points("loss")] == [0, 1, 2, 3, 4]
    assert outcome.left == 2
    assert "99" in outcome.trouble
    assert path.exists()


def test_a_file_that_is_no_journal_is_named_and_kept(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(b"\0" * 100)
    with pytest.raises(errors.JournalDamaged):
        Reader(str(path))
    (outcome,) = deliver_leftovers(Settings(url="http://127.0.0.1:9", home=str(tmp_path)))
    assert str(path) in outcome.trouble
    assert path.exists()


def test_a_living_journal_is_left_to_its_process(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "e" / "w.journal"
    journal = Journal(str(path), {"experiment": "e"}, fail)
    assert deliver_leftovers(Settings(url="http://127.0.0.1:9", home=str(tmp_path))) == []
    journal.close()


def test_a_full_disk_holds_records_until_there_is_room(small_disk: Path) -> None:
    told: list[OSError] = []
    ballast = small_disk / "ballast"
    path = small_disk / "journal" / "e" / "w.journal"
    journal = Journal(str(path), {"experiment": "e"}, lambda error, held: told.append(error))
    ballast.write_bytes(b"x" * 40_000)
    for step in range(2000):
        journal.append(point(step))
    assert len(told) == 1
    assert journal.held > 0
    assert not journal.settle()
    subprocess.run(["mount", "-o", "remount,size=1m", str(small_disk)], check=True)
    assert journal.settle()
    for step in range(2000, 2010):
        journal.append(point(step))
    journal.close()
    assert steps(path) == list(range(2010))
    assert path.read_bytes().endswith(b"\n")


def close_number_of(journal: Journal) -> None:
    """Close the file of this process that is open there, as a script that closes all its files does."""
    for number in sorted(map(int, os.listdir("/proc/self/fd"))):
        if os.path.realpath(f"/proc/self/fd/{number}") == journal.path:
            os.close(number)
            return


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A journal with the points 0 to 4."""
    experiment = make_id()
    path = tmp_path / "journal" / experiment / f"{make_id()}.journal"
    header = {"experiment": experiment, "project": "p", "name": "n", "server": ""}
    journal = Journal(str(path), header, lambda error, held: None)
    journal.append(b'{"kind":"open","time":1.0,"project":"p","name":"n"}')
    for step in range(5):
        journal.append(point(step))
    yield journal
    journal.close()


knows_its_numbers = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="which files are open is not known")


@knows_its_numbers
def test_a_journal_that_was_sent_while_it_was_closed_goes_on_as_another(journal: Journal, tmp_path: Path) -> None:
    wire = Wire()
    settings = Settings(url=wire.url, home=str(tmp_path))
    close_number_of(journal)
    deliver_leftovers(settings)
    assert not os.path.exists(journal.path)
    for step in range(5, 10):
        journal.append(point(step))
    assert journal.settle()
    journal.close()
    deliver_leftovers(settings)
    wire.close()
    assert [step for step, _ in wire.points("loss")] == list(range(10))


@knows_its_numbers
def test_a_journal_that_is_being_sent_while_it_was_closed_goes_on_as_another(journal: Journal) -> None:
    sending = Reader(journal.path)
    close_number_of(journal)
    assert sending.lock()
    for step in range(5, 10):
        journal.append(point(step))
    settled = journal.settle()
    sending.close()
    assert settled, "who sends may take long, and these are not to be lost at the end"
    assert steps(Path(sending.path)) == list(range(5))
    assert steps(Path(journal.path)) == list(range(5, 10))


@knows_its_numbers
def test_a_journal_that_is_another_file_when_it_is_opened_again_is_left_alone(journal: Journal) -> None:
    path = Path(journal.path)
    half = path.read_bytes()[:400]
    close_number_of(journal)
    other = path.with_suffix(".new")
    other.write_bytes(half)
    other.replace(path)
    journal.append(point(5))
    assert journal.settle()
    assert path.read_bytes() == half
    assert steps(Path(journal.path)) == [5]


def test_who_would_send_a_journal_that_was_written_anew_meanwhile_sees_that(journal: Journal) -> None:
    reader = Reader(journal.path)
    os.unlink(journal.path)
    assert journal.settle()
    assert reader.lock(), "the lock of the deleted file is free; it would delete the new one in the end"
    assert not reader.named
    reader.close()
    assert steps(Path(journal.path)) == list(range(5))


@pytest.mark.parametrize("failing_call", [0, 1])
def test_a_disk_that_does_not_answer_is_no_lost_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing_call: int
) -> None:
    path = tmp_path / "journal" / "e" / "w.journal"
    journal = Journal(str(path), {"experiment": "e"}, lambda error, held: None)
    journal.append(point(0))

    fstat, good = os.fstat, iter(range(failing_call))

    def stale(number: int) -> os.stat_result:
        if next(good, None) is not None:
            return fstat(number)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fstat", stale)
        assert not journal.settle()
        journal.append(point(1))
    assert journal.settle()
    assert journal.path == str(path)
    journal.close()
    assert steps(path) == [0, 1]


def test_a_record_of_a_signals_handler_while_held_ones_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal" / "e" / "w.journal"
    journal = Journal(str(path), {"experiment": "e"}, lambda error, held: None)
    write = os.write

    def full(number: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def interrupted(number: int, data: bytes) -> int:
        monkeypatch.setattr(os, "write", write)
        done = write(number, data)
        journal.append(point(2))
        return done

    monkeypatch.setattr(os, "write", full)
    journal.append(point(0))
    journal.append(point(1))
    time.sleep(1.1)  # until the next try to write
    monkeypatch.setattr(os, "write", interrupted)
    assert journal.settle()
    journal.close()
    assert steps(path) == [0, 1, 2]


def test_a_mark_of_another_journal_is_not_believed(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.with_suffix(".ack").write_text('{"next": 3, "offset": 200, "damaged": 0}')
    reader = Reader(str(path))
    assert (reader.next, reader.go_to(7)) == (0, True)
    assert reader.chunk(100).bodies[0] == point(6)
    assert not reader.go_to(1000)
    reader.close()
