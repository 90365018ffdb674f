"""What somebody is told whose face cannot be used as it is."""

from __future__ import annotations

import pytest

from kiosk.identity.quality import Problem, Quality


@pytest.mark.parametrize(
    ("problems", "told"),
    [
        (("too_small",), "come_closer"),
        (("too_small", "turned"), "look_here"),  # seen from aside the eyes are nearer to each other
        (("too_dark", "blurred"), "more_light"),
        ((), None),
    ],
)
def test_somebody_who_turns_back_is_not_asked_to_come_closer(problems: tuple[Problem, ...], told: str | None) -> None:
    assert Quality(0.5, 0.1, 100.0, problems).guide == told
