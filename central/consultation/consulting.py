"""Answering a question: quoted sentences with their source and date, or whom to ask instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete

from central.consultation.finding import LEAST_SURE, Finder, Found, Language
from central.consultation.masking import masked
from central.store.database import Transaction
from central.store.tables import Consultation
from central.words import Text
from central.workdays import local_date

KEPT_FOR = timedelta(days=90)
HOTLINE = "12333"


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    text: str
    language: Language
    asker: str


def answer(finder: Finder, question: Question) -> Found:
    """What is found; without a passage where it is not sure enough."""
    found = finder.find(question.text, question.language)
    if found.passage is not None and found.sure < LEAST_SURE[question.language]:
        return Found(None, None, found.sure, (found.passage, *found.related)[:2])
    return found


def keep(transaction: Transaction, question: Question, found: Found, version: str, now: datetime) -> Consultation:
    """For the guides' authors: what was asked, without personal numbers. Forgotten after `KEPT_FOR`."""
    transaction.execute(delete(Consultation).where(Consultation.asked_at < now - KEPT_FOR))
    kept = Consultation(
        asked_at=now,
        asker=question.asker,
        language=question.language,
        question=masked(question.text),
        guides_version=version,
        passage=found.passage.id if found.passage else "",
        sure=round(found.sure, 4),
    )
    transaction.add(kept)
    transaction.flush()
    kept.number = f"Q{local_date(now):%y%m%d}{kept.id:06d}"
    return kept


def whom_to_ask(finder: Finder, found: Found) -> Text:
    """The office elsewhere; or the desk of the nearest topic; and always the hotline."""
    if found.elsewhere is not None:
        office = found.elsewhere.office
        return Text(zh=f"这件事不在这里办，请找{office.zh}。", en=f"This is not handled here; please ask {office.en}.")
    near = found.passage or (found.related[0] if found.related else None)
    if near is None:
        return Text(zh=f"请到综合窗口或拨打 {HOTLINE} 咨询。", en=f"Please ask at the general desk or call {HOTLINE}.")
    desk = finder.guides.guide_of[near.id].desk
    return Text(zh=f"请到{desk.zh}或拨打 {HOTLINE} 咨询。", en=f"Please ask at {desk.en} or call {HOTLINE}.")
