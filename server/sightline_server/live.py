"""Live pages: server-sent events say what changed, and the page asks again. Data has no second way to a page."""

from __future__ import annotations

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

from litestar import Request, Router, get
from litestar.datastructures import State
from litestar.params import FromQuery, HeaderParameter
from litestar.response import ServerSentEvent, ServerSentEventMessage

from sightline_server.access.actor import Actor
from sightline_server.access.checked import ReadableProject, readable_project
from sightline_server.openapi import EventStream
from sightline_server.store import events
from sightline_server.store.engine import Store
from sightline_server.store.events import Event
from sightline_server.store.writer import Writer

LIFETIME = 600.0  # seconds: then the browser comes again, with its last number
COMMENT = 15.0  # seconds between signs of life of a quiet stream
_NUMBER = re.compile(r"[0-9]{1,18}")
POLL = 1.0  # seconds between looks at a database that other servers write to


class EventFeed:
    """Wakes everybody who waits for events, after each commit of this process and now and then for those of others."""

    def __init__(self, store: Store, writer: Writer) -> None:
        self._store = store
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._alone = store.is_sqlite
        self._closing = False
        writer.after_commit(self._wake)

    def close(self) -> None:
        """End all streams, from any thread: the server is about to stop."""
        self._closing = True
        self._wake()

    @property
    def listeners(self) -> int:
        """How many streams are open."""
        return len(self._waiting)

    def newest(self) -> int:
        """The number of the newest event."""
        with self._store.read() as connection:
            return events.newest(connection)

    async def since(
        self, project: ReadableProject | None, after: int, lifetime: float = LIFETIME
    ) -> AsyncIterator[Event | None]:
        """Events numbered above `after`, then live ones; None where a sign of life is due. One of a kind at a time.

        project: only its events; None: those of all.
        """
        end = time.monotonic() + lifetime
        bell = asyncio.Event()
        ticket = (asyncio.get_running_loop(), bell)
        self._waiting.add(ticket)
        try:
            said = time.monotonic()
            while (now := time.monotonic()) < end and not self._closing:
                bell.clear()
                found, after = await asyncio.to_thread(self._after, project, after)
                for event in found:
                    said = now
                    yield event
                if not found and now - said >= COMMENT:
                    said = now
                    yield None
                await _ring(bell, min(end - now, COMMENT if self._alone else POLL))
        finally:
            self._waiting.discard(ticket)

    def _after(self, project: ReadableProject | None, number: int) -> tuple[list[Event], int]:
        """(the newest event of each experiment and kind, the number to go on after)."""
        with self._store.read() as connection:
            found = events.after(connection, number)
        latest = {(event.experiment, event.kind): event for event in found if project in (None, event.project)}
        return sorted(latest.values()), found[-1].number if found else number

    def _wake(self) -> None:
        for loop, bell in list(self._waiting):
            with contextlib.suppress(RuntimeError):  # a loop that was closed meanwhile waits for nothing
                loop.call_soon_threadsafe(bell.set)


async def _ring(bell: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(bell.wait(), seconds)


LastEvent = Annotated[str | None, HeaderParameter(name="Last-Event-ID", description="Go on after this event")]


@get("/events", opt={"permission": "project.read"}, operation_class=EventStream)
async def stream(
    request: Request[Actor, Any, State],
    state: State,
    project: FromQuery[str | None] = None,
    last_event: LastEvent = None,
) -> ServerSentEvent:
    """Changes as they happen: id = number, event = experiment | project | log | file | finding, data = experiment id.

    Ends after ten minutes; the browser comes again by itself. A comment line every 15 seconds shows that it lives.
    """
    feed: EventFeed = state.feed
    wanted = await asyncio.to_thread(_project, request, state, project)
    newest = await asyncio.to_thread(feed.newest)
    known = last_event is not None and _NUMBER.fullmatch(last_event) is not None
    # A number that is not given yet comes from another life of the database: who knows it would wait for nothing.
    after = min(int(last_event or 0), newest) if known else newest
    return ServerSentEvent(_messages(feed, wanted, after))


def _project(request: Request[Actor, Any, State], state: State, name: str | None) -> ReadableProject | None:
    if name is None:
        return None
    with state.store.read() as connection:
        return readable_project(connection, request.user, name)


async def _messages(
    feed: EventFeed, project: ReadableProject | None, after: int
) -> AsyncIterator[ServerSentEventMessage]:
    yield ServerSentEventMessage(comment="open", retry=1000)
    async for event in feed.since(project, after):
        if event is None:
            yield ServerSentEventMessage(comment="alive")
        else:
            yield ServerSentEventMessage(id=str(event.number), event=event.kind, data=event.experiment)


router = Router("/api", route_handlers=[stream], tags=["live"])
