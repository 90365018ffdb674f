"""`main.py departments`: serve the departments and their side channel until a signal."""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from drivers_sim.departments.bank import Book
from drivers_sim.departments.people import People, Person, read
from drivers_sim.departments.server import DEPARTMENTS, Desk, departments, side_channel
from drivers_sim.departments.signing import Keys, secret_in

_STARTS_S = 10.0


class Departments:
    """Both servers in one event loop; `urls` are known once they listen."""

    def __init__(self, desk: Desk, host: str = "127.0.0.1", port: int = 0, control_port: int = 0) -> None:
        self.desk = desk
        self._servers = [_Server(departments(desk), host, port), _Server(side_channel(desk), host, control_port)]

    def stop(self) -> None:
        for server in self._servers:
            server.should_exit = True
            server.force_exit = True

    async def serve(self, ready: Callable[[str, str], None]) -> None:
        """`ready` is called with the departments' address and the side channel's."""
        serving = [asyncio.create_task(server.serve()) for server in self._servers]
        async with asyncio.timeout(_STARTS_S):
            await asyncio.gather(*(server.listens.wait() for server in self._servers))
        ready(*(_url(server) for server in self._servers))
        await asyncio.gather(*serving)


def make_desk(
    state_dir: Path,
    people: list[Person],
    *,
    everybody: bool = True,
    seed: int = 0,
    latency_ms: tuple[int, int] = (0, 0),
    settle_s: float = 1.0,
) -> Desk:
    holders = {person.account: person.name for person in people if person.account}
    return Desk(
        people=People(people, everybody=everybody),
        keys=Keys(secret_in(state_dir)),
        book=Book(lambda account: holders.get(account, ""), settle_s),
        seed=seed,
        latency_s=(latency_ms[0] / 1000, latency_ms[1] / 1000),
    )


def connections(desk: Desk, url: str) -> str:
    """The file that the central reads (TOML): each department's address and public key."""
    tables = (f'[departments.{code}]\nurl = "{url}"\nkey = "{desk.keys.public(code)}"\n' for code in DEPARTMENTS)
    return "\n".join(tables)


def run(
    host: str,
    port: int,
    control_port: int,
    state_dir: Path,
    people_file: Path | None,
    *,
    everybody: bool,
    seed: int,
    latency_ms: tuple[int, int],
    settle_s: float,
) -> None:
    """Prints one JSON line with the addresses and the connections file once it listens."""
    people = read(people_file) if people_file else []
    desk = make_desk(state_dir, people, everybody=everybody, seed=seed, latency_ms=latency_ms, settle_s=settle_s)

    def ready(url: str, control: str) -> None:
        file = state_dir / "connections.toml"
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(connections(desk, url), encoding="utf-8")
        draft.replace(file)
        said = {"departments": url, "side_channel": control, "connections": str(file)}
        print(json.dumps(said), flush=True)

    asyncio.run(Departments(desk, host, port, control_port).serve(ready))


class _Server(uvicorn.Server):
    """uvicorn that says when it listens."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        super().__init__(uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False))
        self.listens = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listens.set()


def _url(server: uvicorn.Server) -> str:
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    return f"http://{host}:{port}"
