"""What is done at each step of a visit."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.journey import face, finish, form, identify, services, staff, submit, track, welcome
from kiosk.visit import Action, Step

TABLE: Mapping[Step, Action] = {
    Step.LANGUAGE: welcome.language,
    Step.PRIVACY: welcome.privacy,
    Step.PLACE_CARD: identify.place_card,
    Step.CONFIRM_IDENTITY: identify.confirm_identity,
    Step.FACE: face.face,
    Step.LIFE_EVENTS: services.life_events,
    Step.FORM: form.form,
    Step.REVIEW: form.review,
    Step.SUBMIT: submit.submit,
    Step.TRACK: track.track,
    Step.STAFF: staff.staff,
    Step.FAREWELL: finish.farewell,
}
