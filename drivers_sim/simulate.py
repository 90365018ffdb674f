"""The simulated hall as a program: the far end of each device a configuration names, and the dock."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import uvicorn

from drivers_sim.dock.app import dock_app
from drivers_sim.hall import Hall
from drivers_sim.settings import Settings, SettingsError, TcpAddress, read_settings
from drivers_sim.studio.client import Studio, StudioError, StudioProcess


def run(config_path: Path, only: Sequence[str] = ()) -> None:
    """Simulate until SIGTERM or SIGINT. Prints one JSON line when every address answers.

    Raises:
        SystemExit: 2 if the configuration cannot be simulated, 1 if an address is taken or nothing can be drawn.
    """
    try:
        settings = read_settings(Path(config_path), tuple(only))
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    try:
        asyncio.run(_simulate(settings))
    except (OSError, StudioError) as error:
        print(f"simulate: {error}", file=sys.stderr)
        raise SystemExit(1) from error


async def _simulate(settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with standing(settings, StudioProcess()) as hall:
        ready = {
            "dock": f"http://{settings.dock}/",
            "devices": {device_id: str(device.settings.address) for device_id, device in hall.devices.items()},
        }
        print(json.dumps(ready, ensure_ascii=False), flush=True)
        await stop.wait()


@contextlib.asynccontextmanager
async def standing(settings: Settings, studio: Studio) -> AsyncIterator[Hall]:
    """The hall and its dock, standing as long as the context lasts."""
    listener = _listen(settings.dock)
    hall = Hall(settings, studio)
    server = _Server(
        uvicorn.Config(
            dock_app(hall), log_level="critical", access_log=False, lifespan="off", timeout_graceful_shutdown=1
        )
    )
    serving: asyncio.Task[None] | None = None
    try:
        await hall.open()
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield hall
    finally:
        server.should_exit = True
        if serving is not None:
            await serving
        listener.close()
        await hall.close()


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: the signals are the hall's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _listen(address: TcpAddress) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
    except OSError as error:
        listener.close()
        raise OSError(f"{address} cannot be listened on: {error.strerror}") from error
    listener.listen()
    return listener
