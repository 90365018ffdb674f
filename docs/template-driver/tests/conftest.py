from __future__ import annotations

from collections.abc import Iterator

import pytest
from board import Board


@pytest.fixture
def far_end() -> Iterator[Board]:
    board = Board()
    board.plug()
    yield board
    board.unplug()
