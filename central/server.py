"""Running the central: build it, put people in, serve it over TLS until a signal."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from central import logs
from central.api.app import build_app
from central.seed import seed_people
from central.settings import Settings
from central.work import demo

__all__ = ["Server", "build_app", "run"]
_KEEP_ALIVE_S = 30
_MOST_CONCURRENT = 200
_LEAVING_S = 5


class Server(uvicorn.Server):
    """uvicorn that says its address once it listens."""

    def __init__(
        self,
        app: FastAPI,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        tls_cert: Path | None = None,
        tls_key: Path | None = None,
        on_ready: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                ssl_certfile=tls_cert,
                ssl_keyfile=str(tls_key) if tls_key else None,
                access_log=False,
                log_level="warning",
                server_header=False,
                limit_concurrency=_MOST_CONCURRENT,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=_LEAVING_S,
            )
        )
        self._scheme = "https" if tls_cert else "http"
        self._on_ready = on_ready
        self.url = ""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if (central := getattr(self.config.app.state, "central", None)) is not None:  # type: ignore[union-attr]
            central.feed.close()  # who follows it would keep the server open
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and not self.should_exit:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self.url = f"{self._scheme}://{host}:{port}"
            if self._on_ready:
                self._on_ready(self.url)


def run(
    settings: Settings,
    host: str,
    port: int,
    tls_cert: Path,
    tls_key: Path,
    people: Iterable[Mapping[str, Any]] | None = None,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM. `people`, and work for them, are put in if absent; port 0 takes a free one."""
    logs.configure()
    app = build_app(settings)
    database = app.state.central.database
    try:
        if people is not None:
            logs.get().info("people", count=seed_people(database, people))
            demo.seed(database, settings.now())
        Server(app, host, port, tls_cert=tls_cert, tls_key=tls_key, on_ready=on_ready).run()
    finally:
        database.dispose()
