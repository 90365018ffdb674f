"""Pulled out and put back, over and over: nothing is left behind, and the device serves every time."""

from __future__ import annotations

import asyncio
import contextlib

from bench.replug import HASTE, Held, Serving, cycle
from tests.matrix.subjects import SUBJECTS

CYCLES = {"camera.opencv": 6, "document_camera.opencv": 6, "code_scanner.serial": 6, "card_reader.crt": 8}
"""20, and fewer of those that take half a second or more to be there again."""


async def test_nothing_is_left_behind() -> None:
    async with contextlib.AsyncExitStack() as stack:
        served = [(subject.name, await stack.enter_async_context(Serving(subject, HASTE))) for subject in SUBJECTS]
        await asyncio.gather(*(cycle(*serving, 2) for _, serving in served))
        before = Held.now()
        await asyncio.gather(*(cycle(*serving, CYCLES.get(name, 20)) for name, serving in served))
        after = await Held.settled(before)
    assert after.threads <= before.threads
    assert after.descriptors <= before.descriptors
