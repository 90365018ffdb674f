"""Printing a slip while its screen is up: begun as a commit, its outcome shown when it is known."""

from __future__ import annotations

import asyncio

from devices.interfaces import PrintOutcome, PrintState
from devices.slip import Slip
from kiosk import views
from kiosk.equipment import print_reason
from kiosk.racing import first
from kiosk.views import Message
from kiosk.visit import Visit

SHOWN: dict[PrintState, views.PrintState] = {
    PrintState.CONFIRMED: "printed",
    PrintState.SENT_UNCONFIRMED: "unconfirmed",
    PrintState.FAILED: "failed",
    PrintState.NOT_SENT: "failed",
}


class SlipPrint:
    """One slip's way to the paper. `printing` and `printer` are what a view shows of it."""

    def __init__(self, visit: Visit, slip: Slip) -> None:
        self._visit = visit
        self._slip = slip
        self._task: asyncio.Task[PrintOutcome] | None = None
        self.printing: views.PrintState = "none"
        self.printer: Message | None = None

    def begin(self) -> None:
        """Start printing, unless it is under way or the printer is known not to be able to."""
        if self._task is not None:
            return
        notice = self._visit.facilities.equipment.printer_notice()
        if notice is not None:
            self.printing, self.printer = "failed", notice
            return
        self.printing, self.printer = "printing", None
        self._task = self._visit.facilities.commits.begin(self._visit.facilities.equipment.print(self._slip))
        self._visit.printing = self

    async def settle(self) -> None:
        """Wait for the outcome; returns at once where nothing is under way."""
        if self._task is None:
            return
        outcome = await asyncio.shield(self._task)
        self._task = None
        self.printing = SHOWN[outcome.state]
        self._visit.printed = self._visit.printed or self.printing in ("printed", "unconfirmed")
        self.printer = None if self.printing == "printed" else Message(id=f"print.{self._wording(outcome)}")

    async def answer_or_outcome(self) -> views.AnyIntent | None:
        """The citizen's answer to the screen; None where the print under way came to its outcome before."""
        if self.printing != "printing":
            return await self._visit.screen.answer()
        return await first(self._visit.screen.answer(), self._settled())

    async def _settled(self) -> views.AnyIntent | None:
        await self.settle()
        return None

    @staticmethod
    def _wording(outcome: PrintOutcome) -> str:
        return "unconfirmed" if outcome.state is PrintState.SENT_UNCONFIRMED else print_reason(outcome.reason)

    @property
    def coming_out(self) -> bool:
        """Whether paper may still come after the screen was left."""
        return self._task is not None and not (
            self._task.done() and self._task.result().state in (PrintState.FAILED, PrintState.NOT_SENT)
        )

    def actions(self) -> tuple[views.Action, ...]:
        """Printing again is offered where it did not come out; where that is unknown, it is asked first."""
        if self.printing in ("failed", "unconfirmed"):
            return (views.Action(id="reprint", label=Message(id="action.reprint")),)
        return ()
