"""Logging without personal data: only fields named here are written, so that a new field is private until listed."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "request_id",
        "method",
        "route",
        "status",
        "milliseconds",
        "problem",
        "reason",
        "kiosk_id",
        "application_number",
        "item",
        "state",
        "action",
        "missing_before",
        "error",
        "where",
        "count",
        "url",
        "database",
    }
)


def only_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key in ALLOWED}


def configure(level: int = logging.INFO) -> None:
    """JSON lines on standard error; uvicorn's own messages are left to its error logger, without requests."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_Stderr,
        cache_logger_on_first_use=False,
    )


def get() -> Any:
    return structlog.get_logger()


class _Stderr:
    """Writes a line to standard error as it is at that moment. A log that cannot be written stops nothing."""

    def __init__(self, *_arguments: object) -> None: ...

    def msg(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = msg
