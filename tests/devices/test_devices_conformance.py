"""The built-in drivers keep to what any driver must."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from devices.conformance import DriverConformance, FarEnd
from tests.matrix.standing import ThreadedStanding
from tests.matrix.subjects import SERIAL_PRINTER, SUBJECTS, Subject


@pytest.mark.parametrize("subject", [*SUBJECTS, SERIAL_PRINTER], ids=lambda subject: subject.name, indirect=True)
class TestBuiltInDrivers(DriverConformance):
    @pytest.fixture
    def subject(self, request: pytest.FixtureRequest) -> Subject:
        return request.param

    @pytest.fixture
    def far_end(self, subject: Subject, tmp_path: Path) -> Iterator[FarEnd]:
        with ThreadedStanding(subject, tmp_path) as standing:
            yield standing
