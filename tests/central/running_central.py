"""A central that really listens on a free port."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import requests
from kiosk_client import KioskClient

from central.api.context import Central
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
        return requests.request(method, self.url + path, headers=headers, timeout=20, **arguments)


@contextmanager
def serving(folder: Path, **changes: Any) -> Iterator[Running]:
    (folder / "code").write_text(CODE)
    (folder / "staff").write_text(STAFF)
    settings = Settings(
        database_url=f"sqlite:///{folder / 'central.db'}",
        state_dir=folder / "state",
        enrolment_code_file=folder / "code",
        staff_token_file=folder / "staff",
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
