"""What every test needs put back."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import structlog
from _pytest.nodeid import coerce_node_id

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of an `xdist_group` in one process.

    pytest-xdist 3.8 writes the group into an attribute that pytest 9.2 no longer reads: --dist loadgroup does nothing.
    """
    if not config.getoption("loadgroup", False):
        return
    for item in items:
        for mark in item.iter_markers("xdist_group"):
            suffix = f"@{mark.args[0]}"
            if not item.nodeid.endswith(suffix):
                item._id = coerce_node_id(f"{item.nodeid}{suffix}")


@pytest.fixture(autouse=True)
def _logs_to_nowhere_of_another_test() -> Iterator[None]:
    """A test that sets logging up leaves it on a stream that is closed with the test."""
    yield
    structlog.reset_defaults()
