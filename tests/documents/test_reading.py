"""Real recognition of rendered cards: right, wrong, damaged, and of what is no card."""

from __future__ import annotations

import dataclasses
import os
import sys
from datetime import date
from typing import Any

import cv2
import numpy as np
import pytest

from bench.cards import Person, Picture, draw_back, draw_front
from bench.scenes import Scene, photograph
from drivers_sim.people import load_citizens, scanner_frame
from kiosk.identity.documents import read_document
from kiosk.identity.engine import RapidOcrEngine
from kiosk.identity.reading import SURE, DocumentReading, Image

_written: list[str] | None = None


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _written is None:
        return
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        _written.append(str(arguments[0]))
    elif event in {"tempfile.mkstemp", "tempfile.mkdtemp", "subprocess.Popen", "socket.connect"}:
        _written.append(event)


sys.addaudithook(_audit)


def values(reading: DocumentReading) -> dict[str, str]:
    return {name: field.value for name, field in reading.fields.items()}


def lay(card: Picture, **scene: Any) -> Image:
    return photograph(card, Scene(**scene), 11)


def test_front_lying_askew(engine: RapidOcrEngine, person: Person, today: date) -> None:
    reading = read_document(lay(draw_front(person, 12), angle=7), engine, today)
    assert (reading.kind, reading.side, reading.problems) == ("resident_id", "front", ())
    assert values(reading) == person.front()
    assert all(field.confidence >= SURE for field in reading.fields.values())
    assert reading.milliseconds > 0
    assert reading.photo is not None
    height, width = reading.photo.shape[:2]
    assert 1.1 < height / width < 1.4
    for text in (repr(reading), repr(reading.fields["name"]), repr(list(reading.fields.values()))):
        assert person.name not in text
        assert person.id_number not in text


def test_front_upside_down_is_read_all_the_same(engine: RapidOcrEngine, person: Person, today: date) -> None:
    upright = read_document(lay(draw_front(person, 12)), engine, today)
    reading = read_document(lay(draw_front(person, 12), angle=180), engine, today)
    assert reading.problems == ("upside_down",)
    assert values(reading) == person.front()
    assert reading.photo is not None
    assert upright.photo is not None
    assert reading.photo.shape == upright.photo.shape
    assert np.abs(reading.photo.astype(int) - upright.photo).mean() < 20


def test_front_where_no_outline_shows(engine: RapidOcrEngine, person: Person, today: date) -> None:
    frame = lay(draw_front(person, 12), angle=-5, ground="clutter")
    assert values(read_document(frame, engine, today)) == person.front()


def test_front_on_its_side_where_no_outline_shows(engine: RapidOcrEngine, person: Person, today: date) -> None:
    frame = np.full((1100, 1500, 3), 245, np.uint8)
    card = cv2.rotate(draw_front(person, 12, 10.0), cv2.ROTATE_90_CLOCKWISE)
    height, width = card.shape[:2]
    frame[100 : 100 + height, 500 : 500 + width] = cv2.max(card, 238) * (card > 200) + card * (card <= 200)
    assert values(read_document(frame, engine, today)) == person.front()


def test_back(engine: RapidOcrEngine, person: Person) -> None:
    reading = read_document(lay(draw_back(person, 12), angle=4), engine, date.fromisoformat(person.valid_from))
    assert (reading.kind, reading.side, reading.problems) == ("resident_id", "back", ())
    assert values(reading) == person.back()


def test_back_expired(engine: RapidOcrEngine, person: Person, today: date) -> None:
    old = dataclasses.replace(person, valid_from="2005-03-16", valid_to="2025-03-16")
    assert read_document(lay(draw_back(old, 12)), engine, today).problems == ("expired",)


def test_wrong_check_digit_is_read_as_printed(engine: RapidOcrEngine, person: Person, today: date) -> None:
    last = "3" if person.id_number[-1] != "3" else "4"
    forged = dataclasses.replace(person, id_number=person.id_number[:-1] + last)
    reading = read_document(lay(draw_front(forged, 12)), engine, today)
    assert reading.problems == ("bad_check_digit",)
    assert reading.value("id_number") == forged.id_number


def test_birth_date_and_sex_that_differ_from_the_number(engine: RapidOcrEngine, person: Person, today: date) -> None:
    other = "女" if person.sex == "男" else "男"
    forged = dataclasses.replace(person, birth_date="1971-11-08", sex=other)
    reading = read_document(lay(draw_front(forged, 12)), engine, today)
    assert reading.problems == ("birth_date_differs", "sex_differs")
    assert values(reading) == forged.front()


def test_too_small(engine: RapidOcrEngine, person: Person, today: date) -> None:
    frame = np.full((960, 1280, 3), 40, np.uint8)
    small = cv2.resize(draw_front(person, 12), (280, 177), interpolation=cv2.INTER_AREA)
    frame[300:477, 400:680] = small
    assert read_document(frame, engine, today).problems == ("too_small",)


def test_a_picture_of_the_card_alone(engine: RapidOcrEngine, person: Person, today: date) -> None:
    assert values(read_document(draw_front(person, 12), engine, today)) == person.front()


def test_nothing_there(engine: RapidOcrEngine, today: date) -> None:
    reading = read_document(np.full((480, 640, 3), 40, np.uint8), engine, today)
    assert (reading.kind, reading.problems, dict(reading.fields)) == ("unknown", ("no_document",), {})


@pytest.mark.parametrize(
    ("slug", "condition", "problem"),
    [
        ("chen-guilan", "normal", ""),
        ("huang-xiaomei", "half_covered", "covered"),
        ("huang-xiaomei", "blurred", "blurred"),
        ("huang-xiaomei", "glare", "glare"),
        ("chen-guilan", "not_a_card", "not_a_card"),
        ("nguyen-thi-hoa", "upside_down", "upside_down"),
        ("nguyen-thi-hoa", "expired", "expired"),
    ],
)
def test_the_halls_simulated_documents(
    slug: str, condition: Any, problem: str, engine: RapidOcrEngine, today: date
) -> None:
    citizens = load_citizens()
    citizen = citizens[slug]
    frame = scanner_frame(citizen, citizens=citizens, condition=condition, rotation=3)
    reading = read_document(np.ascontiguousarray(frame[:, :, ::-1]), engine, today)
    assert (problem in reading.problems) if problem else (reading.problems == ())
    if problem == "blurred":
        assert all(field.confidence < SURE for field in reading.fields.values())
    if problem in {"", "upside_down", "expired"}:
        card = citizen.card
        assert reading.value("id_number") == card.id_number
        assert reading.value("name") == card.name
        assert reading.value("birth_date").replace("-", "") == card.birth_date
        assert reading.kind == ("foreigner_permanent" if slug.startswith("nguyen") else "resident_id")


def test_names_and_addresses_beside_a_burnt_patch_are_doubted(
    engine: RapidOcrEngine, person: Person, today: date
) -> None:
    card = draw_front(person, 12)
    card[-60:-20, 20:200] = 255
    reading = read_document(lay(card), engine, today)
    assert reading.value("address") == person.address
    assert {"low_confidence:name", "low_confidence:address"} <= set(reading.problems)
    assert reading.fields["id_number"].confidence >= SURE


def test_nothing_is_written_started_or_sent(engine: RapidOcrEngine, person: Person, today: date) -> None:
    global _written
    _written = []
    try:
        read_document(lay(draw_front(person, 12)), engine, today)
        RapidOcrEngine()
        assert _written == []
    finally:
        _written = None
