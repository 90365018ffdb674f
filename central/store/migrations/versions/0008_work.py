"""Consultations, profiles, vacancies, fairs"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consultations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asker", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("question", sa.String(length=400), nullable=False),
        sa.Column("guides_version", sa.String(length=16), nullable=False),
        sa.Column("passage", sa.String(length=40), nullable=False),
        sa.Column("sure", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultations")),
        sa.UniqueConstraint("number", name=op.f("uq_consultations_number")),
    )
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consultations_asked_at"), ["asked_at"], unique=False)
    op.create_table(
        "job_fairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("place_zh", sa.String(length=120), nullable=False),
        sa.Column("place_en", sa.String(length=160), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_fairs")),
        sa.UniqueConstraint("number", name=op.f("uq_job_fairs_number")),
    )
    with op.batch_alter_table("job_fairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_fairs_starts_at"), ["starts_at"], unique=False)
    op.create_table(
        "vacancies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("employer_code", sa.String(length=18), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("occupation", sa.String(length=24), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("wage_from", sa.Integer(), nullable=False),
        sa.Column("wage_to", sa.Integer(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=80), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=80), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancies")),
        sa.UniqueConstraint("number", name=op.f("uq_vacancies_number")),
    )
    with op.batch_alter_table("vacancies", schema=None) as batch_op:
        batch_op.create_index("ix_vacancies_state_expires_on", ["state", "expires_on"], unique=False)
    op.create_table(
        "fair_sign_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["job_fairs.id"], name=op.f("fk_fair_sign_ups_fair_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_fair_sign_ups_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_sign_ups")),
        sa.UniqueConstraint("fair_id", "person_id", name=op.f("uq_fair_sign_ups_fair_id_person_id")),
    )
    with op.batch_alter_table("fair_sign_ups", schema=None) as batch_op:
        batch_op.create_index("ix_fair_sign_ups_fair_id_state", ["fair_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_fair_sign_ups_person_id"), ["person_id"], unique=False)
    op.create_table(
        "job_seekers",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("occupation", sa.String(length=24), nullable=False),
        sa.Column("district", sa.String(length=6), nullable=False),
        sa.Column("least_wage", sa.Integer(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_job_seekers_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_job_seekers")),
    )


def downgrade() -> None:
    for table in ("fair_sign_ups", "job_fairs", "vacancies", "job_seekers", "consultations"):
        op.drop_table(table)
