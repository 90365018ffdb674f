"""Rows and words as answers."""

from __future__ import annotations

from central.api.schemas import (
    ApplicationOut,
    ReasonOut,
    SubmissionOut,
    TimelineEntryOut,
)
from central.applications.timeline import Told, tell
from central.parts import Central
from central.reference import grouped
from central.store.tables import Application


def told(central: Central, application: Application) -> Told:
    return tell(application, central.catalogue, central.calendar, central.parameters)


def timeline(words: Told) -> list[TimelineEntryOut]:
    return [TimelineEntryOut(text=entry.text, when=entry.when, state=entry.state) for entry in words.timeline]


def application_out(central: Central, application: Application) -> ApplicationOut:
    words = told(central, application)
    return ApplicationOut(
        number=application.number,
        item=application.item,
        name=words.name,
        state=application.state,
        state_text=words.state,
        submitted_at=application.submitted_at,
        due_on=application.due_on.isoformat() if application.due_on else None,
        reasons=_reasons(words),
        timeline=timeline(words),
    )


def submission_out(central: Central, application: Application, reference: str) -> SubmissionOut:
    words = told(central, application)
    return SubmissionOut(
        application_number=application.number,
        reference=grouped(reference),
        state=application.state,
        state_text=words.state,
        received_at=application.received_at,
        reasons=_reasons(words),
        timeline=timeline(words),
    )


def _reasons(words: Told) -> list[ReasonOut]:
    return [ReasonOut(code=code, text=reason.text, remedy=reason.remedy) for code, reason in words.reasons]
