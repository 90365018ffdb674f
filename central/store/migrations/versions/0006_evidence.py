"""The evidence log, contracts, authorisations, fund movements"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_QUEUED = sa.text("position IS NULL")


def upgrade() -> None:
    _log()


def downgrade() -> None:
    for table in ("evidence_witnesses", "evidence_checkpoints", "evidence_tiles", "evidence_acts"):
        op.drop_table(table)


def _log() -> None:
    op.create_table(
        "evidence_acts",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry", sa.LargeBinary(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=16), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_acts")),
        sa.UniqueConstraint("position", name=op.f("uq_evidence_acts_position")),
    )
    with op.batch_alter_table("evidence_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_acts_entry"), ["entry"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_acts_subject"), ["subject"], unique=False)
        batch_op.create_index(
            "ix_evidence_acts_queued", ["id"], unique=False, sqlite_where=_QUEUED, postgresql_where=_QUEUED
        )
    op.create_table(
        "evidence_tiles",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "number", name=op.f("pk_evidence_tiles")),
    )
    op.create_table(
        "evidence_checkpoints",
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_evidence_checkpoints")),
    )
    op.create_table(
        "evidence_witnesses",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_evidence_witnesses")),
    )
