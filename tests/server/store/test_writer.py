import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sightline.errors import DiskFull
from sightline_server.projects.tables import project
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError, StatementError


def add(connection: Connection, name: str) -> str:
    connection.execute(insert(project).values(name=name, description="", created=1.0, experiments=0))
    return name


def adding(name: str) -> Callable[[Connection], str]:
    return lambda connection: add(connection, name)


def names(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.execute(select(project.c.name).order_by(project.c.name)).scalars())


def test_it_answers_with_the_result_after_the_commit(store: Store, writer: Writer) -> None:
    assert writer.run_blocking(lambda connection: add(connection, "a")) == "a"
    assert names(store) == ["a"]


def test_a_failing_function_takes_only_its_own_changes_down(store: Store, writer: Writer) -> None:
    def fail(connection: Connection) -> None:
        add(connection, "lost")
        raise ValueError("its own fault")

    async def three() -> list[object]:
        changes = [lambda c: add(c, "a"), fail, lambda c: add(c, "b"), lambda c: add(c, "a")]
        return list(await asyncio.gather(*map(writer.run, changes), return_exceptions=True))

    first, second, third, fourth = asyncio.run(three())
    assert (first, third) == ("a", "b")
    assert isinstance(second, ValueError)
    assert isinstance(fourth, IntegrityError)
    assert names(store) == ["a", "b"]


def test_functions_that_wait_are_committed_together(store: Store, writer: Writer) -> None:
    commits = []
    writer.after_commit(lambda: commits.append(time.monotonic()))
    holding = threading.Event()

    def hold(_connection: Connection) -> None:
        holding.wait(5)

    async def many() -> None:
        waiting: list[asyncio.Task[object]] = [asyncio.create_task(writer.run(hold))]
        await asyncio.sleep(0.05)
        waiting += [asyncio.create_task(writer.run(adding(f"{i:03}"))) for i in range(200)]
        await asyncio.sleep(0.05)
        holding.set()
        await asyncio.gather(*waiting)

    asyncio.run(many())
    assert len(names(store)) == 200
    assert len(commits) < 50


def test_what_waits_at_the_end_is_still_committed(store: Store) -> None:
    with Writer(store).running() as writer:
        futures = [writer._add(adding(str(i))) for i in range(20)]
    assert [future.result() for future in futures] == [str(i) for i in range(20)]
    with pytest.raises(RuntimeError, match="not running"):
        writer.run_blocking(lambda c: add(c, "late"))


def test_a_reader_cannot_write(store: Store) -> None:
    with store.read() as connection, pytest.raises(StatementError):
        add(connection, "a")


def test_a_reader_sees_one_state(store: Store, writer: Writer) -> None:
    count = select(func.count()).select_from(project)
    with store.read() as connection:
        before = connection.execute(count).scalar_one()
        writer.run_blocking(lambda c: add(c, "a"))
        assert connection.execute(count).scalar_one() == before == 0


def test_two_writers_of_one_database_take_turns(database: str, store: Store) -> None:
    other = Store(database)
    with Writer(store).running() as here, Writer(other).running() as there:
        threads = [
            threading.Thread(target=writer.run_blocking, args=(adding(f"{number}"),))
            for number, writer in enumerate([here, there] * 10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    other.close()
    assert len(names(store)) == 20


def test_a_full_disk_has_an_error_of_its_own(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'small.db'}")
    store.prepare()

    def fill(connection: Connection) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        for number in range(200):
            add(connection, f"{number}" * 80)

    with Writer(store).running() as writer:
        with pytest.raises(DiskFull, match="no room on the server's disk"):
            writer.run_blocking(fill)
        writer.run_blocking(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000"))
        assert writer.run_blocking(lambda c: add(c, "there is room again")) == "there is room again"
    assert names(store) == ["there is room again"]
    store.close()
