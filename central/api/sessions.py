"""Sessions of citizens at kiosks: assurance, what is known of them, their applications."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy import select

from central import records, sessions
from central.api.context import ByKiosk
from central.api.errors import answers
from central.api.present import application_out
from central.api.schemas import (
    ApplicationsOut,
    AssuranceIn,
    AssuranceOut,
    KnownValueOut,
    NewSession,
    NewSessionByCode,
    PersonOut,
    SessionByCodeOut,
    SessionOut,
)
from central.problems import Problem
from central.store.tables import Application
from central.wire import evidence

router = APIRouter(prefix="/v1/sessions", tags=["sessions"])
SessionId = Annotated[str, Path(max_length=64)]
_GIVEN = answers("token-invalid", "not-found", "session-ended")
MOST_APPLICATIONS = 50


@router.post("", status_code=201, responses=answers("token-invalid"))
def open_session(call: ByKiosk, body: NewSession) -> SessionOut:
    """Someone has shown a document."""
    central = call.central
    arrival = sessions.Arrival(body.id_number, body.name, body.document, body.document_fields, body.channel)
    with call.begin() as (transaction, kiosk):
        session = sessions.open_session(transaction, kiosk, arrival, central.now(), central.settings.session_lasts)
        return SessionOut(
            session=session.id,
            known=session.person_id is not None,
            name_matches=session.name_matches,
            expires_at=session.expires_at,
        )


@router.post("/by-code", status_code=201, responses=answers("token-invalid", "code-unknown", "code-expired"))
def open_session_by_code(call: ByKiosk, body: NewSessionByCode) -> SessionByCodeOut:
    """Someone has shown an electronic social security card's code."""
    central = call.central
    with call.begin() as (transaction, kiosk):
        lasts = central.settings.session_lasts
        session = sessions.open_by_code(transaction, kiosk, body.code, body.channel, central.now(), lasts)
        return SessionByCodeOut(
            session=session.id,
            known=True,
            name_matches=True,
            expires_at=session.expires_at,
            id_number=session.id_number,
            name=session.name,
        )


@router.get(
    "/{session}/reference-photo",
    response_class=Response,
    responses={200: {"content": {"image/jpeg": {}}}, **_GIVEN, **answers("too-many-attempts")},
)
def reference_photo(call: ByKiosk, session: SessionId) -> Response:
    """The central's own photograph of the person, for a comparison within this session."""
    with call.begin() as (transaction, kiosk):
        held = sessions.find_open(transaction, kiosk, session, call.central.now())
        photo = sessions.fetch_reference(transaction, held)
    return Response(photo, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


@router.post("/{session}/assurance", responses={**_GIVEN, **answers("too-many-attempts")})
def assess(call: ByKiosk, session: SessionId, body: AssuranceIn) -> AssuranceOut:
    """What the kiosk's face check saw; the central decides the level."""
    central = call.central
    with call.begin() as (transaction, kiosk):
        held = sessions.find_open(transaction, kiosk, session, central.now())
        if body.document != held.document:
            raise Problem("malformed-request", reason="document-differs")
        seen = evidence(
            body.document,
            body.face,
            reference_fetched=held.reference_fetches > 0,
            name_matches=held.name_matches,
            document_expired=held.document_expired,
            document_stopped=held.document_stopped,
        )
        held.evidence = body.face.model_dump() if body.face else {}
        decision = sessions.assess(transaction, held, seen, central.settings.face_ceiling, central.now())
        return AssuranceOut(level=decision.name, reasons=list(decision.reasons))


@router.get("/{session}/person", responses={**_GIVEN, **answers("assurance-too-low")})
def person(call: ByKiosk, session: SessionId) -> PersonOut:
    """What is known of the person, as far as the session's level allows (at least L1)."""
    with call.begin() as (transaction, kiosk):
        held = sessions.find_open(transaction, kiosk, session, call.central.now(), least=1)
        found = records.load(transaction, held.id_number)
        known = records.known(found, held.level) if found else {}
        return PersonOut(
            known={
                key: KnownValueOut(value=value.value, masked=value.masked, source=value.source)
                for key, value in known.items()
            }
        )


@router.get("/{session}/applications", responses={**_GIVEN, **answers("assurance-too-low")})
def applications(call: ByKiosk, session: SessionId) -> ApplicationsOut:
    """The person's applications, newest first (at least L1)."""
    with call.begin() as (transaction, kiosk):
        held = sessions.find_open(transaction, kiosk, session, call.central.now(), least=1)
        own = (
            select(Application)
            .where(Application.id_number == held.id_number)
            .order_by(Application.id.desc())
            .limit(MOST_APPLICATIONS)
        )
        return ApplicationsOut(applications=[application_out(call.central, row) for row in transaction.scalars(own)])
