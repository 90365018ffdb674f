"""An application as staff see it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from central import risk
from central.api.present import timeline as timeline_out
from central.api.present import told
from central.api.schemas import ApplicationRow, EventOut, RiskOut, StaffApplicationOut
from central.applications import actions, clocks
from central.parts import Central
from central.problems import Problem
from central.reference import grouped
from central.store.database import Transaction
from central.store.tables import Application, Submission
from central.workdays import local_date


def find(transaction: Transaction, number: str, *, lock: bool = False) -> Application:
    wanted = select(Application).where(Application.number == number)
    held = transaction.scalar(wanted.with_for_update() if lock else wanted)
    if held is None:
        raise Problem("not-found")
    return held


def etag(number: str, version: int) -> str:
    return f'"{number}.{version}"'


def is_overdue(held: Application, today: date) -> bool:
    if held.due_on is None or held.paused_at is not None or held.state not in clocks.RUNNING:
        return False
    return held.due_on < today


def row_out(held: Application, today: date) -> ApplicationRow:
    return ApplicationRow(
        number=held.number,
        item=held.item,
        state=held.state,
        handler=held.handler,
        second=held.second,
        depth=held.depth,
        overdue=is_overdue(held, today),
        submitted_at=held.submitted_at,
        due_on=held.due_on.isoformat() if held.due_on else None,
    )


def staff_out(central: Central, transaction: Transaction, held: Application) -> StaffApplicationOut:
    words = told(central, held)
    service = central.catalogue.services[held.item]
    reference = transaction.scalar(select(Submission.reference).where(Submission.application_id == held.id))
    signs, today = risk.given().by_name, local_date(central.now())
    running = service.desk is not None and held.state in clocks.RUNNING
    return StaffApplicationOut(
        number=held.number,
        reference=grouped(reference) if reference else None,
        item=held.item,
        name=words.name,
        applicant=held.name,
        state=held.state,
        state_text=words.state,
        version=held.version,
        handler=held.handler,
        second=held.second,
        depth=held.depth,
        risk=[RiskOut(sign=name, points=signs[name].points, text=signs[name].text) for name in held.risk],
        submitted_at=held.submitted_at,
        received_at=held.received_at,
        due_on=held.due_on.isoformat() if held.due_on else None,
        left=clocks.left(held, service.desk, today, central.calendar) if running and service.desk else None,
        extended_days=held.extended_days,
        form=held.form,
        assurance=held.assurance,
        result=held.result,
        notes=list(held.result.get("notes", ())),
        available=sorted(actions.possible(held, service)),
        events=[
            EventOut(
                action=event.action,
                from_state=event.from_state,
                to_state=event.to_state,
                at=event.at,
                actor=event.actor,
                detail=event.detail,
            )
            for event in held.events
        ],
        timeline=timeline_out(words),
    )
