"""Handling: clocks, second review, payments, messages, allocation"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "background_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_background_tasks")),
    )
    with op.batch_alter_table("background_tasks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_background_tasks_batch"), ["batch"], unique=False)
        batch_op.create_index(batch_op.f("ix_background_tasks_done_at"), ["done_at"], unique=False)
        batch_op.create_index(
            "ix_background_tasks_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "staff_conflicts",
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("id_number", sa.String(length=18), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_conflicts_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staff_id", "id_number", name=op.f("pk_staff_conflicts")),
    )
    with op.batch_alter_table("staff_conflicts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_conflicts_id_number"), ["id_number"], unique=False)

    op.create_table(
        "staff_days",
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_days_staff_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("staff_id", "day", name=op.f("pk_staff_days")),
    )
    with op.batch_alter_table("staff_days", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_days_day"), ["day"], unique=False)

    op.create_table(
        "allocations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("policy", sa.String(length=40), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_allocations_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocations")),
    )
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allocations_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_allocations_at"), ["at"], unique=False)

    op.create_table(
        "payments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("account", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("bank_reference", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_payments_application_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payments")),
        sa.UniqueConstraint("application_id", "attempt", name=op.f("uq_payments_application_id_attempt")),
        sa.UniqueConstraint("key", name=op.f("uq_payments_key")),
    )
    with op.batch_alter_table("payments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payments_application_id"), ["application_id"], unique=False)
        batch_op.create_index("ix_payments_state_id", ["state", "id"], unique=False)

    op.create_table(
        "ratings",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("handler", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_ratings_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_ratings")),
    )
    with op.batch_alter_table("ratings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ratings_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_ratings_handler"), ["handler"], unique=False)

    op.create_table(
        "sms_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("id_number", sa.String(length=18), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("gateway_id", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["about"], ["applications.id"], name=op.f("fk_sms_messages_about"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sms_messages")),
        sa.UniqueConstraint("gateway_id", name=op.f("uq_sms_messages_gateway_id")),
    )
    with op.batch_alter_table("sms_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sms_messages_about"), ["about"], unique=False)
        batch_op.create_index(batch_op.f("ix_sms_messages_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sms_messages_id_number"), ["id_number"], unique=False)

    # column by column: rebuilding a table that others refer to would break their references on SQLite
    for column in _applications():
        op.add_column("applications", column)
    op.create_index(op.f("ix_applications_second"), "applications", ["second"])
    op.create_index(op.f("ix_applications_account"), "applications", ["account"])
    op.create_index("ix_applications_sender_received_at", "applications", ["sender", "received_at"])
    op.add_column("staff", sa.Column("open_minutes", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE staff SET open_minutes = (SELECT COALESCE(SUM(expected_minutes), 0) FROM applications"
        " WHERE applications.handler = staff.id AND applications.state IN ('ALLOCATED', 'IN_REVIEW'))"
    )
    op.execute("UPDATE applications SET accepted_at = received_at WHERE state NOT IN ('SUBMITTED', 'NOT_ACCEPTED')")


def downgrade() -> None:
    op.drop_column("staff", "open_minutes")
    op.drop_index("ix_applications_sender_received_at", "applications")
    op.drop_index(op.f("ix_applications_account"), "applications")
    op.drop_index(op.f("ix_applications_second"), "applications")
    for column in reversed(_applications()):
        op.drop_column("applications", column.name)
    for table in (
        "sms_messages",
        "ratings",
        "payments",
        "allocations",
        "staff_days",
        "staff_conflicts",
        "background_tasks",
    ):
        op.drop_table(table)


def _applications() -> list[sa.Column[Any]]:
    return [
        sa.Column("second", sa.String(length=32), nullable=True),
        sa.Column("depth", sa.String(length=8), server_default="one", nullable=False),
        sa.Column("risk", sa.JSON(), server_default="[]", nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("extended_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("warned_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.String(length=64), server_default="", nullable=False),
        sa.Column("account", sa.String(length=40), server_default="", nullable=False),
        sa.Column("sender", sa.String(length=80), server_default="", nullable=False),
    ]
