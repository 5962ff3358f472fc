"""The built docs under /docs/: files, for everybody, and nothing from outside their folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.serving import Served, serving

FIRST = b"<!doctype html><title>Docs</title><script src=_static/theme.js></script>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server whose docs were built."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "docs" / "_static").mkdir(parents=True)
    (folder / "docs" / "index.html").write_bytes(FIRST)
    (folder / "docs" / "_static" / "theme.js").write_bytes(b"let x;")
    (folder / "secret.txt").write_text("top secret")
    with serving(folder, docs=folder / "docs") as running:
        yield running


def test_a_stranger_may_read_them(built: Served) -> None:
    answer = built.stranger.get("/docs/index.html")
    assert (answer.status_code, answer.content) == (200, FIRST)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert built.stranger.get("/docs/_static/theme.js").headers["content-type"] == "text/javascript; charset=utf-8"


def test_no_inline_script_may_run_in_them(built: Served) -> None:
    policy = built.stranger.get("/docs/index.html").headers["content-security-policy"]
    assert "script-src 'self';" in policy


@pytest.mark.parametrize("path", ["/docs", "/docs/"])
def test_the_bare_address_leads_to_the_first_page(built: Served, path: str) -> None:
    answer = built.stranger.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs/index.html")


def test_a_page_that_is_known_is_not_sent_again(built: Served) -> None:
    tag = built.stranger.get("/docs/index.html").headers["etag"]
    assert built.stranger.get("/docs/index.html", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/docs/none.html", "/docs/%2e%2e/secret.txt", "/docs/..%2fsecret.txt", "/docs/%00"])
def test_what_is_not_there_is_said_in_one_line(built: Served, path: str) -> None:
    answer = built.stranger.get(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert "/docs/index.html" in answer.json()["detail"]


def test_docs_that_were_not_built_say_how(tmp_path: Path) -> None:
    with serving(tmp_path, docs=tmp_path / "none") as served:
        answer = served.stranger.get("/docs/tutorial.html")
        assert answer.status_code == 503
        assert "make docs" in answer.text
        assert len(answer.text.splitlines()) == 1
