"""Plays a scenario in a hall, one at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drivers_sim.equipment.model import VerbError
from drivers_sim.scenario.model import Scenario, Step
from drivers_sim.verbs import perform

if TYPE_CHECKING:
    from drivers_sim.hall import Hall


class Player:
    """`playing` is what the dock shows: which step, and what it waits for."""

    def __init__(self, hall: Hall) -> None:
        self.playing: dict[str, Any] | None = None
        self._hall = hall
        self._task: asyncio.Task[bool] | None = None

    def start(self, scenario: Scenario) -> asyncio.Task[bool]:
        """Begin it, breaking off the one before; the task's result is whether every step was done."""
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.create_task(self._play(scenario))
        return self._task

    async def stop(self) -> None:
        """Break off what is played; what it did stays done."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._tell(None)

    async def _play(self, scenario: Scenario) -> bool:
        number = 0
        try:
            for number, step in enumerate(scenario.steps, 1):
                self._say(scenario, number, _waits_for(step))
                await self._come(step)
                self._say(scenario, number, "")
                await asyncio.sleep(step.after_s)
                if step.verb is not None:
                    await perform(self._hall, step.verb)
        except (VerbError, TimeoutError) as error:
            said = str(error) or f"{_waits_for(scenario.steps[number - 1])}: not within its time"
            self._say(scenario, number, "", ended=f"step {number}: {said}")
            return False
        self._say(scenario, number, "", ended="done")
        return True

    async def _come(self, step: Step) -> None:
        """Wait for the step's screen and device. Raises TimeoutError."""
        async with asyncio.timeout(step.within_s):
            await self._until(lambda: not step.screen or self._hall.stage.screen.screen == step.screen)
            await self._until(lambda: self._is_as_said(step))

    def _is_as_said(self, step: Step) -> bool:
        if not step.when:
            return True
        device = self._hall.describe(step.when["device"])
        return all(device.get(key) == value for key, value in step.when.items() if key != "device")

    async def _until(self, true: Callable[[], bool]) -> None:
        while True:
            version = self._hall.version
            if true():
                return
            await self._hall.newer_than(version)

    def _say(self, scenario: Scenario, number: int, waits: str, ended: str = "") -> None:
        self._tell(
            {
                "name": scenario.name,
                "zh": scenario.zh,
                "en": scenario.en,
                "step": number,
                "steps": len(scenario.steps),
                "waits": waits,
                "ended": ended,
            }
        )

    def _tell(self, playing: dict[str, Any] | None) -> None:
        self.playing = playing
        self._hall.touch()


def _waits_for(step: Step) -> str:
    wanted = [f"screen {step.screen}"] if step.screen else []
    if step.when:
        conditions = ", ".join(f"{key} {value}" for key, value in step.when.items() if key != "device")
        wanted.append(f"{step.when['device']}: {conditions}")
    return "; ".join(wanted)
