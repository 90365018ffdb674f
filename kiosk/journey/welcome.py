"""Language, then what is processed and why, with the consent to the face check asked apart."""

from __future__ import annotations

from kiosk import views
from kiosk.journey.marks import at
from kiosk.visit import Step, Visit


async def language(visit: Visit) -> Step | None:
    at(visit, None, back=False)
    match await visit.screen.ask(views.ChooseLanguage):
        case views.SetLanguage():
            return Step.PRIVACY
        case _:
            return Step.LANGUAGE


async def privacy(visit: Visit) -> Step | None:
    at(visit, None)
    match await visit.screen.ask(views.Privacy):
        case views.Choose(choice="agree" | "without_face" as choice):
            visit.face_consent = choice == "agree"
            return Step.PLACE_CARD
        case views.Back():
            return Step.LANGUAGE
        case _:
            return Step.PRIVACY
