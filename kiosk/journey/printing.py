"""Printing while its screen is up: begun as a commit, its outcome shown when it is known."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine
from typing import Any

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.slip import Slip
from kiosk import views
from kiosk.equipment import print_reason
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.views import Message
from kiosk.visit import Visit

log = logger("printing")

SHOWN: dict[PrintState, views.PrintState] = {
    PrintState.CONFIRMED: "printed",
    PrintState.SENT_UNCONFIRMED: "unconfirmed",
    PrintState.FAILED: "failed",
    PrintState.NOT_SENT: "failed",
}


class Print(ABC):
    """One piece's way to the paper. `printing` and `printer` are what a view shows of it."""

    def __init__(self, visit: Visit) -> None:
        self._visit = visit
        self._task: asyncio.Task[PrintOutcome] | None = None
        self.printing: views.PrintState = "none"
        self.printer: Message | None = None

    @abstractmethod
    def _notice(self) -> Message | None:
        """Why it cannot be printed now."""

    @abstractmethod
    def _work(self) -> Coroutine[Any, Any, PrintOutcome]:
        """The printing itself, which goes on when the visit is over."""

    @abstractmethod
    def _begun(self) -> None:
        """The visit is to remember it."""

    @abstractmethod
    def _came_out(self) -> None:
        """Paper lies in the tray, or may."""

    def begin(self) -> None:
        """Start printing, unless it is under way or the printer is known not to be able to."""
        if self._task is not None:
            return
        notice = self._notice()
        if notice is not None:
            self.printing, self.printer = "failed", notice
            return
        self.printing, self.printer = "printing", None
        self._task = self._visit.facilities.commits.begin(self._work())
        self._begun()

    async def settle(self) -> None:
        """Wait for the outcome; returns at once where nothing is under way."""
        if self._task is None:
            return
        outcome = await asyncio.shield(self._task)
        self._task = None
        self.printing = SHOWN[outcome.state]
        if self.printing in ("printed", "unconfirmed"):
            self._came_out()
        self.printer = None if self.printing == "printed" else Message(id=f"print.{self._wording(outcome)}")

    async def answer_or_outcome(self) -> views.AnyIntent | None:
        """The citizen's answer to the screen; None where the print under way came to its outcome before."""
        return await answer_or_outcome(self._visit, self)

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


class SlipPrint(Print):
    """One slip's way to the paper."""

    def __init__(self, visit: Visit, slip: Slip) -> None:
        super().__init__(visit)
        self._slip = slip

    def _notice(self) -> Message | None:
        return self._visit.facilities.equipment.printer_notice()

    def _work(self) -> Coroutine[Any, Any, PrintOutcome]:
        return self._visit.facilities.equipment.print(self._slip)

    def _begun(self) -> None:
        self._visit.printing = self

    def _came_out(self) -> None:
        self._visit.printed = True


class PagesPrint(Print):
    """A4 pages' way to the paper. `make` sets them, in a thread; `title` names no person."""

    def __init__(self, visit: Visit, title: str, make: Callable[[], bytes]) -> None:
        super().__init__(visit)
        self._title = title
        self._make = make

    def _notice(self) -> Message | None:
        return self._visit.facilities.equipment.document_printer_notice()

    async def _work(self) -> PrintOutcome:
        from kiosk.pages import CannotTypeset

        try:
            pdf = await asyncio.to_thread(self._make)
        except CannotTypeset as error:
            log.error("pages.not_set", reason=str(error))
            return PrintOutcome(PrintState.NOT_SENT, "not_set")
        return await self._visit.facilities.equipment.print_document(Document(pdf, self._title))

    def _begun(self) -> None:
        self._visit.pages_printing = self

    def _came_out(self) -> None:
        self._visit.pages_printed = True

    def actions(self) -> tuple[views.Action, ...]:
        if self.printing in ("failed", "unconfirmed"):
            return (views.Action(id="print_pages", label=Message(id="action.reprint_pages")),)
        if self.printing == "none" and self._notice() is None:
            return (views.Action(id="print_pages", label=Message(id="action.print_pages")),)
        return ()


async def answer_or_outcome(visit: Visit, *prints: Print) -> views.AnyIntent | None:
    """The citizen's answer to the screen; None where one of the prints under way came to its outcome before."""
    under_way = (_settled(each) for each in prints if each.printing == "printing")
    return await first(visit.screen.answer(), *under_way)


async def _settled(print_: Print) -> views.AnyIntent | None:
    await print_.settle()
    return None
