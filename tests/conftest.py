"""What every test needs put back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import structlog

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _logs_to_nowhere_of_another_test() -> Iterator[None]:
    """A test that sets logging up leaves it on a stream that is closed with the test."""
    yield
    structlog.reset_defaults()
