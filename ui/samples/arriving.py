"""The citizen arrives: attract, language, privacy."""

from __future__ import annotations

from kiosk import views
from kiosk.views import Message
from ui.samples.base import Sample, chrome

SAMPLES: tuple[Sample, ...] = (
    Sample("attract", views.Attract(number=1, chrome=chrome(None, back=False, leave=False)), "primary"),
    Sample(
        "attract_trouble",
        views.Attract(
            number=1,
            chrome=chrome(None, back=False, leave=False),
            notices=(Message(id="attract.no_receipt"), Message(id="attract.no_scanner")),
        ),
        "primary",
    ),
    Sample("attract_closed", views.Attract(number=1, chrome=chrome(None, back=False, leave=False), open=False), ""),
    Sample("language", views.ChooseLanguage(number=1, chrome=chrome(None, back=False)), "choice:zh"),
    Sample("privacy", views.Privacy(number=1, chrome=chrome(None), retention_days=0), "primary"),
)
