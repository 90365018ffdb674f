"""The simulated departments, really listening, for a central to talk to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from drivers_sim.departments.command import Departments, connections, make_desk
from drivers_sim.departments.people import Person
from drivers_sim.departments.server import Desk


@dataclass
class RunningDepartments:
    """`connections` is the file for the central; faults go by the side channel, as they would from elsewhere."""

    url: str
    control: str
    connections: Path
    desk: Desk

    def fault(self, department: str, kind: str, **more: Any) -> None:
        said = requests.put(f"{self.control}/faults/{department}", json={"kind": kind, **more}, timeout=5)
        assert said.status_code == 204, said.text

    def clear(self, department: str) -> None:
        assert requests.delete(f"{self.control}/faults/{department}", timeout=5).status_code == 204

    def put(self, id_number: str, **facts: Any) -> None:
        said = requests.put(f"{self.control}/people", json={"id_number": id_number, **facts}, timeout=5)
        assert said.status_code == 204

    def asked(self, path: str) -> int:
        return int(requests.get(f"{self.control}/state", timeout=5).json()["requests"].get(path, 0))


@contextmanager
def departments(folder: Path, *people: Person, settle_s: float = 0.0) -> Iterator[RunningDepartments]:
    desk = make_desk(folder / "departments", list(people), settle_s=settle_s)
    running, addresses, ready = Departments(desk), [], threading.Event()

    def listens(url: str, control: str) -> None:
        addresses.extend((url, control))
        ready.set()

    thread = threading.Thread(target=lambda: asyncio.run(running.serve(listens)), daemon=True)
    thread.start()
    try:
        assert ready.wait(20), "the departments do not listen"
        file = folder / "connections.toml"
        file.write_text(connections(desk, addresses[0]))
        yield RunningDepartments(addresses[0], addresses[1], file, desk)
    finally:
        running.stop()
        thread.join(20)
