"""The readiness report on the screen, as it is made; then its slip."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any

from devices.check import Doing, Unattended
from devices.interfaces import PrintOutcome, PrintState
from kiosk import views
from kiosk.audit.writer import AuditWriter
from kiosk.diagnostics.checking import attended
from kiosk.diagnostics.presenting import part_line
from kiosk.diagnostics.readiness import Made, Part, Readiness
from kiosk.diagnostics.readiness.slip import as_slip
from kiosk.diagnostics.readiness.store import keep
from kiosk.equipment import Equipment
from kiosk.screen import Screen

_FIRST = {"running": 0, "trouble": 1, "attention": 2, "waiting": 3}
"""While it is made, what is tried now and what failed stay in sight."""
_PRINTED = {
    PrintState.CONFIRMED: "printed",
    PrintState.SENT_UNCONFIRMED: "unconfirmed",
    PrintState.FAILED: "failed",
    PrintState.NOT_SENT: "failed",
}


class ReportScreen:
    """Makes reports before staff's eyes; `state_dir` keeps them."""

    def __init__(
        self,
        screen: Screen,
        readiness: Readiness,
        equipment: Equipment,
        audit: AuditWriter,
        rings: Path,
        state_dir: Path,
    ) -> None:
        self._screen = screen
        self._readiness = readiness
        self._equipment = equipment
        self._audit = audit
        self._rings = rings
        self._state_dir = state_dir
        self._lines: list[views.LogLine] = []
        self._until = 0.0

    async def run(self) -> None:
        """Make one, show it, make another where staff want it."""
        while True:
            self._lines = [_waiting(name, zh, en) for name, zh, en in self._readiness.names()]
            self._screen.show(views.DiagnosticsReport, parts=tuple(self._lines))
            made: Made | None = await attended(self._screen, self, self._readiness.make(self, self.begun, self.ended))
            if made is None:
                return
            keep(self._state_dir, made)
            await self._audit.note(
                "staff.report", "success" if made.report.ready else "failure", sequence=made.report.number
            )
            if not await self._made(made):
                return

    async def _made(self, made: Made) -> bool:
        """Show it, print it where staff want it; whether another is to be made."""
        intent: Any = await self._screen.ask(
            views.DiagnosticsReport, parts=tuple(self._lines), ready=made.report.ready, report=made.report.number
        )
        while isinstance(intent, views.Choose) and intent.choice == "print":
            self._screen.update(printing="printing")
            outcome: PrintOutcome = await self._equipment.print(as_slip(made.report, made.signed))
            self._screen.show(
                views.DiagnosticsReport,
                parts=tuple(self._lines),
                ready=made.report.ready,
                report=made.report.number,
                printing=_PRINTED[outcome.state],
            )
            intent = await self._screen.answer()
        return isinstance(intent, views.Choose) and intent.choice == "again"

    def begun(self, name: str, zh: str, en: str) -> None:
        index = [each for each, _, _ in self._readiness.names()].index(name)
        self._lines[index] = views.LogLine(when="", text=views.Text(zh=zh, en=en), mark="running")
        self._update()

    def ended(self, part: Part) -> None:
        index = [each for each, _, _ in self._readiness.names()].index(part.name)
        self._lines[index] = part_line(part)
        self._update()

    def _update(self) -> None:
        self._until = 0.0
        at_work = sorted(self._lines, key=lambda line: _FIRST.get(line.mark, len(_FIRST)))
        self._screen.update(
            parts=tuple(at_work), doing=views.Message(id="doing.trying"), seconds=0, picture="", preview=None
        )

    # The staff before the screen, for the checks within.

    def tell(self, doing: Doing) -> None:
        self._until = time.monotonic() + doing.seconds if doing.seconds else 0.0
        carries = doing.code == "carry_slip"
        self._screen.update(
            doing=views.Message(id=f"doing.{doing.code}"),
            picture=doing.code,
            seconds=math.ceil(doing.seconds),
            preview=views.Preview(ring=str(self._rings / "scanner.ring"), shape="page") if carries else None,
        )

    async def confirm(self, question: str) -> bool:
        raise Unattended(question)

    def answered(self, choice: str) -> None:
        """Nothing is asked here."""

    def tick(self) -> None:
        if self._until:
            self._screen.update(seconds=max(0, math.ceil(self._until - time.monotonic())))


def _waiting(_name: str, zh: str, en: str) -> views.LogLine:
    return views.LogLine(when="", text=views.Text(zh=zh, en=en), mark="waiting")
