"""One view of each kind, as core would publish it: what the gallery and the tests of the screens show."""

from __future__ import annotations

from kiosk import views
from ui.samples import applying, arriving, diagnostics, following, identifying, notices
from ui.samples.base import Sample, adapted, chrome

__all__ = ["SAMPLES", "Sample", "adapted", "chrome", "sample"]

SAMPLES: tuple[Sample, ...] = (
    *arriving.SAMPLES,
    *identifying.SAMPLES,
    *applying.SAMPLES,
    *following.SAMPLES,
    *notices.SAMPLES,
    *diagnostics.SAMPLES,
)


def sample(name: str) -> views.AnyView:
    """The sample view with this name."""
    return next(each.view for each in SAMPLES if each.name == name)
