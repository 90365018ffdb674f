"""Visits by social security card, and by its electronic form"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "electronic_cards",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_electronic_cards_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_electronic_cards")),
    )
    with op.batch_alter_table("electronic_cards", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_electronic_cards_person_id"), ["person_id"], unique=False)
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.alter_column("document", existing_type=sa.String(length=8), type_=sa.String(length=16))
        batch_op.add_column(sa.Column("document_stopped", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_column("document_stopped")
        batch_op.alter_column("document", existing_type=sa.String(length=16), type_=sa.String(length=8))
    with op.batch_alter_table("electronic_cards", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_electronic_cards_person_id"))
    op.drop_table("electronic_cards")
