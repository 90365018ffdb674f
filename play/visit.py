"""One whole visit, played: the window touched, the simulated citizen moved, each step and its time noted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from drivers_sim.client import DockClient
from drivers_sim.people import load_citizens
from kiosk import views
from kiosk.views import FormField
from play.visitor import Visitor

ANSWERS = {"phone": "19900000025", "date": "20261120", "digits": "6200004501210000256", "text": "nanningshi"}
"""What a citizen with nothing special to say types, by the kind of the question."""
FACE_S = 60.0
WAYS = {"scanner": "scan", "chip-reader": "chip", "card-reader": "card", "code-scanner": "code"}
"""The way that a device stands for on the screen that asks for a card."""


@dataclass(slots=True)
class PlayedStep:
    step: str
    outcome: str
    milliseconds: float


@dataclass(slots=True)
class Played:
    """What came of a visit."""

    citizen: str
    steps: list[PlayedStep] = field(default_factory=list)
    application: str = ""
    reference: str = ""
    printing: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def electronic_card(citizen: str) -> str:
    """What the telephone shows. Raises KeyError, LookupError."""
    card = load_citizens()[citizen].ecard
    if card is None:
        raise LookupError(f"{citizen} has no electronic card")
    return card.code


class PlayedVisit:
    """Plays a visit step by step; with `pictures`, the screen is saved after each."""

    def __init__(self, visitor: Visitor, dock: DockClient, citizen: str, pictures: Path | None = None) -> None:
        self.visitor = visitor
        self.dock = dock
        self.played = Played(citizen)
        self._pictures = pictures
        self._taken = 0
        self._card = ""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        outcome = "failed"
        try:
            yield
            outcome = "done"
        finally:
            milliseconds = round((time.monotonic() - began) * 1000, 1)
            self.played.steps.append(PlayedStep(name, outcome, milliseconds))

    def picture(self, name: str) -> None:
        if self._pictures is not None:
            self._taken += 1
            self.visitor.grab(self._pictures / f"{self._taken:02d}-{name}.png")

    def begin(self, language: str = "zh", *, face: bool = True) -> None:
        """From the attract screen to the request for the card."""
        see, touch = self.visitor.wait_for, self.visitor.touch
        with self.step("attract"):
            see(views.Attract, lambda view: view.open, seconds=60)
            self.picture("attract")
            touch("primary")
        with self.step("language"):
            see(views.ChooseLanguage)
            self.picture("language")
            touch(f"choice:{language}")
        with self.step("privacy"):
            see(views.Privacy)
            self.picture("privacy")
            touch("primary" if face else "choice:without_face")

    def identify(self, device: str = "scanner", **document: Any) -> None:
        """Put the card down, or hold the telephone up, and confirm what was read."""
        way = WAYS[device]
        with self.step("place_card"):
            self.visitor.wait_for(views.PlaceCard, lambda view: way in view.ways)
            self.picture("place_card")
            if way == "code":
                self.dock.show_code(device, electronic_card(self.played.citizen))
            else:
                self._card = device
                self.dock.place(device, self.played.citizen, **document)
            self.visitor.wait_for(views.ConfirmIdentity, seconds=FACE_S)
        with self.step("confirm_identity"):
            self.picture("confirm_identity")
            self.visitor.touch("primary")

    def show_face(self) -> None:
        """Sit down and do what the screen asks, until services are offered."""
        with self.step("face"):
            self.dock.seat(self.played.citizen)
            self.visitor.wait_for(views.FaceCheck, seconds=FACE_S)
            taken: set[str] = set()

            def offered() -> bool:
                view = self.visitor.view
                if isinstance(view, views.FaceCheck) and view.challenge not in taken and view.progress > 0:
                    taken.add(view.challenge)
                    self.picture(f"face-{view.challenge}")
                return isinstance(view, views.Services | views.Notice)

            self.visitor.until(offered, "the face check did not end", FACE_S)
            self.visitor.wait_for(views.Services)

    def choose(self, life_event: str, service: str) -> None:
        with self.step("life_event"):
            self.visitor.wait_for(views.Services)
            self.picture("life_events")
            self.visitor.touch(f"choice:{life_event}")
        with self.step("service"):
            self.visitor.wait_for(views.Services, lambda view: any(tile.id == service for tile in view.tiles))
            self.picture("services")
            self.visitor.touch(f"choice:{service}")
            self.visitor.until(
                lambda: isinstance(self.visitor.view, views.FillForm | views.Review | views.Notice), "no form came"
            )
            self.visitor.settle()

    def fill(self) -> None:
        """Answer every question that is asked, page by page, until the sheet is shown."""
        with self.step("form"):
            while isinstance(view := self.visitor.view, views.FillForm):
                for question in view.fields:
                    self._answer(question)
                self.picture(f"form-{view.page}")
                number = view.number
                self.visitor.touch("primary")
                self._until_other(number)
                if isinstance(after := self.visitor.view, views.FillForm) and any(each.error for each in after.fields):
                    raise AssertionError(f"the form was not accepted: {[e.id for e in after.fields if e.error]}")

    def submit(self) -> None:
        """Send it, and wait until what became of the receipt is known."""
        with self.step("review"):
            self.visitor.wait_for(views.Review)
            self.picture("review")
        with self.step("submit"):
            self.visitor.touch("primary")
            done = self.visitor.wait_for(views.Done, seconds=30)
            self.played.application, self.played.reference = done.application, done.reference
        with self.step("receipt"):
            done = self.visitor.wait_for(views.Done, lambda view: view.printing != "printing", seconds=30)
            self.played.printing = done.printing
            self.picture("done")

    def take_card(self) -> None:
        """Pick the card up from where it was put; out of a motorised reader once it has come out."""
        if self._card:
            self.visitor.until(self._can_take, "the card was not given back")
            self.dock.remove(self._card)
            self._card = ""

    def _can_take(self) -> bool:
        return self.dock.device(self._card).get("card") != "inside"

    def leave(self) -> None:
        """Break the visit off, and take the card along."""
        self.visitor.touch("leave")
        self.take_card()
        self.visitor.wait_for(views.Attract)

    def finish(self) -> None:
        with self.step("farewell"):
            self.visitor.touch("primary")
            self.visitor.wait_for(views.Farewell)
            self.picture("farewell")
            self.take_card()
            self.dock.leave()
            self.visitor.touch("primary")
        with self.step("attract_again"):
            self.visitor.wait_for(views.Attract)

    def _answer(self, question: FormField) -> None:
        match question.kind:
            case "confirm":
                if question.value != "yes":
                    self.visitor.touch(f"field:{question.id}")
            case "choice":
                self.visitor.touch(f"field:{question.id}:{question.options[0].value}")
            case kind if not question.value and question.required:
                self.visitor.type(question.id, ANSWERS[kind])

    def _until_other(self, number: int) -> None:
        self.visitor.until(
            lambda: self.visitor.view is not None and self.visitor.view.number != number, "nothing changed"
        )
        self.visitor.settle()
