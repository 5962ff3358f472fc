"""The same protocol with an object store behind it: a server of its own that speaks S3."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sightline_server.blobs.uploads import PART_SIZE

from tests.running_server import free_port
from tests.server.blobs.test_uploads import declare
from tests.server.serving import Served, serving


@pytest.fixture(scope="module")
def s3() -> Iterator[dict[str, Any]]:
    """Settings for a bucket on a running S3 server."""
    address = f"http://127.0.0.1:{free_port()}"
    command = [str(Path(sys.executable).parent / "moto_server"), "-p", address.rpartition(":")[2]]
    if setpriv := shutil.which("setpriv"):
        command = [setpriv, "--pdeathsig", "KILL", *command]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                requests.put(f"{address}/bucket", timeout=5).raise_for_status()
                break
            except requests.ConnectionError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        options = {
            "aws_endpoint_url": address,
            "aws_access_key_id": "key",
            "aws_secret_access_key": "secret",
            "aws_region": "us-east-1",
        }
        yield {"blobs": "s3://bucket/some/prefix", "store_options": options}
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def presigned(s3: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("presigned"), **s3) as running:
        yield running


@pytest.fixture(scope="module")
def through(s3: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("through"), presign=False, **s3) as running:
        yield running


def push(part: dict[str, Any], data: bytes) -> None:
    """What a client does with an absolute address: no key, no cookie, just the bytes."""
    start = part["offset"]
    requests.put(part["url"], data=data[start : start + part["size"]], timeout=30).raise_for_status()


@pytest.mark.parametrize("size", [1, PART_SIZE + 3, 2 * PART_SIZE])
def test_parts_go_straight_to_the_store(presigned: Served, s3: dict[str, Any], size: int) -> None:
    data = os.urandom(size)
    upload = declare(presigned, data)
    assert all(part["url"].startswith(s3["store_options"]["aws_endpoint_url"]) for part in upload["parts"])
    for part in upload["parts"]:
        push(part, data)
    done = presigned.client.post(f"/api/uploads/{upload['id']}/complete")
    assert done.json()["size"] == size
    assert presigned.app.state.blobs.part_sizes(upload["id"]) == {}
    assert declare(presigned, data)["complete"]
    assert not (presigned.settings.data / "blobs").exists()


def test_a_resumed_upload_sends_only_what_is_missing(presigned: Served) -> None:
    data = os.urandom(PART_SIZE + 3)
    upload = declare(presigned, data)
    push(upload["parts"][1], data)
    resumed = declare(presigned, data)
    assert [part["present"] for part in resumed["parts"]] == [False, True]
    push(resumed["parts"][0], data)
    assert presigned.client.post(f"/api/uploads/{upload['id']}/complete").status_code == 200


@pytest.mark.parametrize("size", [10, PART_SIZE + 10])
def test_other_bytes_than_announced_are_not_kept(presigned: Served, size: int) -> None:
    data = os.urandom(size)
    upload = declare(presigned, data)
    for part in upload["parts"]:
        push(part, bytes(len(data)))
    refused = presigned.client.post(f"/api/uploads/{upload['id']}/complete")
    assert (refused.status_code, refused.json()["code"]) == (422, "checksum-mismatch")
    assert not declare(presigned, data)["complete"]
    with pytest.raises(FileNotFoundError):
        presigned.app.state.blobs.read_whole(upload["id"])


def test_the_pages_may_send_to_the_store(presigned: Served, s3: dict[str, Any]) -> None:
    policy = presigned.stranger.get("/api/health").headers["content-security-policy"]
    assert f"connect-src 'self' {s3['store_options']['aws_endpoint_url']};" in policy


def test_without_presigning_bytes_go_through_the_server(through: Served) -> None:
    data = os.urandom(PART_SIZE + 3)
    upload = declare(through, data)
    assert all(part["url"].startswith("/api/uploads/") for part in upload["parts"])
    through.upload(data)
    assert declare(through, data)["complete"]
    policy = through.stranger.get("/api/health").headers["content-security-policy"]
    assert "connect-src 'self';" in policy


def test_files_come_back_and_are_freed(through: Served) -> None:
    data, experiment = os.urandom(PART_SIZE + 100), through.experiment()
    through.store(experiment, "model", data)
    path = f"/api/experiments/{experiment}/files/content?name=model"
    assert through.client.get(path).content == data
    assert through.client.get(path, headers={"range": "bytes=5-9"}).content == data[5:10]
    assert through.client.delete(f"/api/experiments/{experiment}/files?name=model").status_code == 204
    freed = through.client.post("/api/gc?older_than=0").json()
    assert freed["bytes"] >= len(data)
    sha256 = declare(through, data)
    assert not sha256["complete"]
