"""Migrations, the database's settings, secrets in files, seeding."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from central_people import PHOTO, person
from running_central import database_url
from sqlalchemy import inspect, text

from central import private_file, records
from central.seal import KEY_LASTS, SealKeys
from central.seed import seed_people
from central.store.database import Database, migration_config
from central.store.tables import Table


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    held = Database(database_url(tmp_path / "folder"))
    yield held
    held.dispose()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_migrations_go_up_down_and_up(database: Database) -> None:
    for _ in range(2):
        database.migrate()
        assert tables(database) == set(Table.metadata.tables)
        with database.engine.connect() as connection, connection.begin():
            command.downgrade(migration_config(connection), "base")
        assert tables(database) == set()


def test_migrations_make_what_the_code_says(database: Database) -> None:
    database.migrate()
    database.migrate()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_sqlite_is_durable_and_keeps_its_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'central.db'}")
    with database.begin() as transaction:
        values = [
            transaction.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert values == ["wal", 2, 1]
    assert {file.stat().st_mode & 0o777 for file in tmp_path.glob("central.db*")} == {0o600}


def test_look_ups_are_indexed(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'central.db'}")
    database.migrate()
    with database.begin() as transaction:
        for query in (
            "persons WHERE id_number = 'x'",
            "social_cards WHERE person_id = 1",
            "employments WHERE person_id = 1",
            "applications WHERE id_number = 'x'",
            "applications WHERE number = 'x'",
            "applications WHERE handler = 'x' AND state = 'y'",
            "application_events WHERE application_id = 1",
            "submissions WHERE reference = 'x'",
            "submissions WHERE kiosk_id = 'x' AND generation = 1 AND sequence = 1",
            "submissions WHERE application_id = 1",
            "idempotency_answers WHERE caller = 'x' AND key = 'y'",
            "sessions WHERE id_number = 'x'",
            "seen_tokens WHERE kiosk_id = 'x' AND jti = 'y'",
        ):
            plan = transaction.execute(text(f"EXPLAIN QUERY PLAN SELECT * FROM {query}")).all()
            assert "SCAN" not in str(plan), query


def test_people_are_put_in_once_and_then_left_alone(database: Database) -> None:
    database.migrate()
    made: list[int] = []

    def photo() -> bytes:
        made.append(1)
        return PHOTO

    someone = person(1, pension={"receiving": True, "monthly": 2486.4}) | {"reference_photo": photo}
    assert seed_people(database, [someone]) == 1
    with database.begin() as transaction:
        held = records.load(transaction, someone["id_number"])
        assert held is not None
        assert records.reference_photo(transaction, held.person.id) == PHOTO
        assert held.pension is not None
        assert held.pension.monthly_fen == 248640
        assert held.card is not None
        held.card.status = "lost"
    assert seed_people(database, [someone]) == 0
    assert len(made) == 1
    with database.begin() as transaction:
        again = records.load(transaction, someone["id_number"])
        assert again is not None
        assert again.card is not None
        assert again.card.status == "lost"


@pytest.mark.parametrize("printed", ["阮氏花", " 阮 氏 花 ", "NGUYEN THI HOA", "Nguyen, Thi·Hoa"])
def test_a_name_is_the_same_however_it_is_printed(database: Database, printed: str) -> None:
    database.migrate()
    seed_people(database, [person(2, name="阮氏花") | {"other_names": ["NGUYEN THI HOA"]}])
    with database.begin() as transaction:
        held = records.load(transaction, person(2)["id_number"])
        assert held is not None
        assert records.same_name(held.person, printed)
        assert not records.same_name(held.person, "阮氏华")


def test_a_new_seal_key_in_time_and_the_old_one_kept(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    first = SealKeys(tmp_path, start).current
    assert SealKeys(tmp_path, start + timedelta(days=100)).current.id == first.id
    later = SealKeys(tmp_path, start + KEY_LASTS - timedelta(days=10))
    assert later.current.id != first.id
    assert len(list(tmp_path.glob("*.x25519"))) == 2


def test_a_secret_is_made_once_and_private(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "secret"
    assert private_file.read_or_create(path, lambda: b"first") == b"first"
    assert private_file.read_or_create(path, lambda: b"second") == b"first"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret"]
