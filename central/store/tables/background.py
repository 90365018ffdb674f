"""Work that a transaction left to be done after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import Table

_WAITING = text("done_at IS NULL")


class BackgroundTask(Table):
    """Written in the transaction that caused it. `key` is the durable workflow's id: once for a row, never used again.

    `handed_at`: given to the engine; `failed_at`: given up, to be looked at, and `error` the name of what went wrong.
    """

    __tablename__ = "background_tasks"
    __table_args__ = (Index("ix_background_tasks_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    failed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(80), default="")
