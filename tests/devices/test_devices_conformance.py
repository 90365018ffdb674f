"""The built-in drivers keep to what any driver must."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.conformance import DriverConformance, FarEnd
from tests.matrix.standing import ThreadedStanding
from tests.matrix.subjects import SUBJECTS, Subject

ELSEWHERE = ("document_camera.opencv", "card_reader.crt")
"""The first has the other camera's driver; card readers are held to the suite in tests/cards."""


@pytest.mark.parametrize(
    "subject",
    [each for each in SUBJECTS if each.name not in ELSEWHERE],
    ids=lambda subject: subject.name,
    indirect=True,
)
class TestBuiltInDrivers(DriverConformance):
    cycles = 3
    moments_s = (0.0, 0.1)

    @pytest.fixture
    def subject(self, request: pytest.FixtureRequest) -> Subject:
        return request.param

    @pytest.fixture
    def far_end(self, subject: Subject, tmp_path: Path) -> Iterator[FarEnd]:
        with ThreadedStanding(subject, tmp_path) as standing:
            yield standing
