"""What the server does by itself, for as long as it runs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib import import_module

from sqlalchemy import Connection

from sightline_server.experiments.silence import SILENCE
from sightline_server.live import EventFeed
from sightline_server.log_lines import logger
from sightline_server.store import events
from sightline_server.store.writer import Writer

LOAD = 0.5  # seconds until what the first answers did without is loaded
TRIM = 300.0  # seconds between two times that old events are forgotten


@asynccontextmanager
async def upkeep(writer: Writer, feed: EventFeed, silence: float = SILENCE) -> AsyncIterator[None]:
    """Notice experiments of which nothing was heard for `silence` seconds; forget old events; at the end close streams.

    The first look at silence comes after a whole one: while the server was down, nobody could show that they live.
    """
    tasks = [
        asyncio.create_task(_every(silence / 8, writer, lambda connection: _end_silent(connection, silence), silence)),
        asyncio.create_task(_every(TRIM, writer, events.trim, TRIM)),
        asyncio.create_task(_load()),
    ]
    try:
        yield
    finally:
        feed.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _end_silent(connection: Connection, silence: float) -> None:
    from sightline_server import arrival  # with NumPy, which a server that just started does without

    arrival.end_silent(connection, silence)


async def _load() -> None:
    """NumPy and what uses it, before the first batch or plot asks for it."""
    await asyncio.sleep(LOAD)
    for module in ("sightline_server.logs.ingest", "sightline_server.logs.reading"):
        await asyncio.to_thread(import_module, module)


async def _every(seconds: float, writer: Writer, change: Callable[[Connection], object], first: float) -> None:
    await asyncio.sleep(first)
    while True:
        try:
            await writer.run(change)
        except Exception as problem:  # noqa: BLE001  a task's edge: a full disk now is no reason to stop for ever
            logger().error("upkeep failed, and is tried again", error=repr(problem))
        await asyncio.sleep(seconds)
