"""Rows and words as answers."""

from __future__ import annotations

from central.api.schemas import (
    AT_THE_DESK,
    ApplicationOut,
    DraftOut,
    ReasonOut,
    SubmissionOut,
    TimelineEntryOut,
)
from central.applications.timeline import Told, tell
from central.parts import Central
from central.reference import grouped
from central.store.tables import Application, Draft
from central.words import Text


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


def draft_out(draft: Draft) -> DraftOut:
    return DraftOut(
        id=draft.id,
        ticket=draft.ticket,
        reference=grouped(draft.submission.reference),
        kiosk_id=draft.submission.kiosk_id,
        item=draft.item,
        id_number=draft.id_number,
        name=draft.name,
        form=draft.form,
        assurance=draft.assurance,
        language=draft.language,
        committed_at=draft.committed_at,
        received_at=draft.received_at,
    )


def submission_out(central: Central, taken: Application | Draft, reference: str, receipt: str) -> SubmissionOut:
    if isinstance(taken, Draft):
        return SubmissionOut(
            application_number="",
            reference=grouped(reference),
            state=AT_THE_DESK,
            state_text=Text(zh="已转人工窗口", en="Handed to the desk"),
            received_at=taken.received_at,
            reasons=[],
            timeline=[],
            receipt_code=receipt,
        )
    application = taken
    words = told(central, application)
    return SubmissionOut(
        application_number=application.number,
        reference=grouped(reference),
        state=application.state,
        state_text=words.state,
        received_at=application.received_at,
        reasons=_reasons(words),
        timeline=timeline(words),
        receipt_code=receipt,
    )


def _reasons(words: Told) -> list[ReasonOut]:
    return [ReasonOut(code=code, text=reason.text, remedy=reason.remedy) for code, reason in words.reasons]
