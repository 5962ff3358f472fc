from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.serving import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server in this process, shared by the tests of one file."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    """A server in this process that nobody used before."""
    with serving(tmp_path) as running:
        yield running
