"""Work that a transaction left to be done after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import Table

_OPEN = text("done_at IS NULL")


class BackgroundTask(Table):
    """Written in the transaction that caused it; `done_at` is the truth, whatever the engine has kept or lost.

    `batch` is the durable workflow that it was handed to, at `handed_at` (or is to start with then). `failed_at`: given
    up, to be looked at; `error` names what went wrong last.
    """

    __tablename__ = "background_tasks"
    __table_args__ = (Index("ix_background_tasks_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    batch: Mapped[str | None] = mapped_column(String(32), index=True)
    created_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    failed_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(80), default="")
