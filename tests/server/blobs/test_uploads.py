"""The upload protocol: declare, send parts, complete."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sightline_server.blobs.queries import StoredUpload
from sightline_server.blobs.uploads import MOST_PARTS, PART_SIZE, part_size_for, parts_of, size_of_part

from tests.server.serving import Served


def declare(served: Served, data: bytes, sha256: str | None = None) -> dict[str, Any]:
    about = {"size": len(data), "sha256": sha256 or hashlib.sha256(data).hexdigest()}
    answer = served.client.post("/api/uploads", json=about)
    assert answer.status_code == 200, answer.text
    upload: dict[str, Any] = answer.json()
    return upload


def send(served: Served, part: dict[str, Any], data: bytes) -> int:
    start = part["offset"]
    return served.client.put(part["url"], content=data[start : start + part["size"]]).status_code


def stored(served: Served, sha256: str) -> bytes:
    return (served.settings.data / "blobs" / "sha256" / sha256[:2] / sha256).read_bytes()


@pytest.mark.parametrize("size", [1, PART_SIZE, PART_SIZE + 1, 2 * PART_SIZE + 17])
def test_bytes_arrive_as_they_were(served: Served, size: int) -> None:
    data = os.urandom(size)
    upload = declare(served, data)
    for part in upload["parts"]:
        assert send(served, part, data) == 204
    assert served.client.post(f"/api/uploads/{upload['id']}/complete").json()["size"] == size
    assert stored(served, hashlib.sha256(data).hexdigest()) == data
    assert not (served.settings.data / "blobs" / "uploads" / upload["id"]).exists()


def test_an_empty_file_has_no_parts(served: Served) -> None:
    upload = declare(served, b"")
    assert (upload["complete"], upload["parts"]) == (False, [])
    done = served.client.post(f"/api/uploads/{upload['id']}/complete").json()
    assert done == {"sha256": hashlib.sha256(b"").hexdigest(), "size": 0}
    assert stored(served, done["sha256"]) == b""


def test_bytes_that_are_here_are_not_sent_again(served: Served) -> None:
    data = os.urandom(100)
    served.upload(data)
    again = declare(served, data)
    assert (again["complete"], again["parts"]) == (True, [])


def test_a_broken_upload_goes_on_where_it_stopped(served: Served) -> None:
    data = os.urandom(2 * PART_SIZE + 5)
    first = declare(served, data)
    assert send(served, first["parts"][1], data) == 204
    resumed = declare(served, data)
    assert resumed["id"] == first["id"]
    assert [part["present"] for part in resumed["parts"]] == [False, True, False]
    early = served.client.post(f"/api/uploads/{first['id']}/complete")
    assert (early.status_code, early.json()["code"]) == (409, "conflict")
    assert "2 of 3 are missing" in early.json()["detail"]
    for part in resumed["parts"]:
        if not part["present"]:
            assert send(served, part, data) == 204
    assert [part["present"] for part in served.client.get(f"/api/uploads/{first['id']}").json()["parts"]] == [True] * 3
    assert served.client.post(f"/api/uploads/{first['id']}/complete").status_code == 200
    assert stored(served, hashlib.sha256(data).hexdigest()) == data


def test_completing_again_gets_the_same_answer(served: Served) -> None:
    data = os.urandom(50)
    upload = declare(served, data)
    send(served, upload["parts"][0], data)
    answers = [served.client.post(f"/api/uploads/{upload['id']}/complete") for _ in range(3)]
    assert {(answer.status_code, answer.text) for answer in answers} == {(200, answers[0].text)}


@pytest.mark.parametrize("size", [10, PART_SIZE + 10])
def test_other_bytes_than_announced_are_not_kept(served: Served, size: int) -> None:
    data = os.urandom(size)
    announced = hashlib.sha256(data + b"!").hexdigest()
    upload = declare(served, data, announced)
    for part in upload["parts"]:
        assert send(served, part, data) == 204
    refused = served.client.post(f"/api/uploads/{upload['id']}/complete")
    assert (refused.status_code, refused.json()["code"]) == (422, "checksum-mismatch")
    assert not (served.settings.data / "blobs" / "sha256" / announced[:2] / announced).exists()
    assert [part["present"] for part in declare(served, data, announced)["parts"]] == [False] * len(upload["parts"])


@pytest.mark.parametrize("length", [0, 1, 9, 11, 2000])
def test_a_part_of_another_length_is_refused(served: Served, length: int) -> None:
    upload = declare(served, b"0123456789" + os.urandom(0), hashlib.sha256(b"other").hexdigest())
    refused = served.client.put(upload["parts"][0]["url"], content=b"x" * length)
    assert (refused.status_code, refused.json()["detail"]) == (400, f"part 1: expected 10 bytes, got {length}")


def test_one_byte_is_one_byte(served: Served) -> None:
    upload = declare(served, b"1", hashlib.sha256(b"other").hexdigest())
    refused = served.client.put(upload["parts"][0]["url"], content=b"12")
    assert refused.json()["detail"] == "part 1: expected 1 byte, got 2"


def test_a_part_may_not_be_huge(served: Served) -> None:
    upload = declare(served, b"0123456789", hashlib.sha256(b"huge").hexdigest())
    refused = served.client.put(upload["parts"][0]["url"], content=bytes(65 << 20))
    assert (refused.status_code, refused.json()["code"]) == (413, "too-large")


@pytest.mark.parametrize("number", ["0", "2", "10001", "-1", "x", "9" * 30])
def test_a_part_that_the_upload_does_not_have(served: Served, number: str) -> None:
    upload = declare(served, b"0123456789", hashlib.sha256(b"another").hexdigest())
    refused = served.client.put(f"/api/uploads/{upload['id']}/parts/{number}", content=b"0123456789")
    assert refused.status_code in (400, 404)


def test_parts_may_come_side_by_side_and_in_any_order(served: Served) -> None:
    data = os.urandom(6 * PART_SIZE)
    upload = declare(served, data)
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda part: send(served, part, data), reversed(upload["parts"]))) == {204}
    assert served.client.post(f"/api/uploads/{upload['id']}/complete").status_code == 200
    assert stored(served, hashlib.sha256(data).hexdigest()) == data


def test_the_same_file_from_several_sides_is_stored_once_and_nobody_is_refused(served: Served) -> None:
    data = os.urandom(PART_SIZE + 1)

    def push(_: int) -> list[int]:
        upload = declare(served, data)
        if upload["complete"]:
            return []
        sent = [send(served, part, data) for part in upload["parts"]]
        return [*sent, served.client.post(f"/api/uploads/{upload['id']}/complete").status_code]

    with ThreadPoolExecutor(4) as pool:
        assert {status for statuses in pool.map(push, range(8)) for status in statuses} == {204, 200}
    assert stored(served, hashlib.sha256(data).hexdigest()) == data


@pytest.mark.parametrize(
    "about",
    [
        {"size": -1, "sha256": "0" * 64},
        {"size": 1, "sha256": "0" * 63},
        {"size": 1, "sha256": "A" * 64},
        {"size": 1, "sha256": "../../../etc/passwd"},
        {"size": 2**63, "sha256": "0" * 64},
        {"size": 10**30, "sha256": "0" * 64},
        {"size": 1.5, "sha256": "0" * 64},
        {"size": 1},
        {"size": 1, "sha256": "0" * 64, "path": "/etc"},
    ],
)
def test_an_impossible_declaration_is_refused(served: Served, about: dict[str, Any]) -> None:
    refused = served.client.post("/api/uploads", json=about)
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-request")


def test_a_wrong_size_of_known_bytes_is_refused(served: Served) -> None:
    sha256 = served.upload(os.urandom(10))
    refused = served.client.post("/api/uploads", json={"size": 11, "sha256": sha256})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-request")


def test_an_upload_that_nobody_declared(served: Served) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    for method, path in (("GET", ""), ("PUT", "/parts/1"), ("POST", "/complete")):
        refused = served.client.request(
            method, f"/api/uploads/{unknown}{path}", content=b"x" if method == "PUT" else None
        )
        assert (refused.status_code, refused.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("size", [0, 1, PART_SIZE, PART_SIZE * MOST_PARTS, PART_SIZE * MOST_PARTS + 1, 600 << 30])
def test_parts_cover_the_file_exactly(size: int) -> None:
    upload = StoredUpload("u", "0" * 64, size, part_size_for(size))
    count = parts_of(upload)
    assert count <= MOST_PARTS
    assert sum(size_of_part(upload, number) for number in range(1, count + 1)) == size
