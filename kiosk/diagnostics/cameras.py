"""Checks of the cameras, which the vision process holds: the picture's figures, a code read back, a document read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping

from devices.check import Doing, Finding, Staff
from devices.exercises import picture_finding
from devices.masking import masked_name, masked_number
from kiosk.recognition import Recognition, TaskEvent, VisionLost
from kiosk.vision import messages

LOOKS_S = 2.0
"""How long a picture is looked at; figures come twice a second."""
FIRST_S = 6.0
"""Until the first figures: a vision process that was just started opens its cameras meanwhile."""
DOCUMENT_S = 25.0
CODE_S = 30.0
_MASKS: Mapping[str, Callable[[str], str]] = {"name": masked_name, "id_number": masked_number}
"""The fields of a document that are shown, and how."""


class CameraBench:
    """Looks through the vision process's cameras, one task at a time."""

    def __init__(self, recognition: Recognition) -> None:
        self._recognition = recognition

    async def look(self, device: str, staff: Staff) -> Finding:
        """Two seconds of the live picture."""
        staff.tell(Doing("looking"))
        figures: list[Mapping[str, str]] = []
        reason = await self.watch(device, figures.append, LOOKS_S)
        if not figures:
            return Finding(reason if reason != "ok" else "stale")
        return picture_finding(figures[-1]["exposure"], figures[-1])

    async def watch(
        self, device: str, on_figures: Callable[[Mapping[str, str]], None], seconds: float = float("inf")
    ) -> str:
        """The live picture with its figures, until cancelled or `seconds` have passed; the reason why it ended."""
        end = None
        try:
            async with self._recognition.task(lambda task: messages.Inspect(task=task, device=device)) as events:
                while end is None or time.monotonic() < end:
                    match await _next(events, FIRST_S):
                        case messages.CameraMeasured(measured=measured):
                            end = end or time.monotonic() + seconds
                            on_figures(measured)
                        case messages.Failed(reason=reason):
                            return reason
                        case None:
                            return "stale"
        except VisionLost:
            return "camera_lost"
        return "ok"

    async def read_document(self, staff: Staff) -> Finding:
        """What the document camera reads of a card, masked."""
        staff.tell(Doing("lay_document", DOCUMENT_S))
        began = time.monotonic()
        try:
            async with self._recognition.task(lambda task: messages.ReadDocument(task=task)) as events:
                while (left := began + DOCUMENT_S - time.monotonic()) > 0:
                    match await _next(events, left):
                        case messages.Failed(reason=reason):
                            return Finding(reason)
                        case messages.DocumentRead() as read:
                            return _document(read)
        except VisionLost:
            return Finding("camera_lost")
        return Finding("no_card")

    async def read_code(self, device: str, wait: float = CODE_S) -> str | None:
        """The text of the first code that a camera sees, within `wait` seconds."""
        end = time.monotonic() + wait
        try:
            async with self._recognition.task(lambda task: messages.ReadCode(task=task, device=device)) as events:
                while (left := end - time.monotonic()) > 0:
                    match await _next(events, left):
                        case messages.CodeRead(text=text):
                            return text
                        case messages.Failed():
                            return None
        except VisionLost:
            pass
        return None


async def _next(events: AsyncIterator[TaskEvent], wait: float) -> TaskEvent | None:
    """The next event; None where none came within `wait` seconds."""
    try:
        return await asyncio.wait_for(anext(events), wait)
    except TimeoutError:
        return None


def _document(read: messages.DocumentRead) -> Finding:
    fields = {name: field.value for name, field in read.fields.items()}
    doubts = sum(problem.startswith("low_confidence") for problem in read.problems)
    return Finding(
        measured={"kind": read.kind, "side": read.side, "fields": str(len(fields)), "doubtful": str(doubts)},
        shown={name: mask(fields[name]) for name, mask in _MASKS.items() if name in fields},
    )
