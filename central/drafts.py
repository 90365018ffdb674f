"""What kiosks hand to the desk with a ticket: kept for a week, opened by the ticket, taken up by staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, select

from central.applications.intake import Intake, take_in
from central.catalogue import forms
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Draft, Staff, Submission
from central.wire import SealedSubmission

LASTS = timedelta(days=7)
"""A ticket is of a day; who comes later begins anew. What is sealed stays with the submission."""
MOST = 50


def keep(transaction: Transaction, kept: Submission, content: SealedSubmission, ticket: str) -> Draft:
    """Keep what was filled in, unjudged: staff see who is there, and the whole form is checked when they take it up."""
    transaction.execute(delete(Draft).where(Draft.received_at < kept.received_at - LASTS))
    draft = Draft(
        submission=kept,
        ticket=ticket,
        item=content.item,
        item_version=content.item_version,
        id_number=content.person.id_number,
        name=content.person.name,
        form=content.form,
        assurance=content.assurance.model_dump(mode="json"),
        language=content.language,
        committed_at=content.committed_at,
        received_at=kept.received_at,
    )
    transaction.add(draft)
    transaction.flush()
    return draft


def of_ticket(transaction: Transaction, ticket: str) -> list[Draft]:
    """Those with this number, the newest first: numbers begin anew each day, and each kiosk gives its own."""
    found = select(Draft).where(Draft.ticket == ticket).order_by(Draft.id.desc()).limit(MOST)
    return list(transaction.scalars(found))


def take_up(
    central: Central, transaction: Transaction, number: int, handler: str, form: Mapping[str, str]
) -> Application:
    """The application that staff make of a draft, with the citizen before them. Raises Problem."""
    draft = transaction.get(Draft, number, with_for_update={"of": Draft})
    if draft is None:
        raise Problem("not-found")
    if transaction.get(Staff, handler) is None:
        raise Problem("malformed-request", reason="handler-unknown")
    service, now = central.catalogue.services[draft.item], central.now()
    intake = Intake(
        service=service,
        id_number=draft.id_number,
        name=draft.name,
        form=forms.check(service.item, form),
        assurance={"level": "desk", "claimed": draft.assurance["level"], "session": None, "handler": handler},
        channel="desk",
        sender=f"staff:{handler}",
        language=draft.language,
        committed_at=now,
        received_at=now,
        reference=draft.submission.reference,
    )
    application = take_in(transaction, intake, central.parameters, central.calendar)
    draft.submission.application_id = application.id
    transaction.delete(draft)
    return application
