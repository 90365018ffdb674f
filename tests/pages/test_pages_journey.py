"""A4 pages within a visit: said as it is, remembered, set only when wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from devices.clock import SystemClock
from devices.interfaces import Document, PrintOutcome, PrintState
from kiosk.commits import Commits
from kiosk.journey.finish import _reminders
from kiosk.journey.printing import PagesPrint
from kiosk.pages import CannotTypeset
from kiosk.screen import Screen
from kiosk.views import Chrome, Message, Text
from kiosk.visit import Facilities, Visit


class Printer:
    """Equipment with a document printer that ends as the test says."""

    def __init__(self) -> None:
        self.notice: Message | None = None
        self.documents: list[Document] = []
        self.outcome: asyncio.Future[PrintOutcome] = asyncio.get_running_loop().create_future()

    def document_printer_notice(self) -> Message | None:
        return self.notice

    async def print_document(self, document: Document) -> PrintOutcome:
        self.documents.append(document)
        return await self.outcome


class Nothing:
    def show(self, *_: Any) -> None:
        pass


def visit_with(printer: Printer) -> Visit:
    facilities = SimpleNamespace(clock=SystemClock(), equipment=printer, commits=Commits(), config=None)
    return Visit(
        cast(Facilities, facilities), Screen(cast(Any, Nothing()), SystemClock(), Chrome(hall=Text(zh="厅")), 0)
    )


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in another thread
            await asyncio.sleep(0.005)


@pytest.mark.parametrize(
    ("state", "shown", "remembered"),
    [
        (PrintState.CONFIRMED, "printed", True),
        (PrintState.SENT_UNCONFIRMED, "unconfirmed", True),
        (PrintState.FAILED, "failed", False),
        (PrintState.NOT_SENT, "failed", False),
    ],
)
async def test_what_became_of_the_pages_is_shown_and_remembered(
    state: PrintState, shown: str, remembered: bool
) -> None:
    printer = Printer()
    visit = visit_with(printer)
    pages = PagesPrint(visit, "Statement of progress", lambda: b"%PDF-")
    assert [action.id for action in pages.actions()] == ["print_pages"]
    pages.begin()
    pages.begin()
    await until(lambda: printer.documents)
    assert pages.printing == "printing"
    assert pages.actions() == ()
    assert "documents" in _reminders(visit, ())  # it may come out after its screen was left
    printer.outcome.set_result(PrintOutcome(state))
    await pages.settle()
    assert pages.printing == shown
    assert len(printer.documents) == 1
    assert printer.documents[0].title == "Statement of progress"
    assert ("documents" in _reminders(visit, ())) is remembered
    assert bool(pages.actions()) is (shown != "printed")


async def test_pages_are_offered_only_where_a_printer_works() -> None:
    printer = Printer()
    printer.notice = Message(id="print.printer_trouble")
    assert PagesPrint(visit_with(printer), "", lambda: b"").actions() == ()


async def test_pages_that_cannot_be_set_are_not_sent() -> None:
    printer = Printer()

    def make() -> bytes:
        raise CannotTypeset("no font")

    pages = PagesPrint(visit_with(printer), "", make)
    pages.begin()
    await pages.settle()
    assert pages.printing == "failed"
    assert not printer.documents
