"""The screen as core sees it: one view at a time, and the answer to it.

Numbers: `ask` and `show` give a view a new number; `update` changes what is shown in place and keeps the number, so
that a touch made while guidance changes under the finger still counts. An intent for any other number is dropped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import msgspec

from devices.clock import Clock
from kiosk import views
from kiosk.views import AnyIntent, Chrome, Message, Notice, View

V = TypeVar("V", bound=View)


class Left(Exception):
    """The citizen left the visit."""


class Display(Protocol):
    """Where views go: the channel to the ui process."""

    def publish(self, view: View) -> None: ...


class Screen:
    """One visit's screen. Language, text size, contrast, leaving and help are answered here, for every view."""

    def __init__(self, display: Display, clock: Clock, chrome: Chrome, first_number: int) -> None:
        self.chrome = chrome
        self.touched_at = clock.monotonic()
        self._display = display
        self._clock = clock
        self._number = first_number
        self._view: View | None = None
        self._covered: View | None = None
        self._intents: asyncio.Queue[AnyIntent] = asyncio.Queue()
        self.on_shown: Callable[[View], None] = lambda _view: None
        self.leave_asks = False

    @property
    def number(self) -> int:
        return self._number

    @property
    def view(self) -> View | None:
        return self._view

    def receive(self, intent: AnyIntent) -> None:
        """Take an intent from ui; one for an older view, or an edit that is not done yet, is only a sign of life."""
        self.alive()
        if isinstance(intent, views.Stay | views.Change) or intent.view != self._number:
            return
        if isinstance(intent, views.SetLanguage | views.SetTextSize | views.SetContrast):
            self._adapt(intent)
            if isinstance(self._view, views.ChooseLanguage):
                self._intents.put_nowait(intent)
            return
        self._intents.put_nowait(intent)

    def alive(self) -> None:
        """Somebody is there: a touch, a card put down, a face in the picture."""
        self.touched_at = self._clock.monotonic()
        if self.chrome.idle is not None:
            self.decorate(idle=None)

    def decorate(self, **changes: Any) -> None:
        """Change the chrome (language, strip, idle warning, steps) of what is shown, in place."""
        self.chrome = msgspec.structs.replace(self.chrome, **changes)
        if self._view is not None:
            self._publish(msgspec.structs.replace(self._view, chrome=self.chrome))

    def prepare(self, **changes: Any) -> None:
        """Change the chrome for the views to come, not for what is shown."""
        self.chrome = msgspec.structs.replace(self.chrome, **changes)

    def show(self, kind: type[V], /, **fields: Any) -> None:
        """Put up a new view; touches of the one before no longer count."""
        self._covered = None
        self._next_number()
        self._publish(kind(number=self._number, chrome=self.chrome, **fields))

    def update(self, **changes: Any) -> None:
        """Change what is shown in place; under a question or help, what will be shown again."""
        if self._covered is not None:
            self._covered = msgspec.structs.replace(self._covered, **changes)
            return
        assert self._view is not None
        changed = msgspec.structs.replace(self._view, **changes)
        if changed != self._view:
            self._publish(changed)

    async def ask(self, kind: type[V], /, **fields: Any) -> AnyIntent:
        """Put up a new view and wait for its answer. Raises `Left` where the citizen leaves."""
        self.show(kind, **fields)
        return await self.answer()

    async def answer(self) -> AnyIntent:
        """Wait for the answer to what is shown. Raises `Left` where the citizen leaves."""
        while True:
            intent = await self._intents.get()
            match intent:
                case views.Leave() if not self.chrome.can_leave:
                    pass
                case views.Leave():
                    if (
                        not self.leave_asks
                        or await self._over("leave_question", "question", ("stay", "leave")) == "leave"
                    ):
                        raise Left
                case views.Help():
                    await self._over("help", "staff", ("return",))
                case _:
                    return intent

    async def notice(self, reason: str, kind: str, actions: tuple[str, ...], **fields: Any) -> str:
        """Say what happened, what is safe and what to do; the id of the action chosen. `back` where they went back."""
        intent = await self.ask(Notice, **notice_fields(reason, kind, actions, **fields))
        return intent.choice if isinstance(intent, views.Choose) else "back"

    async def _over(self, reason: str, kind: str, actions: tuple[str, ...]) -> str:
        """A notice over what is shown, which comes back afterwards under a new number."""
        covered = self._view
        assert covered is not None
        self.show(Notice, **notice_fields(reason, kind, actions))
        self._covered = covered
        try:
            while True:
                intent = await self._intents.get()
                if isinstance(intent, views.Choose | views.Back | views.Leave):
                    return intent.choice if isinstance(intent, views.Choose) else "stay"
        finally:  # likewise where the wait for an answer is broken off by what happens meanwhile
            if self._covered is not None:
                covered, self._covered = self._covered, None
                self._next_number()
                self._publish(msgspec.structs.replace(covered, number=self._number, chrome=self.chrome))

    def _next_number(self) -> None:
        """What comes now is another view; touches of the one before no longer count."""
        self._number += 1
        while not self._intents.empty():
            self._intents.get_nowait()

    def _adapt(self, intent: views.SetLanguage | views.SetTextSize | views.SetContrast) -> None:
        match intent:
            case views.SetLanguage(language=language):
                self.decorate(language=language)
            case views.SetTextSize(text_size=size):
                self.decorate(text_size=size)
            case views.SetContrast(contrast=contrast):
                self.decorate(contrast=contrast)

    def _publish(self, view: View) -> None:
        self._view = view
        self._display.publish(view)
        self.on_shown(view)


def notice_fields(reason: str, kind: str, actions: tuple[str, ...], **fields: Any) -> dict[str, Any]:
    """The fields of a `Notice` about `reason`: its texts are ui's notice.<reason>.title, .body and .safe."""
    args: dict[str, str] = fields.pop("args", {})
    safe = fields.pop("safe", False)
    return {
        "kind": kind,
        "title": Message(id=f"notice.{reason}.title", args=args),
        "body": Message(id=f"notice.{reason}.body", args=args),
        "safe": Message(id=f"notice.{reason}.safe", args=args) if safe else None,
        "actions": tuple(
            views.Action(id=action, label=Message(id=f"action.{action}"), primary=index == 0)
            for index, action in enumerate(actions)
        ),
        **fields,
    }
