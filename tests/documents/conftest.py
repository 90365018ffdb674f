from __future__ import annotations

import random
from datetime import date

import pytest

from bench.cards import Person, random_person
from kiosk.identity.engine import RapidOcrEngine

TODAY = date(2025, 11, 24)


@pytest.fixture(scope="session")
def engine() -> RapidOcrEngine:
    return RapidOcrEngine()


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def person() -> Person:
    return random_person(random.Random(31))
