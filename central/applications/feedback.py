"""What an applicant is told by SMS as their application goes on: once for what happens at once."""

from __future__ import annotations

from datetime import date

from central.applications.states import State
from central.catalogue import Service
from central.messages import tell
from central.store.database import Transaction
from central.store.tables import Application

_TEMPLATES = {
    State.NOT_ACCEPTED: "not_accepted",
    State.NEEDS_CORRECTION: "correction",
    State.WAITING_EXTERNAL: "waiting",
    State.EXTENDED: "extended",
    State.REJECTED: "rejected",
    State.PAID: "paid",
    State.PAYMENT_FAILED: "payment_failed",
    State.WITHDRAWN: "withdrawn",
}


def feed_back(transaction: Transaction, application: Application, service: Service, before: State) -> None:
    """Tell of the state that it has just come to, where that is news to the applicant."""
    template = _template(application, service, before)
    if template is None:
        return
    args: dict[str, str | date] = {
        "number": application.number,
        "count": str(len(application.result.get("missing", ()))),
        "account": application.account[-4:],
    }
    if application.due_on is not None:
        args["due"] = application.due_on
    tell(transaction, application.person_id or application.id_number, template, args, application.id)


def _template(application: Application, service: Service, before: State) -> str | None:
    now, paid = State(application.state), State.PAID in service.course
    if now == State.EXTENDED and before != State.IN_REVIEW:
        return None
    if now == State.ACCEPTED:
        news = before == State.SUBMITTED and application.depth != "rules" and application.due_on is not None
        return "accepted" if news else None
    if now == State.APPROVED:
        return "approved" if paid else None
    if now == State.CLOSED:
        return "closed" if before == State.APPROVED else None
    return _TEMPLATES.get(now)
