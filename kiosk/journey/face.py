"""The face check: the live face against the document's photograph and the central's, and the level that it gives."""

from __future__ import annotations

from kiosk import views
from kiosk.central.types import Comparison, Evidence, FaceEvidence, Problem, SessionRequest, Unreachable
from kiosk.journey.marks import at
from kiosk.journey.waiting import SOON_S, waiting
from kiosk.logging import logger
from kiosk.racing import first
from kiosk.views import Message, Preview
from kiosk.vision import messages
from kiosk.visit import Level, Step, Visit

log = logger("face")

ATTEMPT_S = 60.0
"""A whole attempt: four movements, time to sit down, and to be asked again after a mistake."""

Ended = messages.FaceChecked | messages.Failed | views.AnyIntent | None


async def face(visit: Visit) -> Step | None:
    """Open the session at the central; check the face where it was agreed to; settle the level."""
    at(visit, "face")
    reference = await waiting(visit, "identify.looking_up", _open_session(visit))
    if not visit.face_consent:
        return Step.LIFE_EVENTS
    while visit.face_attempts < visit.facilities.config.face.attempts:
        visit.face_attempts += 1
        ended = await _attempt(visit, reference)
        match ended:
            case messages.FaceChecked():
                if await waiting(visit, "identify.looking_up", _accepted(visit, ended), after_s=SOON_S):
                    visit.face_attempts = 0
                    return Step.LIFE_EVENTS
                following = await _refused(visit, ended)
            case messages.Failed(reason=reason):
                following = await _cannot(visit, reason)
            case views.Back():
                visit.face_attempts -= 1
                return Step.CONFIRM_IDENTITY
            case views.Choose(choice="staff"):
                return Step.STAFF
            case _:
                following = None
        if following is not None:
            return following
    return Step.STAFF


async def _open_session(visit: Visit) -> bytes | None:
    """The central's session for this person, and its reference photograph (JPEG) where the face will be checked."""
    person, central = visit.person, visit.facilities.central
    assert person is not None
    try:
        if visit.session is None or person.document != "ecard":  # a code opened its session, and opens no other
            visit.session = await central.open_session(
                SessionRequest(
                    id_number=person.id_number,
                    name=person.name,
                    document=person.document,
                    document_fields=person.fields,
                )
            )
        if not visit.face_consent:
            return None
        return await central.reference_photo(visit.session.session)
    except (Unreachable, Problem) as error:
        log.warning("session.not_opened", error=type(error).__name__)
        return None


async def _attempt(visit: Visit, reference: bytes | None) -> Ended:
    recognition = visit.facilities.recognition
    at(visit, "face")
    visit.screen.show(
        views.FaceCheck,
        instruction=Message(id="face.look_here"),
        progress=0.0,
        preview=Preview(ring=str(recognition.rings / "face.ring"), shape="oval", mirrored=True),
        attempt=visit.face_attempts,
        attempts=visit.facilities.config.face.attempts,
    )
    return await first(visit.screen.answer(), _check(visit, reference))


async def _check(visit: Visit, reference: bytes | None) -> Ended:
    recognition = visit.facilities.recognition
    assert visit.person is not None
    scanned = visit.person.document == "print"

    def command(task: int) -> messages.CheckFace:
        return messages.CheckFace(task=task, with_document=scanned, reference=reference, timeout_s=ATTEMPT_S)

    async with recognition.task(command) as events:
        async for event in events:
            match event:
                case messages.FaceGuidance(code=code, challenge=challenge):
                    if challenge != "none":
                        visit.screen.alive()
                    visit.screen.update(
                        instruction=Message(id=f"face.{code}"),
                        challenge=challenge,
                        progress=round(event.progress, 2),
                        light=event.light,
                    )
                case messages.FaceChecked() | messages.Failed():
                    return event
                case _:
                    pass
    return None


async def _accepted(visit: Visit, checked: messages.FaceChecked) -> bool:
    """Settle the level with the central; without it, by the same rule for what the kiosk saw itself."""
    person = visit.person
    assert person is not None
    by_source = {each.source: Comparison(distance=each.distance, match=each.match) for each in checked.comparisons}
    face = FaceEvidence(
        live=checked.live,
        threshold=checked.threshold,
        document=by_source.get("document"),
        reference=by_source.get("reference"),
    )
    evidence = visit.evidence = Evidence(document=person.document, face=face)
    local = Level.L0
    if face.live and face.document is not None and all(each.match for each in checked.comparisons):
        local = Level.L2 if person.document == "chip" else Level.L1
    visit.level = local
    if visit.session is not None:
        try:
            visit.level = Level(await visit.facilities.central.assure(visit.session.session, evidence))
        except (Unreachable, Problem) as error:
            log.warning("assurance.not_settled", error=type(error).__name__)
    if not all(each.match for each in checked.comparisons):
        visit.level = Level.L0  # a card with another's picture is for staff, whoever stands here
    log.info("face.checked", level=visit.level.value, reason=",".join(checked.reasons) or "ok")
    return visit.level > Level.L0


async def _refused(visit: Visit, checked: messages.FaceChecked) -> Step | None:
    """What to say of an attempt that did not pass; None where there is another."""
    left = visit.facilities.config.face.attempts - visit.face_attempts
    reason = checked.reasons[0] if checked.reasons and checked.reasons[0] in REFUSALS else "no_match"
    actions = ("again", "staff") if left > 0 else ("staff",)
    chosen = await visit.screen.notice(reason, "question" if left > 0 else "staff", actions, args={"left": str(left)})
    return Step.STAFF if chosen == "staff" else None


REFUSALS = ("not_live", "no_match", "timed_out", "several_faces", "stale")


async def _cannot(visit: Visit, reason: str) -> Step | None:
    """The check cannot be done now: no camera, or no picture to compare with."""
    visit.face_attempts -= 1
    known = {"camera_lost": "camera_gone", "bad_document_photo": "bad_document_photo"}
    chosen = await visit.screen.notice(
        known.get(reason, "no_photo_to_compare"), "trouble", ("again", "staff"), safe=True
    )
    if chosen == "staff":
        return Step.STAFF
    return Step.PLACE_CARD if reason != "camera_lost" else None
