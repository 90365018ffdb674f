from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_central import SmallCentral, serving


@pytest.fixture
def central(tmp_path: Path) -> Iterator[SmallCentral]:
    with serving(SmallCentral(), tmp_path / "central") as running:
        yield running
