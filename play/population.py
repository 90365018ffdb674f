"""A made-up population for a database, and the same people for the simulated departments."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from central.population.filling import fill, write_people
from central.store.database import Database
from central.workdays import local_date


def make(count: int, database_url: str | None, people: Path | None, seed: int) -> None:
    today = local_date(datetime.now(UTC))
    if database_url:
        database, began = Database(database_url), time.monotonic()
        database.migrate()
        fill(database, count, seed, today)
        database.dispose()
        print(f"{count} people put in within {time.monotonic() - began:.1f} s", flush=True)
    if people:
        write_people(people, count, seed, today)
        print(f"{count} people written to {people}", flush=True)
