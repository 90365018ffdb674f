"""A central that really listens on a free port."""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import requests
from kiosk_client import KioskClient
from sqlalchemy import create_engine, make_url, text

from central.parts import Central
from central.seed import seed_people
from central.server import Server, build_app
from central.settings import Settings

CODE = "TEST-CODE-0001"
STAFF = "staff-token-of-the-tests-only"


@dataclass
class Running:
    """A central at work, its inner parts for looking after an effect, and calls as staff."""

    url: str
    central: Central

    def kiosk(self, kiosk_id: str = "nn-test-01", *, enrol: bool = True) -> KioskClient:
        client = KioskClient(self.url, kiosk_id)
        if enrol:
            assert client.enrol(CODE).status_code == 201
        return client

    def seed(self, *people: dict[str, Any]) -> None:
        assert seed_people(self.central.database, people) == len(people)

    def staff(self, method: str, path: str, **arguments: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {STAFF}", **arguments.pop("headers", {})}
        if method == "POST":
            headers.setdefault("Idempotency-Key", uuid.uuid4().hex)
        return requests.request(method, self.url + path, headers=headers, timeout=20, **arguments)


def database_url(folder: Path) -> str:
    """SQLite in the folder; with CENTRAL_TEST_SERVER set to a PostgreSQL URL, a database of the folder's own there."""
    server = os.environ.get("CENTRAL_TEST_SERVER")
    if not server:
        return f"sqlite:///{folder / 'central.db'}"
    name = f"test_{hashlib.sha256(str(folder).encode()).hexdigest()[:20]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        present = text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.scalar(present, {"name": name}) is None:
            connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def serving(folder: Path, **changes: Any) -> Iterator[Running]:
    (folder / "code").write_text(CODE)
    (folder / "staff").write_text(STAFF)
    settings = Settings(
        database_url=database_url(folder),
        state_dir=folder / "state",
        enrolment_code_file=folder / "code",
        staff_token_file=folder / "staff",
        background=False,
    )
    settings = replace(settings, **changes)
    app = build_app(settings)
    ready = threading.Event()
    server = Server(app, on_ready=lambda _url: ready.set())
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        assert ready.wait(20), "the central does not listen"
        yield Running(server.url, app.state.central)
    finally:
        server.should_exit = True
        thread.join(20)
        app.state.central.database.dispose()
