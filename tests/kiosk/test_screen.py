"""The screen: numbers, stale touches, settings at any moment, leaving and help over any view."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk import views
from kiosk.screen import Left, Screen
from kiosk.views import Chrome, Message, Text, View


class MovedClock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    async def sleep(self, seconds: float) -> None:
        end = self.seconds + seconds
        while self.seconds < end:  # noqa: ASYNC110  the test moves the time, nothing sets an event
            await asyncio.sleep(0)


class Shown:
    def __init__(self) -> None:
        self.views: list[View] = []

    def publish(self, view: View) -> None:
        self.views.append(view)

    @property
    def last(self) -> View:
        return self.views[-1]


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def screen(shown: Shown) -> Screen:
    return Screen(shown, MovedClock(), Chrome(hall=Text(zh="大厅"), can_leave=True), 0)


async def test_an_answer_to_the_view_that_is_shown_counts(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(screen.ask(views.Privacy))
    await asyncio.sleep(0)
    screen.receive(views.Choose(view=shown.last.number, choice="agree"))
    assert await asking == views.Choose(view=shown.last.number, choice="agree")


async def test_an_answer_to_an_older_view_is_dropped(screen: Screen, shown: Shown) -> None:
    screen.show(views.Privacy)
    old = shown.last.number
    asking = asyncio.create_task(screen.ask(views.Review, service=Text(zh="x"), rows=()))
    await asyncio.sleep(0)
    screen.receive(views.Choose(view=old, choice="agree"))
    await asyncio.sleep(0)
    assert not asking.done()
    asking.cancel()


async def test_a_double_tap_answers_once(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(screen.ask(views.Privacy))
    await asyncio.sleep(0)
    tap = views.Choose(view=shown.last.number, choice="agree")
    screen.receive(tap)
    screen.receive(tap)
    await asking
    second = asyncio.create_task(screen.ask(views.Privacy))
    for _ in range(3):
        await asyncio.sleep(0)
    assert not second.done()
    second.cancel()


def test_an_update_in_place_keeps_the_number(screen: Screen, shown: Shown) -> None:
    screen.show(views.PlaceCard, ways=("scan",), guidance=Message(id="identify.place"))
    number = shown.last.number
    screen.update(guidance=Message(id="document.reading"))
    assert shown.last.number == number
    assert len(shown.views) == 2
    screen.update(guidance=Message(id="document.reading"))
    assert len(shown.views) == 2


@pytest.mark.parametrize(
    ("intent", "field", "value"),
    [
        (views.SetLanguage(view=1, language="en"), "language", "en"),
        (views.SetTextSize(view=1, text_size="large"), "text_size", "large"),
        (views.SetContrast(view=1, contrast="high"), "contrast", "high"),
    ],
)
def test_settings_change_what_is_shown_at_once(
    screen: Screen, shown: Shown, intent: views.AnyIntent, field: str, value: str
) -> None:
    screen.show(views.Privacy)
    screen.receive(intent)
    assert isinstance(shown.last, views.Privacy)
    assert getattr(shown.last.chrome, field) == value


async def test_leaving_is_asked_where_something_would_be_lost(screen: Screen, shown: Shown) -> None:
    screen.leave_asks = True
    asking = asyncio.create_task(screen.ask(views.Privacy))
    await asyncio.sleep(0)
    screen.receive(views.Leave(view=shown.last.number))
    await asyncio.sleep(0)
    assert isinstance(shown.last, views.Notice)
    screen.receive(views.Choose(view=shown.last.number, choice="stay"))
    await asyncio.sleep(0)
    assert isinstance(shown.last, views.Privacy)
    assert not asking.done()
    screen.receive(views.Leave(view=shown.last.number))
    await asyncio.sleep(0)
    screen.receive(views.Choose(view=shown.last.number, choice="leave"))
    with pytest.raises(Left):
        await asking


async def test_leaving_where_it_is_not_offered_does_nothing(shown: Shown) -> None:
    screen = Screen(shown, MovedClock(), Chrome(hall=Text(zh="大厅"), can_leave=False), 0)
    asking = asyncio.create_task(screen.ask(views.Attract))
    await asyncio.sleep(0)
    screen.receive(views.Leave(view=shown.last.number))
    await asyncio.sleep(0)
    assert not asking.done()
    asking.cancel()


async def test_help_comes_over_the_view_and_goes_back_to_it(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(screen.ask(views.Privacy))
    await asyncio.sleep(0)
    screen.receive(views.Help(view=shown.last.number))
    await asyncio.sleep(0)
    assert isinstance(shown.last, views.Notice)
    screen.receive(views.Choose(view=shown.last.number, choice="return"))
    await asyncio.sleep(0)
    screen.receive(views.Choose(view=shown.last.number, choice="agree"))
    assert isinstance(await asking, views.Choose)


async def test_what_changes_under_help_is_there_when_help_is_gone(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(
        screen.ask(views.PlaceCard, ways=("scan",), guidance=Message(id="identify.place"), busy=False)
    )
    await asyncio.sleep(0)
    screen.receive(views.Help(view=shown.last.number))
    await asyncio.sleep(0)
    screen.update(guidance=Message(id="document.reading"), busy=True)
    assert isinstance(shown.last, views.Notice)
    screen.receive(views.Choose(view=shown.last.number, choice="return"))
    await asyncio.sleep(0)
    assert isinstance(shown.last, views.PlaceCard)
    assert shown.last.guidance == Message(id="document.reading")
    asking.cancel()


async def test_a_double_tap_on_the_way_back_from_help_answers_nothing(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(screen.ask(views.Privacy))
    await asyncio.sleep(0)
    screen.receive(views.Help(view=shown.last.number))
    await asyncio.sleep(0)
    for _ in range(2):
        screen.receive(views.Choose(view=shown.last.number, choice="return"))
    await asyncio.sleep(0)
    assert isinstance(shown.last, views.Privacy)
    await asyncio.sleep(0)
    assert not asking.done()
    asking.cancel()


async def test_an_answer_no_longer_waited_for_takes_help_away(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(screen.ask(views.Farewell))
    await asyncio.sleep(0)
    screen.receive(views.Help(view=shown.last.number))
    await asyncio.sleep(0)
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    screen.update(rated=3)
    assert isinstance(shown.last, views.Farewell)
    assert shown.last.rated == 3


def test_any_touch_takes_the_idle_warning_away(screen: Screen, shown: Shown) -> None:
    screen.show(views.Privacy)
    screen.decorate(idle=views.Idle(seconds=30))
    assert shown.last.chrome.idle is not None
    screen.receive(views.Stay(view=0))
    assert shown.last.chrome.idle is None


async def test_an_edit_is_a_sign_of_life_and_no_answer(screen: Screen, shown: Shown) -> None:
    asking = asyncio.create_task(screen.ask(views.FillForm, service=Text(zh="x"), title=Text(zh="x"), fields=()))
    await asyncio.sleep(0)
    screen.receive(views.Change(view=shown.last.number, field="phone", value="1"))
    await asyncio.sleep(0)
    assert not asking.done()
    asking.cancel()
