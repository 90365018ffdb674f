"""Screening a whole population: `python -m bench.screening [--url URL] [--people N]`; one JSON line a figure.

Without a URL an SQLite file in a temporary folder; a PostgreSQL database must be empty and is filled. The first
screening makes all offers at once, which no other day does; the second finds what is new, which is nothing.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from datetime import UTC, datetime

from sqlalchemy import text

from central import parameters
from central.population.filling import fill
from central.proactive.figures import figures
from central.proactive.screening import screen
from central.proactive.screens import BENEFITS
from central.settings import ASSETS
from central.store.database import Database
from central.workdays import local_date

SEED = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--filled", action="store_true", help="the population is there already")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(arguments.url or f"sqlite:///{folder}/screening.db")
        database.migrate()
        if not arguments.filled:
            _fill(database, arguments.people)
        for which in ("first", "again"):
            _screen(database, which, arguments.people)
        database.dispose()


def _fill(database: Database, people: int) -> None:
    began = time.monotonic()
    fill(database, people, SEED, local_date(datetime.now(UTC)))
    seconds = time.monotonic() - began
    _say("fill", people=people, seconds=round(seconds, 1), people_a_second=round(people / seconds))
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect() as connection:
            size = connection.scalar(text("SELECT pg_database_size(current_database())"))
        _say("size", gigabytes=round((size or 0) / 1e9, 2))


def _screen(database: Database, which: str, people: int) -> None:
    now = datetime.now(UTC)
    by = figures(parameters.load(ASSETS / "parameters.toml"), local_date(now))
    began = time.monotonic()
    with database.begin() as transaction:
        found = dict(screen(transaction, by, now).found)
    seconds = time.monotonic() - began
    _say(f"screen {which}", people=people, seconds=round(seconds, 2), offers=sum(found.values()), **found)
    if which == "again":
        for benefit in BENEFITS.values():
            _count(database, benefit.code)


def _count(database: Database, code: str) -> None:
    """The reading alone, without writing offers."""
    by = figures(parameters.load(ASSETS / "parameters.toml"), local_date(datetime.now(UTC)))
    began = time.monotonic()
    with database.begin() as transaction:
        rows = transaction.execute(BENEFITS[code].screen(by).with_only_columns(text("count(*)")).order_by(None))
        count = len(rows.all()) if code == "skill" else rows.scalar()
    _say("read", benefit=code, found=count or 0, seconds=round(time.monotonic() - began, 2))


def _say(what: str, **figures: object) -> None:
    print(json.dumps({"what": what, **figures}), flush=True)


if __name__ == "__main__":
    main()
