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
from drivers_sim.scenario.model import Scenario, ScenarioError
from drivers_sim.scenario.reading import check_devices, read_scenario
from drivers_sim.settings import Settings, SettingsError, TcpAddress, read_settings
from drivers_sim.studio.client import Studio, StudioError, StudioProcess


def run(config_path: Path, only: Sequence[str] = (), scenario: Path | None = None, *, then_end: bool = False) -> None:
    """Simulate until SIGTERM or SIGINT. Prints one JSON line when every address answers.

    `scenario` is played then; one JSON line says how it ended. `then_end`: with it the simulation ends.

    Raises:
        SystemExit: 2 if the configuration or the scenario cannot be simulated, 1 if an address is taken, nothing can
            be drawn, or, with `then_end`, a step could not be done.
    """
    try:
        settings = read_settings(Path(config_path), tuple(only))
        played = None if scenario is None else read_scenario(Path(scenario))
        if played is not None:
            check_devices(played, [each.id for each in settings.devices])
    except (SettingsError, ScenarioError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    try:
        done = asyncio.run(_simulate(settings, played, then_end=then_end))
    except (OSError, StudioError) as error:
        print(f"simulate: {error}", file=sys.stderr)
        raise SystemExit(1) from error
    if not done:
        raise SystemExit(1)


async def _simulate(settings: Settings, scenario: Scenario | None, *, then_end: bool) -> bool:
    """Whether the scenario, where the simulation ends with it, was played to its end."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with standing(settings, StudioProcess()) as hall:
        ready = {
            "dock": f"http://{settings.dock}/",
            "devices": {device_id: str(device.settings.address) for device_id, device in hall.devices.items()},
        }
        print(json.dumps(ready, ensure_ascii=False), flush=True)
        if scenario is not None:
            playing = hall.player.start(scenario)
            playing.add_done_callback(lambda _: print(json.dumps({"scenario": hall.player.playing}), flush=True))
            if then_end:
                stopped = asyncio.create_task(stop.wait())
                await asyncio.wait({playing, stopped}, return_when=asyncio.FIRST_COMPLETED)
                stopped.cancel()
                return playing.done() and not playing.cancelled() and playing.result()
        await stop.wait()
        return True


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
