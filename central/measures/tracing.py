"""Traces over OTLP, where OTEL_EXPORTER_OTLP_ENDPOINT says where to; off without it.

A path may hold a session, a query an ID number, an exception's text anything: only what is listed leaves.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fastapi import FastAPI
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import Status

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
LISTED = frozenset(
    {
        "http.method",
        "http.request.method",
        "http.route",
        "http.status_code",
        "http.response.status_code",
        "http.scheme",
        "url.scheme",
        "http.flavor",
        "network.protocol.version",
        "error.type",
        "asgi.event.type",
    }
)


class Listed(SpanExporter):
    """Hands on spans with listed attributes alone, without events and the words of an error."""

    def __init__(self, behind: SpanExporter) -> None:
        self._behind = behind

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._behind.export([_listed(span) for span in spans])

    def shutdown(self) -> None:
        self._behind.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._behind.force_flush(timeout_millis)


def _listed(span: ReadableSpan) -> ReadableSpan:
    return ReadableSpan(
        name=span.name if "{" in span.name or "http.route" in (span.attributes or {}) else span.name.partition(" ")[0],
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={name: value for name, value in (span.attributes or {}).items() if name in LISTED},
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


@contextmanager
def tracing(app: FastAPI, exporter: SpanExporter | None = None) -> Iterator[None]:
    """For as long as the application runs; `exporter` instead of the one that the environment names."""
    if exporter is None and not os.environ.get(ENDPOINT):
        yield
        return
    provider = TracerProvider(resource=Resource.create({"service.name": "hrss-central"}))
    provider.add_span_processor(BatchSpanProcessor(Listed(exporter or OTLPSpanExporter())))
    FastAPIInstrumentor.instrument_app(
        app,
        tracer_provider=provider,
        excluded_urls="healthz,metrics,monitoring/stream",
        exclude_spans=["receive", "send"],
    )
    try:
        yield
    finally:
        FastAPIInstrumentor.uninstrument_app(app)
        provider.shutdown()
