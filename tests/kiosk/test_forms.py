"""Answers that do not hold never get into the sheet; what cannot be kept is said and can be tried again."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import apsw
import pytest

from kiosk import views
from kiosk.central.types import FormQuestion, Item, KnownValue
from kiosk.commits import Commits
from kiosk.journey.form import filled, form, review
from kiosk.journey.submit import submit
from kiosk.outbox.outbox import Committed
from kiosk.screen import Screen
from kiosk.views import Chrome, Text
from kiosk.visit import Facilities, Level, Person, Step, Visit
from tests.kiosk.test_screen import MovedClock, Shown

PHONE = FormQuestion(id="phone", kind="phone", label=Text(zh="手机号码"), prefill="phone")
ITEM = Item(code="CRD-006", version=1, name=Text(zh="挂失"), least_level="L1", offline="accept", form=(PHONE,))


class BrokenOutbox:
    """A disk that fails, before or after the promise."""

    def __init__(self, *, keeps: bool) -> None:
        self.keeps = keeps

    async def commit(self, *_: Any) -> Committed:
        if not self.keeps:
            raise apsw.IOError("disk I/O error")
        return Committed("K7", 1)

    async def deliver(self, *_: Any) -> None:
        raise apsw.IOError("disk I/O error")


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def visit(shown: Shown) -> Visit:
    clock = MovedClock()
    config = SimpleNamespace(central=SimpleNamespace(answer_timeout_s=8.0))
    facilities = SimpleNamespace(clock=clock, commits=Commits(), config=config, outbox=BrokenOutbox(keeps=False))
    visit = Visit(cast(Facilities, facilities), Screen(shown, clock, Chrome(hall=Text(zh="大厅")), 0), item=ITEM)
    visit.person = Person(document="chip", name="韦志强", id_number="45012119850618997X", fields={})
    visit.level = Level.L2
    return visit


async def steps(times: int = 20) -> None:
    for _ in range(times):
        await asyncio.sleep(0)


async def test_a_wrong_change_that_was_given_up_leaves_the_sheet_as_it_was(visit: Visit, shown: Shown) -> None:
    visit.known["phone"] = KnownValue(value="19900000025")
    reviewing = asyncio.create_task(review(visit))
    await steps()
    visit.screen.receive(views.Choose(view=shown.last.number, choice="change:phone"))
    await steps()
    visit.screen.receive(views.Submit(view=shown.last.number, values={"phone": "12"}))
    await steps()
    assert isinstance(shown.last, views.FillForm)
    assert shown.last.fields[0].error is not None
    assert shown.last.fields[0].value == "12"
    visit.screen.receive(views.Back(view=shown.last.number))
    assert await reviewing is Step.REVIEW
    assert filled(visit) == {"phone": "19900000025"}


async def test_what_is_known_and_would_not_be_accepted_is_asked(visit: Visit, shown: Shown) -> None:
    visit.known["phone"] = KnownValue(value="none")
    asking = asyncio.create_task(form(visit))
    await steps()
    assert isinstance(shown.last, views.FillForm)
    visit.screen.receive(views.Submit(view=shown.last.number, values={"phone": "19900000025"}))
    assert await asking is Step.REVIEW


async def test_a_disk_that_fails_before_the_promise_is_said_and_can_be_tried_again(visit: Visit, shown: Shown) -> None:
    submitting = asyncio.create_task(submit(visit))
    await steps()
    assert isinstance(shown.last, views.Notice)
    assert shown.last.title.id == "notice.cannot_keep.title"
    visit.screen.receive(views.Choose(view=shown.last.number, choice="again"))
    assert await submitting is Step.REVIEW


async def test_a_disk_that_fails_after_the_promise_does_not_ask_to_send_again(
    visit: Visit, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []

    async def note(_visit: Visit, outcome: Any) -> None:
        done.append(outcome.reference)

    monkeypatch.setattr("kiosk.journey.submit._done", note)
    cast(Any, visit.facilities).outbox = BrokenOutbox(keeps=True)
    await submit(visit)
    assert done == ["K7"]
