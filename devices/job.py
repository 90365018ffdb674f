"""One command on its way through a worker."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from devices.model import DeviceError


@dataclass(eq=False, repr=False)
class Job:
    """`budget` is in seconds from the command's begin; `answer` is what the caller awaits. `name` and `arguments` say
    what is done, to those who count it."""

    command: Callable[[Any], Any]
    budget: float
    answer: asyncio.Future[Any]
    name: object = None
    arguments: tuple[Any, ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether somebody still waits for it."""
        return not self.answer.done()

    def finish(self, result: object) -> None:
        if self.wanted:
            self.answer.set_result(result)

    def fail(self, error: DeviceError) -> None:
        if self.wanted:
            self.answer.set_exception(error.with_traceback(None))  # its frames may hold personal data
