"""Files of an experiment: versions, downloads, previews, deletion."""

import os
from typing import Any

import pytest
from sightline_server.access.tables import audit
from sightline_server.store import events
from sqlalchemy import select

from tests.server.serving import Served


def content(served: Served, experiment: str, query: str, **headers: str) -> Any:
    return served.client.get(f"/api/experiments/{experiment}/files/content?{query}", headers=headers)


def entry(served: Served, experiment: str, name: str) -> dict[str, Any]:
    files = served.client.get(f"/api/experiments/{experiment}/files").json()["files"]
    found: dict[str, Any] = next(file for file in files if file["name"] == name)
    return found


def test_reserved_names_are_always_listed_first(served: Served) -> None:
    experiment = served.experiment()
    served.store(experiment, "a-notes", b"x")
    names = [file["name"] for file in served.client.get(f"/api/experiments/{experiment}/files").json()["files"]]
    assert names == ["config", "checkpoint-data-latest", "checkpoint-index-latest", "model-latest", "a-notes"]
    empty = entry(served, experiment, "model-latest")
    assert (empty["reserved"], empty["versions"]) == (True, [])
    assert "experiment.store(" in empty["example"]


def test_every_store_makes_a_version(served: Served) -> None:
    experiment = served.experiment()
    for data in (b"one", b"two", b"one"):
        served.store(experiment, "weights/best", data, "w.bin")
    versions = entry(served, experiment, "weights/best")["versions"]
    assert [version["version"] for version in versions] == [3, 2, 1]
    assert content(served, experiment, "name=weights/best").content == b"one"
    assert content(served, experiment, "name=weights/best&version=2").content == b"two"
    assert content(served, experiment, "name=weights/best&version=4").status_code == 404


def test_a_version_comes_from_a_script_too(served: Served) -> None:
    experiment = served.experiment()
    sha256 = served.upload(b"epochs: 3\n")
    record = {
        "kind": "file",
        "name": "config",
        "filename": "a/b/pipeline.config",
        "sha256": sha256,
        "size": 10,
        "time": 7.0,
    }
    answer = served.record(experiment, [{**record, "head": b"epochs: 3\n".hex(), "step": 4}])
    assert answer.json()["set_aside"] == []
    version = entry(served, experiment, "config")["versions"][0]
    assert (version["filename"], version["step"], version["created"]) == ("pipeline.config", 4.0, 7.0)
    assert version["looks_like"] == "pipeline config (text)"


def test_a_script_cannot_store_bytes_that_are_not_here(served: Served) -> None:
    record = {"kind": "file", "name": "f", "filename": "f", "sha256": "0" * 64, "size": 1, "time": 7.0}
    set_aside = served.record(served.experiment(), [record]).json()["set_aside"]
    assert [item["code"] for item in set_aside] == ["invalid-file"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sha256": "0" * 64}, "invalid-file"),
        ({"sha256": "../../../../etc/passwd"}, "invalid-request"),
        ({"size": 4}, "invalid-file"),
        ({"name": ""}, "invalid-name"),
        ({"name": "x" * 256}, "invalid-name"),
        ({"name": "a\u0000b"}, "invalid-name"),
    ],
)
def test_a_file_that_cannot_be_one_is_refused(served: Served, change: dict[str, Any], code: str) -> None:
    experiment = served.experiment()
    about = {"name": "f", "filename": "f.bin", "sha256": served.upload(b"abc"), "size": 3, **change}
    refused = served.client.post(f"/api/experiments/{experiment}/files", json=about)
    assert (refused.json()["code"], refused.status_code < 500) == (code, True)


@pytest.mark.parametrize("filename", ["page.html", "picture.svg", "x.js", "x.png"])
def test_a_download_is_an_attachment_and_never_a_page(served: Served, filename: str) -> None:
    experiment = served.experiment()
    served.store(experiment, "f", b"<script>alert(1)</script>", filename)
    answer = content(served, experiment, "name=f")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("filename", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\r\nSet-Cookie: x=1", "a__Set-Cookie_ x=1"),
        ('q"u;o=te.txt', "q_u;o=te.txt"),
        ("", "f"),
        ("..", "f"),
        ("/", "f"),
        ("x" * 300 + ".onnx", "x" * 250 + ".onnx"),
        ("\u202egnp.exe", "_gnp.exe"),
        ("größe 模型.onnx", "größe 模型.onnx"),
    ],
)
def test_a_filename_plays_no_tricks(served: Served, filename: str, kept: str) -> None:
    experiment = served.experiment()
    assert served.store(experiment, "f", b"abc", filename)["filename"] == kept
    answer = content(served, experiment, "name=f")
    assert answer.content == b"abc"
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-disposition"].isascii()


@pytest.mark.parametrize(
    ("asked", "status", "got"),
    [
        ("bytes=0-0", 206, b"0"),
        ("bytes=2-5", 206, b"2345"),
        ("bytes=7-", 206, b"789"),
        ("bytes=7-999", 206, b"789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=-99", 206, b"0123456789"),
        ("bytes=10-", 416, None),
        ("bytes=99999999999999999999-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=5-2", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("lines=1-2", 200, b"0123456789"),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=a-b", 200, b"0123456789"),
    ],
)
def test_a_range_is_honoured(served: Served, asked: str, status: int, got: bytes | None) -> None:
    experiment = served.experiment()
    served.store(experiment, "f", b"0123456789")
    answer = content(served, experiment, "name=f", range=asked)
    assert answer.status_code == status
    if got is None:
        assert answer.json()["code"] == "range-not-satisfiable"
        assert answer.headers["content-range"] == "bytes */10"
    else:
        assert answer.content == got
        assert answer.headers["content-length"] == str(len(got))


def test_a_range_of_a_changed_file_is_the_whole_file(served: Served) -> None:
    experiment = served.experiment()
    served.store(experiment, "f", b"0123456789")
    tag = content(served, experiment, "name=f").headers["etag"]
    assert content(served, experiment, "name=f", **{"range": "bytes=1-2", "if-range": tag}).content == b"12"
    assert content(served, experiment, "name=f", **{"range": "bytes=1-2", "if-range": '"other"'}).status_code == 200
    assert content(served, experiment, "name=f", **{"if-none-match": tag}).status_code == 304


def test_an_empty_and_a_large_file_arrive_whole(served: Served) -> None:
    experiment, large = served.experiment(), os.urandom(9_000_001)
    served.store(experiment, "empty", b"")
    served.store(experiment, "large", large)
    assert content(served, experiment, "name=empty").content == b""
    assert content(served, experiment, "name=large").content == large


def test_the_start_of_a_text_can_be_looked_at(served: Served) -> None:
    experiment = served.experiment()
    served.store(experiment, "short", "größe: 1\n".encode())
    served.store(experiment, "long", "ä".encode() * 200_000)
    served.store(experiment, "binary", b"\x00\x01\x02")
    path = f"/api/experiments/{experiment}/files/text?name="
    assert served.client.get(path + "short").json() == {"text": "größe: 1\n", "truncated": False}
    long = served.client.get(path + "long").json()
    assert (long["text"], long["truncated"]) == ("ä" * 131_072, True)
    assert served.client.get(path + "binary").json()["code"] == "invalid-file"


def test_a_deleted_version_is_gone_and_its_number_too(served: Served) -> None:
    experiment = served.experiment()
    for data in (b"one", b"two"):
        served.store(experiment, "f", data)
    path = f"/api/experiments/{experiment}/files?name=f"
    assert served.client.delete(path + "&version=2").status_code == 204
    assert served.client.delete(path + "&version=2").status_code == 404
    assert content(served, experiment, "name=f").content == b"one"
    assert served.store(experiment, "f", b"three")["version"] == 3
    assert served.client.delete(path).status_code == 204
    assert content(served, experiment, "name=f").status_code == 404


def test_a_deletion_is_undone(served: Served) -> None:
    experiment = served.experiment()
    for data in (b"one", b"two", b"three"):
        served.store(experiment, "f", data)
    files = f"/api/experiments/{experiment}/files"
    for gone in (2, 3):
        served.client.delete(f"{files}?name=f&version={gone}")
    assert served.client.post(f"{files}/restore?name=f&version=2").status_code == 204
    assert content(served, experiment, "name=f&version=2").content == b"two"
    assert [version["version"] for version in entry(served, experiment, "f")["versions"]] == [2, 1]
    again = served.client.post(f"{files}/restore?name=f&version=2")
    assert (again.status_code, again.json()["code"]) == (404, "not-found")


def test_a_name_comes_back_with_what_its_last_deletion_took(served: Served) -> None:
    experiment = served.experiment()
    for data in (b"one", b"two", b"three"):
        served.store(experiment, "f", data)
    files = f"/api/experiments/{experiment}/files"
    served.client.delete(f"{files}?name=f&version=3")
    served.client.delete(f"{files}?name=f")
    assert served.client.post(f"{files}/restore?name=f").status_code == 204
    assert [version["version"] for version in entry(served, experiment, "f")["versions"]] == [2, 1]
    assert served.client.post(f"{files}/restore?name=g").status_code == 404


def test_an_undone_deletion_leaves_a_record_and_wakes_the_pages(served: Served) -> None:
    experiment = served.experiment()
    served.store(experiment, "f", b"x")
    files = f"/api/experiments/{experiment}/files"
    served.client.delete(f"{files}?name=f&version=1")
    before = served.app.state.feed.newest()
    served.client.post(f"{files}/restore?name=f&version=1")
    with served.app.state.store.read() as connection:
        subject = audit.c.subject == f"{experiment}/f@1"
        actions = connection.execute(select(audit.c.action).where(subject).order_by(audit.c.number)).scalars().all()
        woken = {(event.experiment, event.kind) for event in events.after(connection, before)}
    assert actions == ["file.deleted", "file.restored"]
    assert (experiment, "file") in woken


def test_restoring_is_for_those_who_may_delete(served: Served) -> None:
    experiment = served.experiment()
    served.store(experiment, "f", b"x")
    files = f"/api/experiments/{experiment}/files"
    served.client.delete(f"{files}?name=f")
    viewer = served.with_key("viewer")
    assert served.stranger.post(f"{files}/restore?name=f", headers=viewer).status_code == 403
    assert served.client.post(f"{files}/restore?name=f").status_code == 204


def test_another_experiments_file_is_not_found(served: Served) -> None:
    experiment, other = served.experiment(), served.experiment(name="other")
    served.store(experiment, "f", b"x")
    assert content(served, other, "name=f").status_code == 404
    assert content(served, "00000000-0000-4000-8000-000000000000", "name=f").status_code == 404


def test_a_new_file_wakes_the_pages(served: Served) -> None:
    experiment = served.experiment()
    with served.app.state.store.read() as connection:
        before = events.newest(connection)
    served.store(experiment, "f", b"x")
    with served.app.state.store.read() as connection:
        kinds = {event.kind for event in events.after(connection, before) if event.experiment == experiment}
    assert "file" in kinds
