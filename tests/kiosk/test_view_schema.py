"""The views' schema is checked in, so that a change of it is seen."""

from __future__ import annotations

from pathlib import Path

from kiosk.view_schema import schema

CHECKED_IN = Path(__file__).parents[2] / "docs" / "schema" / "views.json"


def test_the_checked_in_schema_is_the_present_one() -> None:
    assert CHECKED_IN.read_text("utf-8") == schema(), "run: python -m kiosk.view_schema > docs/schema/views.json"
