"""Submitting: promised only once it is on disk, sealed and signed; then the central's answer, or kept safely here."""

from __future__ import annotations

from datetime import datetime

import apsw

from kiosk import receipts, views
from kiosk.central.types import Item, TimelineStep, Unreachable
from kiosk.journey.form import filled
from kiosk.journey.marks import at
from kiosk.journey.printing import SlipPrint
from kiosk.journey.proving import proven
from kiosk.logging import logger
from kiosk.outbox import reference as references
from kiosk.outbox.outbox import Answer, Outcome, Refused, StillWaiting
from kiosk.outbox.submission import Assurance, Consents, Invalid, NotAllowed, Person, Submission
from kiosk.views import Action, Message, TimelineEntry
from kiosk.visit import Facilities, Step, Visit

log = logger("submit")


async def submit(visit: Visit) -> Step | None:
    item = visit.item
    assert item is not None
    at(visit, "review", back=False, leave=False)
    visit.screen.show(views.Busy, title=Message(id="submit.sending"))
    try:
        outcome = await visit.facilities.commits.run(_commit(visit.facilities, submission(visit), item))
    except Invalid as invalid:
        for field in invalid.errors:
            visit.answers.pop(field, None)
        return Step.FORM
    except NotAllowed as refusal:
        log.warning("submission.not_allowed", reason=refusal.reason)
        chosen = await visit.screen.notice(
            "item_closed_offline" if refusal.reason == "offline" else "assurance_too_low", "staff", ("staff", "return")
        )
        return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS
    except (Unreachable, apsw.Error, OSError) as error:  # no key to seal to, or the disk fails: nothing was promised
        log.error("submission.not_kept", error=type(error).__name__)
        chosen = await visit.screen.notice("cannot_keep", "offline", ("again", "staff"))
        return Step.STAFF if chosen == "staff" else Step.REVIEW
    visit.screen.leave_asks = False
    match outcome:
        case Refused():
            return await _refused(visit, outcome)
        case _:
            return await _done(visit, outcome)


async def _commit(facilities: Facilities, submission: Submission, item: Item) -> Outcome:
    """The promise and the waiting for its answer; goes on where the citizen leaves meanwhile."""
    committed = await facilities.outbox.commit(submission, item)
    try:
        outcome = await facilities.outbox.deliver(committed.reference, facilities.config.central.answer_timeout_s)
    except (apsw.Error, OSError) as error:
        log.error("submission.not_looked_up", error=type(error).__name__)
        return StillWaiting(committed.reference, "disk")
    return await proven(facilities.central, outcome)


def submission(visit: Visit) -> Submission:
    """What the visit has come to, as it is sent."""
    person, item = visit.person, visit.item
    assert person is not None
    assert item is not None
    return Submission(
        item=item.code,
        item_version=int(item.version),
        person=Person(id_number=person.id_number, name=person.name),
        form=filled(visit),
        assurance=Assurance(
            level=visit.level.value,
            session=visit.session.session if visit.session is not None else None,
            document=person.document,
            face=visit.evidence.face if visit.evidence is not None else None,
        ),
        consents=Consents(face=visit.face_consent),
        language=visit.screen.chrome.language,
    )


async def _refused(visit: Visit, outcome: Refused) -> Step | None:
    """The central declined: why, in its words, and what can be done."""
    reason = "assurance_too_low" if outcome.problem.endswith("assurance-too-low") else "submission_refused"
    detail = outcome.detail.detail if outcome.detail is not None else None
    chosen = await visit.screen.notice(reason, "staff", ("staff", "return"), detail=detail)
    return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS


async def _done(visit: Visit, outcome: Answer | StillWaiting) -> Step | None:
    """The number or the reference, what happens next, and the receipt on its way out."""
    item, person = visit.item, visit.person
    assert item is not None
    assert person is not None
    at(visit, "finish", back=False, leave=False)
    slip = receipts.submitted(
        visit.facilities.config, visit.screen.chrome.language, _now(visit), item, person.name, outcome
    )
    print_ = SlipPrint(visit, slip)
    print_.begin()
    received = isinstance(outcome, Answer)
    visit.screen.show(
        views.Done,
        received=received,
        application=outcome.number if isinstance(outcome, Answer) else "",
        reference=references.grouped(outcome.reference),
        service=item.name,
        timeline=timeline(outcome.timeline) if isinstance(outcome, Answer) else (),
        printing=print_.printing,
        printer=print_.printer,
        receipt_lines=receipts.as_lines(slip),
        qr=receipts.tracking_code(outcome),
        actions=_done_actions(print_),
    )
    return await after_printing(visit, print_)


async def after_printing(visit: Visit, print_: SlipPrint) -> Step | None:
    """Stay on a screen whose slip is being printed until the citizen goes on."""
    while True:
        match await print_.answer_or_outcome():
            case views.Choose(choice="reprint"):
                print_.begin()
            case views.Choose(choice="more"):
                return Step.LIFE_EVENTS
            case views.Choose(choice="finish"):
                return Step.FAREWELL
            case views.Back():
                return Step.LIFE_EVENTS
            case _:
                pass
        visit.screen.update(printing=print_.printing, printer=print_.printer, actions=_done_actions(print_))


def _done_actions(print_: SlipPrint) -> tuple[Action, ...]:
    return (
        Action(id="finish", label=Message(id="action.finish"), primary=True),
        Action(id="more", label=Message(id="action.more")),
        *print_.actions(),
    )


def timeline(steps: tuple[TimelineStep, ...]) -> tuple[TimelineEntry, ...]:
    return tuple(TimelineEntry(text=step.text, when=_date(step.when), state=step.state) for step in steps)


def _date(when: str | None) -> str:
    """A day as people write it; the central gives ISO dates or times."""
    return (when or "")[:10]


def _now(visit: Visit) -> datetime:
    return visit.facilities.clock.now().astimezone()
