"""Logs that cannot name anybody: only listed fields pass, so that a new field stays private until somebody lists it.

One JSON object a line on standard error. What other libraries log comes without its text: only who, how bad and where.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any, TextIO, cast

import structlog

FIELDS = frozenset(
    {
        "attempt",
        "cause",
        "child",
        "code",
        "count",
        "device",
        "device_class",
        "driver",
        "dropped",
        "error",
        "exit_code",
        "health",
        "item",
        "kiosk",
        "level",
        "live",
        "logger",
        "milliseconds",
        "mode",
        "outcome",
        "pid",
        "process",
        "reason",
        "reasons",
        "reference",
        "room",
        "screen",
        "sequence",
        "stars",
        "state",
        "status",
        "step",
        "ticket",
        "timestamp",
        "version",
        "view",
        "visit",
        "where",
    }
)
_EVENT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_LONGEST = 200


class _StandardError:
    """Standard error as it is at the moment of writing, not at the moment of import."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Log to `stream`, by default standard error; other libraries' logs included."""
    configure_structlog(stream, level)
    root = logging.getLogger()
    root.handlers[:] = [_Library()]
    root.setLevel(logging.WARNING)


def configure_structlog(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """For our own logs alone; done at import, so that a program that forgets to configure logs no more than others."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            allow_listed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream or cast(TextIO, _StandardError())),
        cache_logger_on_first_use=False,
    )


def logger(room: str) -> Any:
    """A logger whose every line says which room of the program it is from."""
    return structlog.get_logger(room=room)


def allow_listed(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the listed fields of simple values; name, without their values, the fields that were dropped.

    An exception is told by its type and the place it was raised at: its message may quote anything.
    """
    kept: dict[str, Any] = {}
    name = event.pop("event", "")
    kept["event"] = name if isinstance(name, str) and _EVENT.fullmatch(name) else "unnamed"
    if event.get("exc_info"):
        kept |= _exception(event.pop("exc_info"))
    dropped = []
    for field, value in event.items():
        if field in FIELDS and isinstance(value, str | int | float | bool | None):
            kept[field] = value[:_LONGEST] if isinstance(value, str) else value
        else:
            dropped.append(field)
    if dropped:
        kept["dropped"] = ",".join(sorted(dropped))
    return kept


def _exception(info: Any) -> dict[str, str]:
    error: BaseException | None
    if isinstance(info, BaseException):
        error = info
    elif isinstance(info, tuple):
        error = info[1]
    else:
        error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
    if error is None:
        return {}
    return {"error": type(error).__name__, "where": _where(error.__traceback__)}


def _where(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else ""


class _Library(logging.Handler):
    """What comes through the standard library's logging."""

    def emit(self, record: logging.LogRecord) -> None:
        fields: dict[str, Any] = {"logger": record.name, "where": f"{record.filename}:{record.lineno}"}
        if record.exc_info and record.exc_info[1] is not None:
            fields |= _exception(record.exc_info)
        structlog.get_logger(room="library").log(record.levelno, "library", **fields)


configure_structlog()
