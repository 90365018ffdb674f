"""Requests counted in this process, by route and never by path."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
"""Set where several workers share one port: they count into this folder together. Else each process counts alone."""
_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
SUBMIT = "/v1/submissions"


class Measures:
    """The metrics of one central in this process; `collector` gives what the database knows."""

    def __init__(self, collector: Collector) -> None:
        self._registry = CollectorRegistry()
        self._collector = collector
        self._registry.register(collector)
        self._requests = Counter(
            "hrss_http_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "hrss_http_request_seconds",
            "Seconds until an answer began.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._submissions = Counter(
            "hrss_submissions_accepted", "Submissions answered with 201, repeats too.", registry=self._registry
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)
        if (method, route, status) == ("POST", SUBMIT, 201):
            self._submissions.inc()

    def text(self) -> bytes:
        """In Prometheus' text format. Blocks on the database."""
        if MULTIPROCESS not in os.environ:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        together.register(self._collector)
        return generate_latest(together)


class Measured:
    """Tells each answer's route, status and time to begin. Unknown paths and methods count as "-"."""

    def __init__(self, app: ASGIApp, measures: Callable[[Scope], Measures | None]) -> None:
        self._app, self._measures = app, measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start" and (measures := self._measures(scope)) is not None:
                route = getattr(scope.get("route"), "path", "-")
                method = scope["method"] if scope["method"] in _METHODS else "-"
                measures.answered(method, route, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, noting)


_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
