"""The single-page app: its files, and its index for every other address."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.serving import Served, serving

INDEX = b"<!doctype html><script type=module src=/assets/app-1.js></script>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose pages were built."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "page" / "assets").mkdir(parents=True)
    (folder / "page" / "index.html").write_bytes(INDEX)
    (folder / "page" / "assets" / "app-1.js").write_bytes(b"export {};" * 100)
    (folder / "page" / "favicon.svg").write_bytes(b"<svg/>")
    (folder / "secret.txt").write_text("top secret")
    with serving(folder, page=folder / "page") as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/sign-in", "/p/blood-cells", "/p/a%2Fb/e/1?x=2", "/p/x/", "/index.html"])
def test_an_address_of_the_app_gets_its_index(built: Served, path: str) -> None:
    answer = built.stranger.get(path)
    assert (answer.status_code, answer.content) == (200, INDEX)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_assets_are_kept_for_ever(built: Served) -> None:
    answer = built.stranger.get("/assets/app-1.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.content == b"export {};" * 100


def test_a_client_without_gzip_gets_it_plain(built: Served) -> None:
    answer = built.stranger.get("/assets/app-1.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.content == b"export {};" * 100
    with built.stranger.stream("GET", "/assets/app-1.js") as packed:
        assert gzip.decompress(b"".join(packed.iter_raw())) == answer.content


def test_a_missing_asset_is_not_the_index(built: Served) -> None:
    answer = built.stranger.get("/assets/app-2.js")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("path", ["/api/nothing", "/api", "/api/experiments", "/schema/nothing"])
def test_an_unknown_address_of_the_interface_is_not_the_index(built: Served, path: str) -> None:
    answer = built.client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/%00",
        "/" + "a" * 3000,
    ],
)
def test_nothing_outside_the_app_is_served(built: Served, path: str) -> None:
    answer = built.stranger.get(path)
    assert b"top secret" not in answer.content
    assert answer.status_code in (200, 404)


def test_a_known_file_is_not_sent_again(built: Served) -> None:
    tag = built.stranger.get("/").headers["etag"]
    assert built.stranger.get("/", headers={"if-none-match": tag}).status_code == 304


def test_a_head_has_no_body(built: Served) -> None:
    answer = built.stranger.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_pages_that_were_not_built_say_so(tmp_path: Path) -> None:
    with serving(tmp_path, page=tmp_path / "none") as served:
        answer = served.stranger.get("/p/x")
        assert answer.status_code == 503
        assert "make page" in answer.text
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
