"""What the server measures of itself: counted in plain numbers, turned into Prometheus text when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from litestar.enums import ScopeType

from sightline_server.log_lines import logger, wanted

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

#: Upper bounds of the histogram, in seconds.
BOUNDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0)


class Metrics:
    """Requests by method, route and status.

    `waiting`: how many functions the writer has not run yet. `listening`: how many live streams are open.
    """

    def __init__(self, waiting: Callable[[], int], listening: Callable[[], int]) -> None:
        self._waiting, self._listening = waiting, listening
        self._requests: dict[tuple[str, str, str], int] = {}
        self._buckets = [0] * (len(BOUNDS) + 1)
        self._seconds = 0.0

    def observe(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one answered request. `path` is the route's, with its parameters' names."""
        key = (method, path, str(status))
        self._requests[key] = self._requests.get(key, 0) + 1
        self._buckets[next((i for i, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))] += 1
        self._seconds += seconds

    def text(self) -> bytes:
        """Prometheus' text format."""
        from prometheus_client import PROCESS_COLLECTOR, CollectorRegistry, generate_latest

        registry = CollectorRegistry()
        registry.register(PROCESS_COLLECTOR)
        registry.register(self)
        return generate_latest(registry)

    def collect(self) -> Iterator[Any]:
        """For the Prometheus client: one family after the other."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily

        labels = ("method", "route", "status")
        requests = CounterMetricFamily("sightline_requests", "Requests answered", labels=labels)
        for key, count in self._requests.items():
            requests.add_metric(key, count)
        yield requests
        total, buckets = 0, []
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), self._buckets, strict=True):
            total += count
            buckets.append((bound, float(total)))
        duration = HistogramMetricFamily("sightline_request_seconds", "Time until the answer's end")
        duration.add_metric([], buckets, self._seconds)
        yield duration
        yield GaugeMetricFamily("sightline_writer_waiting", "Functions that wait for the writer", self._waiting())
        yield GaugeMetricFamily("sightline_live_streams", "Pages that listen to live events", self._listening())


class Observed:
    """Counts what passes through, and at level debug writes a line a request."""

    def __init__(self, inside: ASGIApp, metrics: Metrics) -> None:
        self._inside, self._metrics = inside, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._inside(scope, receive, send)
            return
        status = 0
        begun = time.perf_counter()

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._inside(scope, receive, send_observed)
        finally:
            seconds = time.perf_counter() - begun
            route = scope.get("path_template") or "(none)"
            self._metrics.observe(scope["method"], route, status, seconds)
            if wanted("debug"):
                milliseconds = round(seconds * 1000, 1)
                logger().debug("request", method=scope["method"], path=scope["path"], status=status, ms=milliseconds)
