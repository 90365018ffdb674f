"""A kiosk's submission: opened, verified, judged, taken in; one transaction from its token to its kept answer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select

from central import drafts, logs, records, reference, seal, sessions
from central.applications.intake import Intake, take_in
from central.assurance import LEVELS, decide
from central.catalogue import Service, forms
from central.evidence import receipts
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Draft, IdempotencyAnswer, Kiosk, Person, Session, Submission
from central.wire import EnvelopeIn, SealedSubmission, evidence

CREATED = 201


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """A submission as it came. `text` is what the signature is over."""

    given: EnvelopeIn
    signature: bytes
    key: str

    @property
    def text(self) -> bytes:
        given = self.given
        return seal.signed_text(
            kiosk_id=given.kiosk_id,
            sequence=given.sequence,
            reference=given.reference,
            key_id=given.key_id,
            idempotency_key=self.key,
            sealed=given.sealed,
        )

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.text + b"\n" + self.signature).hexdigest()


def first_answer(transaction: Transaction, kiosk: Kiosk, envelope: Envelope) -> Mapping[str, Any] | None:
    """The answer kept for this key; None where it is new. Raises Problem where the key came with another body."""
    kept = transaction.get(IdempotencyAnswer, (kiosk.id, envelope.key))
    if kept is None:
        return None
    if kept.fingerprint != envelope.fingerprint:
        raise Problem("idempotency-key-reused")
    return kept.body


def keep_answer(
    transaction: Transaction, kiosk: Kiosk, envelope: Envelope, body: dict[str, Any], now: datetime
) -> None:
    transaction.add(
        IdempotencyAnswer(
            caller=kiosk.id,
            key=envelope.key,
            fingerprint=envelope.fingerprint,
            status=CREATED,
            body=body,
            created_at=now,
        )
    )


def take(
    central: Central, transaction: Transaction, kiosk: Kiosk, envelope: Envelope
) -> tuple[Application | Draft, str]:
    """The application made of a submission, or the draft for a desk, and the normalised reference.

    Raises Problem for any refusal.
    """
    given, now = envelope.given, central.now()
    if given.kiosk_id != kiosk.id:
        raise Problem("kiosk-differs")
    number = reference.normalise(given.reference)
    if not reference.is_valid(number):
        raise Problem("reference-invalid")
    seal.verify(kiosk.signing_key, envelope.signature, envelope.text)
    content = _content(central, given)
    transaction.refresh(kiosk, with_for_update=True)  # its numbers are looked at and moved on by one at a time
    _check_numbering(transaction, kiosk, given, number)
    service = _service(central, content)
    _check_time(content.committed_at, now, central.settings.clock_tolerance)
    if content.ticket is not None:
        kept = _keep(transaction, kiosk, envelope, number, None, content.committed_at, now)
        return drafts.keep(transaction, kept, content, content.ticket), number
    form = forms.check(service.item, content.form)
    assurance = _assurance(central, transaction, kiosk, content, service)
    intake = Intake(
        service=service,
        id_number=content.person.id_number,
        name=content.person.name,
        form=form,
        assurance=assurance,
        channel="kiosk",
        sender=f"kiosk:{kiosk.id}",
        language=content.language,
        committed_at=content.committed_at,
        received_at=now,
        reference=number,
    )
    application = take_in(transaction, intake, central.parameters, central.calendar)
    _keep(transaction, kiosk, envelope, number, application, content.committed_at, now)
    return application, number


def promise(
    central: Central, transaction: Transaction, envelope: Envelope, taken: Application | Draft, number: str
) -> str:
    """Put down that it was received; the log's promise to prove that, as a receipt's code carries it."""
    of_application = {"number": taken.number, "state": taken.state} if isinstance(taken, Application) else {}
    content = {"kiosk": envelope.given.kiosk_id, "item": taken.item, **of_application}
    act = receipts.received(transaction, number, envelope.given.sealed, content, central.now())
    return receipts.promised(central.log, act, central.now()).code


def by_reference(transaction: Transaction, kiosk: Kiosk, number: str) -> Mapping[str, Any]:
    """The first answer to this kiosk's submission with a reference."""
    kept: dict[str, Any] | None = transaction.scalar(
        select(IdempotencyAnswer.body)
        .join(Submission, (Submission.kiosk_id == IdempotencyAnswer.caller) & (Submission.key == IdempotencyAnswer.key))
        .where(Submission.reference == reference.normalise(number), Submission.kiosk_id == kiosk.id)
    )
    if kept is None:
        raise Problem("not-found")
    return kept


def _content(central: Central, given: EnvelopeIn) -> SealedSubmission:
    plain = central.seal_keys.open(
        given.sealed, key_id=given.key_id, kiosk_id=given.kiosk_id, reference=given.reference
    )
    try:
        return SealedSubmission.model_validate_json(plain)
    except ValidationError as error:
        wrong = [{"field": ".".join(map(str, each["loc"])), "code": each["type"]} for each in error.errors()]
        errors = [{**each, "zh": "格式不对", "en": "wrong shape"} for each in wrong]
        raise Problem("envelope-invalid", reason="content", errors=errors) from None


def _check_numbering(transaction: Transaction, kiosk: Kiosk, given: EnvelopeIn, number: str) -> None:
    if transaction.scalar(select(Submission.id).where(Submission.reference == number)) is not None:
        raise Problem("reference-reused")
    used = select(Submission.id).where(
        Submission.kiosk_id == kiosk.id,
        Submission.generation == kiosk.generation,
        Submission.sequence == given.sequence,
    )
    if transaction.scalar(used) is not None:
        raise Problem("sequence-reused")


def _service(central: Central, content: SealedSubmission) -> Service:
    service = central.catalogue.services.get(content.item)
    if service is None or content.item_version > service.item.version:
        raise Problem("item-unknown")
    return service


def _check_time(committed_at: datetime, now: datetime, tolerance: timedelta) -> None:
    if committed_at > now + tolerance:
        raise Problem("envelope-invalid", reason="clock", server_time=now.isoformat())


def _assurance(
    central: Central, transaction: Transaction, kiosk: Kiosk, content: SealedSubmission, service: Service
) -> dict[str, Any]:
    """The level that the central itself stands behind, as kept with the application."""
    needed = LEVELS.index(service.item.least_level)
    claimed = content.assurance
    if claimed.session is None:
        level, reasons = _offline(central, transaction, content, service, needed)
    else:
        session = transaction.get(Session, claimed.session)
        level, reasons = _in_session(central, session, kiosk, content, needed)
    if level < needed:
        raise sessions.too_low(needed, level, "level", reasons)
    return {
        "level": LEVELS[level],
        "claimed": claimed.level,
        "session": claimed.session,
        "document": claimed.document,
        "reasons": reasons,
    }


def _in_session(
    central: Central, session: Session | None, kiosk: Kiosk, content: SealedSubmission, needed: int
) -> tuple[int, list[str]]:
    settings = central.settings
    if session is None or session.kiosk_id != kiosk.id:
        raise sessions.too_low(needed, 0, "session-unknown")
    if session.id_number != content.person.id_number or session.name != content.person.name:
        raise sessions.too_low(needed, session.level, "person-differs")
    age = content.committed_at - session.created_at
    if not -settings.clock_tolerance <= age <= settings.session_lasts:
        raise sessions.too_low(needed, session.level, "session-too-old")
    return session.level, list(session.reasons)


def _offline(
    central: Central, transaction: Transaction, content: SealedSubmission, service: Service, needed: int
) -> tuple[int, list[str]]:
    """Made with the central out of reach: only what may be promised so, and on the signed evidence."""
    if service.item.offline != "accept" or service.item.least_level != "L1":
        raise sessions.too_low(needed, 0, "session-needed")
    person = transaction.scalar(select(Person).where(Person.id_number == content.person.id_number))
    name_matches = person is None or records.same_name(person, content.person.name)
    claimed = content.assurance
    seen = evidence(
        claimed.document,
        claimed.face,
        reference_fetched=False,
        name_matches=name_matches,
        document_expired=False,
    )
    decision = decide(seen, central.settings.face_ceiling)
    return decision.level, list(decision.reasons)


def _keep(
    transaction: Transaction,
    kiosk: Kiosk,
    envelope: Envelope,
    number: str,
    application: Application | None,
    committed_at: datetime,
    received_at: datetime,
) -> Submission:
    """Keep the envelope as it came. Numbers missing before it are noted: they may come later, or are lost."""
    given = envelope.given
    missing = max(0, given.sequence - kiosk.last_sequence - 1)
    if missing:
        logs.get().warning("sequence gap", kiosk_id=kiosk.id, missing_before=missing)
    kiosk.last_sequence = max(kiosk.last_sequence, given.sequence)
    kept = Submission(
        kiosk_id=kiosk.id,
        generation=kiosk.generation,
        sequence=given.sequence,
        missing_before=missing,
        reference=number,
        key=envelope.key,
        application_id=application.id if application is not None else None,
        key_id=given.key_id,
        sealed=given.sealed,
        signature=envelope.signature,
        committed_at=committed_at,
        received_at=received_at,
    )
    transaction.add(kept)
    return kept
