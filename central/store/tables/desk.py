"""Staff's and citizens' browsers, and staff's notes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class SignIn(Table):
    """A sign-in on its way to the provider and back; `browser_hash` ties it to the browser that began it."""

    __tablename__ = "sign_ins"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    verifier: Mapped[str] = mapped_column(String(128))
    nonce: Mapped[str] = mapped_column(String(128))
    redirect_uri: Mapped[str] = mapped_column(String(300))
    return_to: Mapped[str] = mapped_column(String(300))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class DeskSession(Table):
    """A member of staff's browser that has signed in; the cookie's value is kept by its hash only."""

    __tablename__ = "desk_sessions"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str] = mapped_column(String(60))
    roles: Mapped[list[Any]]
    csrf: Mapped[str] = mapped_column(String(64))
    id_token: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class WebVisit(Table):
    """A citizen's browser that applies: who they say they are, and whether the code sent to their phone came back."""

    __tablename__ = "web_visits"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    csrf: Mapped[str] = mapped_column(String(64))
    item: Mapped[str] = mapped_column(String(16))
    id_number: Mapped[str] = mapped_column(String(18), default="", index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE))
    code_hash: Mapped[str] = mapped_column(String(64), default="")
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    verified_at: Mapped[datetime | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApplicationNote(Table):
    """What a member of staff wrote down about an application, for colleagues; never changed afterwards."""

    __tablename__ = "application_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    at: Mapped[datetime]
    author: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(String(500))
