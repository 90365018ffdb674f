"""How far an application has come, on an A4 page that the citizen takes along."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kiosk.central.types import Application
from kiosk.config import KioskConfig
from kiosk.pages import words
from kiosk.pages.typesetting import qr_svg, typeset
from kiosk.receipts.dates import day, moment
from kiosk.receipts.masking import masked_id, masked_name
from kiosk.receipts.tracking import application_code
from kiosk.receipts.words import say
from kiosk.views import Language, Text

TEMPLATE = "statement.typ"


def statement(
    config: KioskConfig, language: Language, now: datetime, name: str, id_number: str, application: Application
) -> bytes:
    """The PDF. `name` and `id_number` are the citizen's, whole; the page shows them masked. Raises `CannotTypeset`."""
    return typeset(TEMPLATE, statement_data(config, language, now, name, id_number, application))


def statement_data(
    config: KioskConfig, language: Language, now: datetime, name: str, id_number: str, application: Application
) -> dict[str, Any]:
    """What the template is given: texts as they stand on the page."""

    def said(text: Text) -> str:
        return say(text, language)

    rows = [
        (words.SERVICE, said(application.name)),
        (words.NUMBER, application.number),
        (words.APPLICANT, masked_name(name)),
        (words.ID_NUMBER, masked_id(id_number)),
        (words.SUBMITTED, day(application.submitted_at, language)),
    ]
    return {
        "language": language,
        "hall": said(Text(zh=config.kiosk.hall.zh, en=config.kiosk.hall.en)),
        "title": said(words.STATEMENT),
        "subtitle": words.STATEMENT.en if language == "zh" else words.STATEMENT.zh,
        "rows": [{"label": said(label), "value": value} for label, value in rows if value],
        "service_zh": application.name.zh if language == "en" and application.name.en else "",
        "state_label": said(words.STATE),
        "state": said(application.state_text),
        "course_title": said(words.COURSE),
        "course": [
            {"text": said(step.text), "when": day(step.when, language), "state": step.state}
            for step in application.timeline
        ],
        "marks": {"done": said(words.DONE), "now": said(words.NOW), "to_come": said(words.TO_COME)},
        "qr": qr_svg(application_code(application.number)),
        "how_to_track": said(words.HOW_TO_TRACK),
        "notes": [said(words.AS_OF).format(moment=moment(now)), said(words.NO_DECISION), said(words.DATES)],
        "printed": said(words.PRINTED).format(moment=moment(now), kiosk=config.kiosk.id),
        "contact": said(words.CONTACT),
        "specimen": said(words.SPECIMEN) if config.mode == "simulation" else "",
        "of": said(words.PAGE),
    }
