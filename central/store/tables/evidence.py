"""The evidence log: acts waiting and taken in, the tree's tiles, checkpoints, witnesses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import Table

_ROW = BigInteger().with_variant(Integer, "sqlite")


class EvidenceAct(Table):
    """An act as it was put down. `entry` is the salted hash that goes into the log, at `position` once it is taken in.

    Salt and statement may be erased: then the entry says nothing any more, and the tree still stands.
    """

    __tablename__ = "evidence_acts"
    __table_args__ = (
        Index(
            "ix_evidence_acts_queued",
            "id",
            sqlite_where=text("position IS NULL"),
            postgresql_where=text("position IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64), index=True)
    queued_at: Mapped[datetime]
    entry: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    statement: Mapped[str | None] = mapped_column(Text)
    position: Mapped[int | None] = mapped_column(BigInteger, unique=True)


class EvidenceTile(Table):
    """256 hashes of a level side by side, the last tile of a level with what it has; level -1 holds the entries."""

    __tablename__ = "evidence_tiles"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class EvidenceCheckpoint(Table):
    """A tree's size and root as a signed note. `role`: `signed` by the log, or `witnessed` by enough witnesses too."""

    __tablename__ = "evidence_checkpoints"

    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    root: Mapped[bytes] = mapped_column(LargeBinary(32))
    note: Mapped[str] = mapped_column(Text)
    signed_at: Mapped[datetime]


class EvidenceWitness(Table):
    """The last checkpoint of ours that a witness is known to have cosigned."""

    __tablename__ = "evidence_witnesses"

    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    seen_at: Mapped[datetime]
