"""What the central would do for the citizen without a form: shown after the face check, explained, agreed to or not."""

from __future__ import annotations

from kiosk import receipts, views
from kiosk.central.types import Application, ConsentWords, Offer, OffersAnswer, Problem, Unreachable
from kiosk.journey.marks import at
from kiosk.journey.printing import SlipPrint
from kiosk.journey.submit import after_printing, done_actions, timeline
from kiosk.journey.waiting import SOON_S, waiting
from kiosk.logging import logger
from kiosk.receipts import masked_name
from kiosk.receipts.tracking import application_code
from kiosk.views import FormField, Message
from kiosk.visit import Facilities, Level, Step, Visit

log = logger("offers")

LOOK_AGAIN_S = 0.4
DECIDED = ("APPROVED", "PAID")
UNDECIDED = ("CONSENTED", "RECHECKED")
CONSENTS = ("biometric", "decision")


async def offers(visit: Visit) -> Step | None:
    """One after another; whatever goes wrong on the way, the services stand open."""
    at(visit, "choose")
    answer = await waiting(visit, "services.looking_up", _asked(visit), after_s=SOON_S)
    if answer is None:
        return Step.LIFE_EVENTS
    place = 0
    while place < len(answer.offers):
        offer = answer.offers[place]
        match await _shown(visit, offer, place + 1, len(answer.offers)):
            case views.Choose(choice="accept"):
                following = await _agreed(visit, offer, answer.consent)
                if following is not Step.OFFERS:
                    return following
                continue
            case views.Choose(choice="decline"):
                await waiting(visit, "offer.declining", _declined(visit, offer), after_s=SOON_S)
            case views.Back():
                return Step.CONFIRM_IDENTITY
            case _:
                pass
        place += 1
    return Step.LIFE_EVENTS


async def _asked(visit: Visit) -> OffersAnswer | None:
    if visit.session is None or visit.level < Level.L3:
        return None
    try:
        return await visit.facilities.central.offers(visit.session.session)
    except (Unreachable, Problem) as error:
        log.warning("offers.none", error=type(error).__name__)
        return None


async def _shown(visit: Visit, offer: Offer, place: int, places: int) -> views.AnyIntent:
    assert visit.person is not None
    at(visit, "choose")
    return await visit.screen.ask(
        views.Offer,
        person=masked_name(visit.person.name),
        icon=offer.icon,
        title=offer.title,
        amount=offer.amount,
        why=offer.why,
        records=offer.records,
        duty=offer.duty,
        place=place,
        places=places,
    )


async def _declined(visit: Visit, offer: Offer) -> None:
    assert visit.session is not None
    try:
        await visit.facilities.central.decline(visit.session.session, offer.id)
    except (Unreachable, Problem) as error:
        log.warning("offer.not_declined", error=type(error).__name__)


async def _agreed(visit: Visit, offer: Offer, words: ConsentWords) -> Step | None:
    """Both consents, each asked apart; then it is checked once more and decided. OFFERS where they went back."""
    given: dict[str, str] = {}
    left_out: tuple[str, ...] = ()
    while True:
        at(visit, "review")
        fields = tuple(
            FormField(
                id=each,
                kind="confirm",
                label=getattr(words, each),
                value=given.get(each, ""),
                error=words.needed if each in left_out else None,
            )
            for each in CONSENTS
        )
        intent = await visit.screen.ask(views.FillForm, service=offer.title, title=offer.title, fields=fields)
        match intent:
            case views.Submit(values=values):
                given = {each: values.get(each, "") for each in CONSENTS}
                left_out = tuple(each for each in CONSENTS if given[each] != "yes")
                if not left_out:
                    return await _consent(visit, offer, words)
            case views.Back():
                return Step.OFFERS
            case _:
                pass


async def _consent(visit: Visit, offer: Offer, words: ConsentWords) -> Step | None:
    """What was agreed to goes on where the citizen leaves meanwhile: it is said once, and told by SMS."""
    assert visit.session is not None
    at(visit, "review", back=False, leave=False)
    visit.screen.show(views.Busy, title=Message(id="offer.checking"))
    work = _decided(visit.facilities, visit.session.session, offer, words.version, visit.screen.chrome.language)
    try:
        decided = await visit.facilities.commits.run(work)
    except (Unreachable, Problem) as error:
        log.warning("offer.not_consented", error=type(error).__name__)
        chosen = await visit.screen.notice("offer_failed", "offline", ("return", "staff"), safe=True)
        return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS
    log.info("offer.decided", state=decided.state)
    if decided.state in DECIDED:
        return await _done(visit, decided)
    if decided.state in UNDECIDED:
        chosen = await visit.screen.notice("offer_waiting", "question", ("services", "finish"), safe=True)
        return Step.FAREWELL if chosen == "finish" else Step.LIFE_EVENTS
    chosen = await visit.screen.notice("offer_ineligible", "staff", ("services", "staff"), safe=True)
    return Step.STAFF if chosen == "staff" else Step.LIFE_EVENTS


async def _decided(facilities: Facilities, session: str, offer: Offer, version: int, language: str) -> Offer:
    """Consent, then look until it is decided and paid, or the time for an answer is over."""
    held = await facilities.central.consent(session, offer.id, version, language)
    until = facilities.clock.monotonic() + facilities.config.central.answer_timeout_s
    while _under_way(held) and facilities.clock.monotonic() < until:
        await facilities.clock.sleep(LOOK_AGAIN_S)
        try:
            held = await facilities.central.offer(session, offer.id)
        except Unreachable:
            continue
    return held


def _under_way(offer: Offer) -> bool:
    return offer.state in UNDECIDED or (offer.state == "APPROVED" and offer.pays)


async def _done(visit: Visit, offer: Offer) -> Step | None:
    """The number, what was done, and the receipt on its way out."""
    assert visit.person is not None
    at(visit, "finish", back=False, leave=False)
    number = offer.application or ""
    now = visit.facilities.clock.now().astimezone()
    application = Application(
        number=number,
        item=offer.item,
        name=offer.title,
        state=offer.state,
        state_text=offer.amount,
        submitted_at=now.isoformat(),
        timeline=offer.timeline,
    )
    language = visit.screen.chrome.language
    slip = receipts.tracked(visit.facilities.config, language, now, visit.person.name, application)
    print_ = SlipPrint(visit, slip)
    print_.begin()
    visit.screen.show(
        views.Done,
        received=True,
        decided=True,
        application=number,
        reference="",
        service=offer.title,
        timeline=timeline(offer.timeline),
        printing=print_.printing,
        printer=print_.printer,
        receipt_lines=receipts.as_lines(slip),
        qr=application_code(number),
        actions=done_actions(print_),
    )
    return await after_printing(visit, print_)
