"""A central for each test module, and a kiosk that is enrolled at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from kiosk_client import KioskClient
from running_central import Running, serving


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("central")) as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(central: Running) -> KioskClient:
    return central.kiosk()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start a central of one's own, with changed settings."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(serving(tmp_path, **changes))
