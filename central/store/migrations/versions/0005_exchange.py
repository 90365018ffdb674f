"""Exchange with departments, and offers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _exchange()
    _screened()
    _offers()


def downgrade() -> None:
    for table in (
        "offer_events",
        "offers",
        "exit_declarations",
        "skill_certificates",
        "pension_accounts",
        "flexible_insurance",
        "screening_runs",
        "employers",
        "department_answers",
        "comparisons",
        "exchange_messages",
    ):
        op.drop_table(table)


def _exchange() -> None:
    op.create_table(
        "exchange_messages",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("request_id", sa.String(length=32), nullable=False),
        sa.Column("department", sa.String(length=16), nullable=False),
        sa.Column("service", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("asked_by", sa.String(length=80), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("request_signature", sa.String(length=200), nullable=False),
        sa.Column("answer_sha256", sa.String(length=64), nullable=False),
        sa.Column("answer_signature", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_messages")),
        sa.UniqueConstraint("request_id", name=op.f("uq_exchange_messages_request_id")),
    )
    with op.batch_alter_table("exchange_messages", schema=None) as batch_op:
        batch_op.create_index("ix_exchange_messages_department_id", ["department", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exchange_messages_purpose"), ["purpose"], unique=False)
        batch_op.create_index(batch_op.f("ix_exchange_messages_requested_at"), ["requested_at"], unique=False)
    op.create_table(
        "comparisons",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("unmet", sa.JSON(), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        sa.Column("compared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cached", sa.Boolean(), nullable=False),
        sa.Column("message_id", _ROW, nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["exchange_messages.id"], name=op.f("fk_comparisons_message_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_comparisons_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparisons")),
        sa.UniqueConstraint("purpose", "rule", name=op.f("uq_comparisons_purpose_rule")),
    )
    with op.batch_alter_table("comparisons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparisons_person_id"), ["person_id"], unique=False)
    op.create_table(
        "department_answers",
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("inputs", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", _ROW, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["exchange_messages.id"], name=op.f("fk_department_answers_message_id")
        ),
        sa.PrimaryKeyConstraint("rule", "version", "inputs", name=op.f("pk_department_answers")),
    )
    with op.batch_alter_table("department_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_department_answers_answered_at"), ["answered_at"], unique=False)


def _screened() -> None:
    op.create_table(
        "employers",
        sa.Column("code", sa.String(length=18), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("signing_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_employers")),
    )
    op.create_table(
        "flexible_insurance",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("paid_to", sa.Date(), nullable=False),
        sa.Column("monthly_fen", sa.Integer(), nullable=False),
        sa.Column("hard_to_employ_on", sa.Date(), nullable=True),
        sa.Column("subsidised_months", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_flexible_insurance_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_flexible_insurance")),
    )
    with op.batch_alter_table("flexible_insurance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_flexible_insurance_hard_to_employ_on"), ["hard_to_employ_on"], unique=False
        )
    op.create_table(
        "pension_accounts",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("contribution_months", sa.Integer(), nullable=False),
        sa.Column("account_fen", sa.BigInteger(), nullable=False),
        sa.Column("index_permille", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_age_months", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_pension_accounts_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_pension_accounts")),
    )
    with op.batch_alter_table("pension_accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pension_accounts_due_on"), ["due_on"], unique=False)
    op.create_table(
        "skill_certificates",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("trade", sa.String(length=60), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("subsidised_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_skill_certificates_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_skill_certificates")),
    )
    with op.batch_alter_table("skill_certificates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_skill_certificates_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_skill_certificates_person_id"), ["person_id"], unique=False)
    op.create_table(
        "exit_declarations",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("employer_code", sa.String(length=18), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("employment_id", sa.Integer(), nullable=False),
        sa.Column("exit_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["employer_code"], ["employers.code"], name=op.f("fk_exit_declarations_employer_code")),
        sa.ForeignKeyConstraint(
            ["employment_id"], ["employments.id"], name=op.f("fk_exit_declarations_employment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_exit_declarations_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exit_declarations")),
    )
    with op.batch_alter_table("exit_declarations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exit_declarations_employer_code"), ["employer_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_exit_declarations_person_id"), ["person_id"], unique=False)


def _offers() -> None:
    op.create_table(
        "screening_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening_runs")),
    )
    op.create_table(
        "offers",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("benefit", sa.String(length=24), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("basis_on", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("consent", sa.JSON(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_offers_application_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_offers_person_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run_id"], ["screening_runs.id"], name=op.f("fk_offers_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("person_id", "benefit", "basis_on", name=op.f("uq_offers_person_id_benefit_basis_on")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offers_application_id"), ["application_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offers_expires_on"), ["expires_on"], unique=False)
        batch_op.create_index("ix_offers_state_id", ["state", "id"], unique=False)
    op.create_table(
        "offer_events",
        sa.Column("id", _ROW, nullable=False),
        sa.Column("offer_id", _ROW, nullable=False),
        sa.Column("from_state", sa.String(length=16), nullable=False),
        sa.Column("to_state", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name=op.f("fk_offer_events_offer_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_events")),
    )
    with op.batch_alter_table("offer_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_events_offer_id"), ["offer_id"], unique=False)
