"""What the tests of pages share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _asks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second between two questions is right for paper and long for a test."""
    monkeypatch.setattr("devices.ipp.driver.POLL_S", 0.02)
