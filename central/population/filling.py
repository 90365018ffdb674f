"""Writing a population into a database as fast as it takes rows: COPY where it can, many at once otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select, text

from central.population.drawing import CHUNK, PENSIONER, Drawn, draw
from central.population.numbers import account_numbers, identity_numbers
from central.population.rows import COLUMNS, Row, name_of, rows
from central.store.database import Database
from central.store.tables import Person, SocialCard


def fill(database: Database, count: int, seed: int, day: date) -> int:
    """Add the first `count` people of the seed. Raises ValueError where a population was put in before."""
    with database.begin() as transaction:
        if transaction.scalar(select(SocialCard.number).where(SocialCard.number == _CARD_OF_THE_FIRST)) is not None:
            raise ValueError("a population is in this database already")
        first_id = (transaction.scalar(select(func.max(Person.id))) or 0) + 1
    today = np.datetime64(day, "D")
    for drawn in _chunks(count, seed, day):
        with database.engine.begin() as connection:
            for table, content in rows(drawn, first_id, count, today):
                _write(connection, table, content)
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT setval(pg_get_serial_sequence('persons', 'id'), max(id)) FROM persons"))
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
    return count


def fill_if_absent(database: Database, count: int, seed: int, day: date) -> int:
    """How many were added: none where a population is there."""
    with database.begin() as transaction:
        present = transaction.scalar(select(SocialCard.number).where(SocialCard.number == _CARD_OF_THE_FIRST))
    return 0 if present is not None else fill(database, count, seed, day)


def write_people(path: Path, count: int, seed: int, day: date) -> None:
    """The same people for the simulated departments, one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for drawn in _chunks(count, seed, day):
            numbers = identity_numbers(drawn.division, drawn.birth, drawn.serial)
            accounts = account_numbers(drawn.index)
            for place, (number, account) in enumerate(zip(numbers, accounts, strict=True)):
                entry = {
                    "id_number": number,
                    "name": name_of(int(drawn.choice[place])),
                    "account": account,
                    "retired": bool(drawn.status[place] == PENSIONER),
                }
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")


_CARD_OF_THE_FIRST = "N00000000"


def _chunks(count: int, seed: int, day: date) -> Iterator[Drawn]:
    for chunk in range(-(-count // CHUNK)):
        yield draw(seed, chunk, min(CHUNK, count - chunk * CHUNK), day)


def _write(connection: Connection, table: str, content: list[Row]) -> None:
    if not content:
        return
    columns = COLUMNS[table]
    named = ", ".join(columns)
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            copy.write("".join(map(_line, content)))
        return
    places = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f"INSERT INTO {table} ({named}) VALUES ({places})", content)  # noqa: S608 - our own names


def _line(row: Row) -> str:
    """COPY's text format; nothing that is drawn holds a tab, a line's end or a backslash."""
    return "\t".join(map(_cell, row)) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return "\\N"
    return value if isinstance(value, str) else str(value)
