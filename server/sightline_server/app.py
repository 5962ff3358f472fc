"""The whole server, put together. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide

from sightline_server import docs, health, openapi, pages
from sightline_server.access import door, guard
from sightline_server.access import routes as access
from sightline_server.access.actor import current_actor
from sightline_server.access.identities import Identities
from sightline_server.blobs import routes as blobs
from sightline_server.blobs.images import Pictures
from sightline_server.blobs.store import BlobStore
from sightline_server.blobs.uploads import Uploads
from sightline_server.bodies import StrictRequest
from sightline_server.comparison import routes as comparison
from sightline_server.experiments import routes as experiments
from sightline_server.files import routes as files
from sightline_server.findings import routes as findings
from sightline_server.heads import Heads
from sightline_server.live import EventFeed
from sightline_server.live import router as live
from sightline_server.logs import routes as logs
from sightline_server.metrics import Metrics, Observed
from sightline_server.problems import HANDLERS
from sightline_server.projects import routes as projects
from sightline_server.search import routes as search
from sightline_server.settings import Settings
from sightline_server.storage import routes as storage
from sightline_server.storage.collect import Collector
from sightline_server.store.engine import Store
from sightline_server.store.writer import Writer
from sightline_server.upkeep import upkeep

CAPABILITIES = (access, projects, experiments, logs, findings, files, blobs, comparison, search, storage, health)
LARGEST_BODY = 4 << 20


def create_app(settings: Settings) -> Litestar:
    """A server of its own, with no globals: a test calls this with a temporary folder."""
    store = Store(settings.database)
    writer = Writer(store)
    stored = BlobStore(settings)
    pictures = Pictures(stored, settings.data / "cache" / "images")
    feed = EventFeed(store, writer)
    metrics = Metrics(lambda: writer.depth, lambda: feed.listeners)
    state = {
        "settings": settings,
        "store": store,
        "writer": writer,
        "feed": feed,
        "blobs": stored,
        "uploads": Uploads(store, writer, stored),
        "pictures": pictures,
        "collector": Collector(store, writer, stored, pictures),
        "identities": Identities(store, writer),
        "metrics": metrics,
    }

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        store.prepare()
        with writer.running():
            async with upkeep(writer, feed):
                yield
        store.close()

    app = Litestar(
        [*(capability.router for capability in CAPABILITIES), live, docs.docs, pages.page],
        guards=[guard.enforce],
        dependencies={"actor": Provide(current_actor)},
        exception_handlers=HANDLERS,
        openapi_config=openapi.config(),
        logging_config=None,
        request_class=StrictRequest,
        request_max_body_size=LARGEST_BODY,
        lifespan=[running],
        state=State(state),
    )
    guard.check_routes(app)
    # In front of the router, so that a stranger's request meets no route, and an unknown address gets the headers, too.
    app.asgi_handler = Observed(door.Door(Heads(app.asgi_handler), settings, stored.origins()), metrics)
    return app
