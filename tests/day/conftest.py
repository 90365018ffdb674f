"""A clock of the test's own."""

from __future__ import annotations

import pytest
from day_fakes import MovedClock


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()
