"""A check on the screen: what goes on and what staff are to do, their answers, and what came of it."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from devices.check import CheckResult, Doing, Level, result
from devices.exercises import picture_finding
from devices.model import DeviceClass, Observation
from kiosk import views
from kiosk.audit.writer import AuditWriter
from kiosk.diagnostics.presenting import outcome_fields
from kiosk.diagnostics.service import CAMERAS, Diagnostics
from kiosk.diagnostics.words import rows
from kiosk.racing import first
from kiosk.screen import Screen

SECOND_S = 1.0


class ScreenStaff:
    """The staff before the screen. `answered` is called with what they chose."""

    def __init__(self, screen: Screen, preview: Callable[[Doing], views.Preview | None]) -> None:
        self._screen = screen
        self._preview = preview
        self._asked: asyncio.Future[bool] | None = None
        self._until = 0.0

    def tell(self, doing: Doing) -> None:
        self._until = time.monotonic() + doing.seconds if doing.seconds else 0.0
        self._screen.update(
            **self._running(),
            doing=views.Message(id=f"doing.{doing.code}"),
            picture=doing.code,
            seconds=math.ceil(doing.seconds),
            preview=self._preview(doing),
        )

    async def confirm(self, question: str) -> bool:
        self._asked = asyncio.get_running_loop().create_future()
        self._until = 0.0
        self._screen.update(state="question", doing=views.Message(id=f"doing.{question}"), picture=question, seconds=0)
        try:
            return await self._asked
        finally:
            self._asked = None

    def answered(self, choice: str) -> None:
        if self._asked is not None and not self._asked.done() and choice in ("yes", "no"):
            self._asked.set_result(choice == "yes")

    def tick(self) -> None:
        """A second has passed."""
        if self._until:
            self._screen.update(seconds=max(0, math.ceil(self._until - time.monotonic())))

    def _running(self) -> dict[str, Any]:
        return {"state": "running"} if isinstance(self._screen.view, views.DiagnosticsCheck) else {}


class Attending(Protocol):
    """Who is told of answers and of the seconds that pass."""

    def answered(self, choice: str) -> None: ...

    def tick(self) -> None: ...


async def attended(screen: Screen, staff: Attending, work: Awaitable[Any]) -> Any:
    """Do `work` while staff answer; its result, or None where they stopped it."""
    task = asyncio.ensure_future(work)
    try:
        while True:
            intent = await first(_done(task), screen.answer(), _second())
            if task.done():
                return task.result()
            match intent:
                case views.Back() | views.Choose(choice="stop"):
                    return None
                case views.Choose(choice=choice):
                    staff.answered(choice)
                case _:
                    staff.tick()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class CheckScreen:
    """Checks of one device on the screen."""

    def __init__(self, screen: Screen, diagnostics: Diagnostics, audit: AuditWriter, rings: Path) -> None:
        self._screen = screen
        self._diagnostics = diagnostics
        self._audit = audit
        self._rings = rings

    async def run(self, device: str, level: views.CheckLevel) -> None:
        """Check, show the outcome, check again where staff want it."""
        while True:
            made = await (self._watch(device) if level == "picture" else self._check(device, Level(level)))
            if made is None:
                return
            await self._audit.note(
                "staff.checked",
                "success" if made.passed else "failure",
                device=device,
                level=level,
                outcome=made.verdict.value,
                reason=made.reason,
            )
            intent = await self._screen.ask(
                views.DiagnosticsCheck,
                device=device,
                kind=made.device_class.value,
                level=level,
                **outcome_fields(made),
            )
            if not (isinstance(intent, views.Choose) and intent.choice == "again"):
                return

    async def _check(self, device: str, level: Level) -> CheckResult | None:
        kind = self._diagnostics.config.device(device).device_class
        staff = ScreenStaff(self._screen, lambda doing: self.preview(kind) if _looks(kind, doing) else None)
        self._show(device, kind, level.value, views.Message(id="doing.observing"), None)
        made: CheckResult | None = await attended(self._screen, staff, self._diagnostics.check(device, level, staff))
        return made

    async def _watch(self, device: str) -> CheckResult | None:
        """The live picture with its figures until staff have seen enough."""
        kind = self._diagnostics.config.device(device).device_class
        self._show(device, kind, "picture", views.Message(id="doing.live"), self.preview(kind))
        began = time.monotonic()
        figures: dict[str, str] = {}

        def seen(measured: Mapping[str, str]) -> None:
            figures.update(measured)
            self._screen.update(rows=rows({key: figures[key] for key in _WATCHED if key in figures}))

        staff = ScreenStaff(self._screen, lambda _doing: None)
        ended: str | None = await attended(self._screen, staff, self._diagnostics.watch(device, seen))
        if not figures and ended is None:
            return None
        now = self._diagnostics.seen_of(device)
        finding = picture_finding(figures.get("exposure", "ok"), figures)
        observed = Observation(now.health, ended or now.reason, now.action)
        made = result(device, kind, Level.EXTERNAL, observed, finding, time.monotonic() - began)
        self._diagnostics.keep(made, "screen")
        return made

    def preview(self, kind: DeviceClass) -> views.Preview | None:
        """Where a camera's live picture is."""
        if kind not in CAMERAS:
            return None
        return views.Preview(ring=str(self._rings / _RINGS[kind]), shape="page", mirrored=kind is DeviceClass.CAMERA)

    def _show(
        self, device: str, kind: DeviceClass, level: str, doing: views.Message, preview: views.Preview | None
    ) -> None:
        self._screen.show(
            views.DiagnosticsCheck,
            device=device,
            kind=kind.value,
            level=level,
            state="running",
            doing=doing,
            preview=preview,
        )


def _looks(kind: DeviceClass, doing: Doing) -> bool:
    return kind in CAMERAS and doing.code in ("looking", "lay_document")


async def _done(task: asyncio.Future[Any]) -> None:
    with contextlib.suppress(Exception):
        await asyncio.shield(task)


async def _second() -> None:
    await asyncio.sleep(SECOND_S)


_RINGS = {DeviceClass.CAMERA: "face.ring", DeviceClass.DOCUMENT_CAMERA: "scanner.ring"}
_WATCHED = ("picture", "fps", "exposure", "sharpness")
