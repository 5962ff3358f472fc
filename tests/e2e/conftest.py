"""Fixtures of the browser tests: Chromium, visitors, and the demo, which is run once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.chromium import chromium
from tests.e2e.demo import Demo, running_demo
from tests.e2e.visitor import PATIENCE, Scheme, Visitor
from tests.running_server import RunningServer

Visit = Callable[..., Visitor]
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test that wants the demo waits for its three trainings."""
    for item in items:
        if "demo" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo with its three trainings done. Tests only read it; after a missing browser nothing is trained."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(server)` makes a visitor, signed in unless told otherwise. What goes wrong in a browser fails the test."""
    visitors: list[Visitor] = []

    def come(
        server: RunningServer | Demo,
        *,
        signed_in: bool = True,
        width: int = 1440,
        height: int = 900,
        scheme: Scheme = "light",
    ) -> Visitor:
        visitor = Visitor(browser, server.url, width, height, scheme)
        visitors.append(visitor)
        return visitor.sign_in_with_key(server.key) if signed_in else visitor

    yield come
    faults = [fault for visitor in visitors for fault in visitor.leave()]
    assert faults == []
