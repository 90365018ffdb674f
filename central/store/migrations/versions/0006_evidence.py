"""The evidence log, contracts, authorisations, fund movements"""

from __future__ import annotations

from typing import Any

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
    _agreements()


def downgrade() -> None:
    for table in ("fund_signatures", "fund_movements", "authorisations", "contracts", "signing_parties"):
        op.drop_table(table)
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


def _agreements() -> None:
    op.create_table(
        "signing_parties",
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("role", "id", name=op.f("pk_signing_parties")),
    )
    _numbered(
        "contracts",
        sa.Column("employer", sa.String(length=64), nullable=False),
        sa.Column("id_number", sa.String(length=18), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("employer_signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("assent", sa.JSON(), nullable=False),
        indexed=("employer", "id_number"),
    )
    _numbered(
        "authorisations",
        sa.Column("id_number", sa.String(length=18), nullable=False),
        sa.Column("grantee", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=120), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("assent", sa.JSON(), nullable=False),
        indexed=("id_number", "grantee"),
    )
    _numbered(
        "fund_movements",
        sa.Column("fund", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("target", sa.String(length=40), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("proposed_by", sa.String(length=80), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
    )
    op.create_table(
        "fund_signatures",
        sa.Column("movement_id", sa.Integer(), nullable=False),
        sa.Column("supervisor", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=32), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["movement_id"], ["fund_movements.id"], name=op.f("fk_fund_signatures_movement_id")),
        sa.PrimaryKeyConstraint("movement_id", "supervisor", name=op.f("pk_fund_signatures")),
    )


def _numbered(table: str, *columns: sa.Column[Any], indexed: tuple[str, ...] = ()) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in ("state", *indexed):
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)
