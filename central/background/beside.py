"""The engine beside the requests, from the application's start to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread

from central.parts import Central


@asynccontextmanager
async def doing_tasks(central: Central) -> AsyncIterator[None]:
    if not central.settings.background:
        yield
        return
    from central.background import engine  # it takes a second to load, and not everybody needs it

    await to_thread.run_sync(engine.start, central)
    try:
        yield
    finally:
        await to_thread.run_sync(engine.stop)
