"""Records what is done to the hall as the steps of a scenario, each with its screen and its time."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

from drivers_sim.hall import Hall
from drivers_sim.scenario.model import Step
from drivers_sim.verbs import AnyVerb, as_mapping


async def steps(hall: Hall) -> AsyncIterator[dict[str, Any]]:
    """Each verb from now on, as a scenario's step.

    A step names its screen where that came since the step before, and then counts its seconds from it: played again, it
    waits for the kiosk, however long that takes.
    """
    heard: asyncio.Queue[tuple[AnyVerb, float, str, float]] = asyncio.Queue()
    clock = asyncio.get_running_loop().time

    def hear(done: AnyVerb) -> None:
        heard.put_nowait((done, clock(), hall.stage.screen.screen, hall.screen_since))

    hall.listeners.append(hear)
    last = clock()
    try:
        while True:
            done, at, screen, since = await heard.get()
            fresh = bool(screen) and since > last
            step: dict[str, Any] = {"after_s": round(max(0.0, at - (since if fresh else last)), 1)}
            if fresh:
                step["screen"] = screen
            last = at
            yield {**step, **as_mapping(done)}
    finally:
        hall.listeners.remove(hear)


def as_step(step: Step) -> dict[str, Any]:
    """A step as it is written in a file."""
    written: dict[str, Any] = {"after_s": step.after_s, "within_s": step.within_s}
    if step.screen:
        written["screen"] = step.screen
    if step.when:
        written["when"] = dict(step.when)
    return written if step.verb is None else {**written, **as_mapping(step.verb)}


def as_toml(step: Mapping[str, Any]) -> str:
    """One `[[steps]]`; JSON's texts and numbers are TOML's."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in step.items() if value is not None]
    return "\n".join(["[[steps]]", *lines, ""])
