"""A session over frames: laid down, moved, read, settled, replaced, taken away."""

from __future__ import annotations

import dataclasses
import random
from datetime import date

import numpy as np

from bench.cards import Person, draw_back, draw_front, random_person
from bench.scenes import Scene, photograph
from kiosk.identity.engine import Line, Quad, RapidOcrEngine
from kiosk.identity.reading import SURE, DocumentReading, Field, Image
from kiosk.identity.settle import DocumentSession, agree

EMPTY = np.full((960, 1280, 3), 40, np.uint8)


class CountingEngine:
    """The real engine, and how often it was asked."""

    def __init__(self, engine: RapidOcrEngine) -> None:
        self._engine, self.calls = engine, 0

    def detect(self, image: Image, long_side: int) -> list[Quad]:
        self.calls += 1
        return self._engine.detect(image, long_side)

    def recognise(self, crops: list[Image]) -> list[Line]:  # type: ignore[override]
        return self._engine.recognise(crops)


def test_settles_and_notices_the_next_card(engine: RapidOcrEngine, person: Person, today: date) -> None:
    counted = CountingEngine(engine)
    session = DocumentSession(counted, today=today)
    card = draw_front(person, 12)
    assert [session.feed(EMPTY, t / 5) for t in range(3)] == ["no_document"] * 3
    assert counted.calls == 0
    assert session.feed(photograph(card, Scene(angle=20), 1), 1.0) == "reading"
    assert session.feed(photograph(card, Scene(angle=5), 1), 1.2) == "hold_still"
    assert counted.calls == 0
    assert session.feed(photograph(card, Scene(angle=5), 1), 1.4) == "reading"
    settled = session.feed(photograph(card, Scene(angle=5.2), 1), 1.6)
    assert isinstance(settled, DocumentReading)
    assert {n: f.value for n, f in settled.fields.items()} == person.front()
    assert settled.problems == ()
    assert settled.photo is not None

    calls = counted.calls
    assert session.feed(photograph(card, Scene(angle=5), 1), 1.8) is settled
    assert counted.calls == calls

    other = random_person(random.Random(99))
    frame = photograph(draw_front(other, 40), Scene(angle=5), 1)
    answers = [session.feed(frame, 2.0 + t / 5) for t in range(3)]
    assert answers[:2] == ["reading", "reading"]
    assert isinstance(answers[2], DocumentReading)
    assert answers[2].value("id_number") == other.id_number

    assert session.feed(EMPTY, 3.0) is answers[2]  # one frame may be lost
    assert session.feed(EMPTY, 3.2) == "no_document"
    assert not any(isinstance(value, DocumentReading) for value in vars(session).values())


def test_the_other_side_is_told_apart(engine: RapidOcrEngine, person: Person) -> None:
    frame = photograph(draw_back(person, 12), Scene(), 1)
    day = date.fromisoformat(person.valid_from)
    session = DocumentSession(engine, today=day)
    assert [session.feed(frame, t) for t in (0.0, 0.5, 2.0)] == ["reading", "reading", "wrong_side"]
    either = DocumentSession(engine, wanted=None, today=day)
    answers = [either.feed(frame, t) for t in (0.0, 0.2, 0.4)]
    assert isinstance(answers[-1], DocumentReading)
    assert answers[-1].value("valid_to") == person.valid_to


def test_what_cannot_be_read_is_told_when_it_lasts(engine: RapidOcrEngine, person: Person, today: date) -> None:
    session = DocumentSession(engine, today=today)
    frame = photograph(draw_front(person, 12), Scene(blur=6), 1)
    answers = [session.feed(frame, t) for t in (0.0, 0.2, 0.7, 1.3)]
    assert answers == ["reading", "reading", "reading", "blurred"]


def test_a_card_on_a_cluttered_table_settles_too(engine: RapidOcrEngine, person: Person, today: date) -> None:
    session = DocumentSession(engine, today=today)
    frame = photograph(draw_front(person, 5), Scene(angle=8, ground="clutter"), 9)
    answers = [session.feed(frame, t / 2) for t in range(6)]
    assert isinstance(answers[-1], DocumentReading)
    assert answers[-1].value("name") == person.name


def reading(**fields: tuple[str, float]) -> DocumentReading:
    return DocumentReading("resident_id", "front", {n: Field(*f) for n, f in fields.items()})


def test_agreeing_readings_keep_the_better_probability() -> None:
    first = reading(id_number=("1", 0.9), name=("韦强", 0.99), address=("民族大道", 0.7))
    second = reading(id_number=("1", 0.95), name=("韦强", 0.85), address=("民族大道", 0.9))
    both = agree(first, second)
    assert both is not None
    assert {n: f.confidence for n, f in both.fields.items()} == {"id_number": 0.95, "name": 0.99, "address": 0.9}
    assert both.problems == ()


def test_a_field_read_differently_is_never_sure() -> None:
    first = reading(id_number=("1", 0.9), name=("韦强", 0.99), address=("民族大道1号", 0.99))
    second = reading(id_number=("1", 0.9), name=("韦强", 0.99), address=("民族大道7号", 0.99))
    both = agree(first, second)
    assert both is not None
    assert both.fields["address"].confidence < SURE
    assert both.problems == ("low_confidence:address",)


def test_other_names_do_not_agree() -> None:
    first = reading(id_number=("1", 0.9), name=("韦强", 0.99))
    assert agree(first, reading(id_number=("1", 0.9), name=("韦強", 0.99))) is None
    assert agree(first, reading(id_number=("1", 0.9))) is None
    assert agree(first, dataclasses.replace(first, side="back")) is None
