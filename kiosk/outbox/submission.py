"""What a citizen submits, before it is sealed, and what must be right about it by then.

After sealing the kiosk cannot read it, let alone mend it, so whatever the central would decline for is found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from kiosk.central.types import DocumentKind, FaceEvidence, FormQuestion, Item, Level, Private
from kiosk.identity import id_number
from kiosk.views import Text

_MISSING = Text(zh="请填写这一项。", en="Please fill this in.")
_WRONG = Text(zh="请检查这一项。", en="Please check this.")
_UNKNOWN = Text(zh="这一项不在表单里。", en="This is not one of the form's questions.")
_PHONE = re.compile(r"(?:1[3-9][0-9]{9})|(?:0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?)")
# Foreigner's permanent residence cards made before the 2023 layout.
_OLD_RESIDENCE_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")
_LONGEST_NAME = 120


class Person(Private, frozen=True, kw_only=True):
    id_number: str
    name: str


class Assurance(Private, frozen=True, kw_only=True):
    """How sure the kiosk was who it is; `session` is None where the central was out of reach."""

    level: Level
    session: str | None = None
    document: DocumentKind
    face: FaceEvidence | None = None


class Consents(Private, frozen=True, kw_only=True):
    face: bool


class Submission(Private, frozen=True, kw_only=True):
    """The plaintext. `committed_at` (ISO 8601, UTC) is filled in by the outbox.

    With `ticket` it is a draft for the desk that the ticket sends the citizen to: what they said so far, at any level.
    """

    item: str
    item_version: int
    person: Person
    form: dict[str, str]
    assurance: Assurance
    consents: Consents
    language: Literal["zh", "en"]
    committed_at: str = ""
    ticket: str | msgspec.UnsetType = msgspec.UNSET


class Invalid(Exception):
    """Answers that the central would decline, by field."""

    def __init__(self, errors: dict[str, Text]) -> None:
        super().__init__(f"invalid: {', '.join(errors)}")
        self.errors = errors


class NotAllowed(Exception):
    """The item cannot be submitted like this: `reason` is assurance, offline, person, or another_item."""

    def __init__(self, reason: Literal["assurance", "offline", "person", "another_item"]) -> None:
        super().__init__(reason)
        self.reason = reason


def check(submission: Submission, item: Item) -> Submission:
    """The submission with its answers trimmed and in the form's order. Raises Invalid, NotAllowed."""
    assurance = submission.assurance
    _check_names(submission, item)
    if submission.ticket is not msgspec.UNSET:
        return _draft(submission, item)
    if assurance.level < item.least_level:
        raise NotAllowed("assurance")
    # Without the central there is no session that it could check a higher level by.
    if assurance.session is None and (item.offline != "accept" or item.least_level != "L1"):
        raise NotAllowed("offline")
    answers = _trimmed(submission)
    errors = dict(_errors(item, answers))
    if errors:
        raise Invalid(errors)
    form = {question.id: answers[question.id] for question in item.form if answers.get(question.id)}
    return msgspec.structs.replace(submission, form=form)


def _draft(submission: Submission, item: Item) -> Submission:
    """What of it holds; the rest is asked at the desk."""
    answers = _trimmed(submission)
    given = ((question, answers.get(question.id, "")) for question in item.form)
    form = {question.id: answer for question, answer in given if answer and wrong(question, answer) is None}
    return msgspec.structs.replace(submission, form=form)


def _check_names(submission: Submission, item: Item) -> None:
    if (submission.item, submission.item_version) != (item.code, item.version):
        raise NotAllowed("another_item")
    if not _is_person(submission.person):
        raise NotAllowed("person")


def _trimmed(submission: Submission) -> dict[str, str]:
    return {field: answer.strip() for field, answer in submission.form.items()}


def _is_person(person: Person) -> bool:
    if not 1 <= len(person.name.strip()) <= _LONGEST_NAME:
        return False
    if _OLD_RESIDENCE_CARD.fullmatch(person.id_number):
        return True
    try:
        id_number.parse(person.id_number)
    except id_number.IdNumberError:
        return False
    return True


def _errors(item: Item, answers: dict[str, str]) -> Iterator[tuple[str, Text]]:
    for question in item.form:
        error = wrong(question, answers.get(question.id, ""))
        if error is not None:
            yield question.id, error
    for unknown in sorted(answers.keys() - {question.id for question in item.form}):
        yield unknown, _UNKNOWN


def wrong(question: FormQuestion, answer: str) -> Text | None:
    """What to tell the citizen about an answer; None where it is right."""
    if not answer:
        return (question.error or _MISSING) if question.required else None
    fits = question.pattern is None or re.fullmatch(question.pattern, answer) is not None
    if fits and len(answer) <= question.max_length and _of_kind(question, answer):
        return None
    return question.error or _WRONG


def _of_kind(question: FormQuestion, answer: str) -> bool:
    match question.kind:
        case "digits":
            return answer.isascii() and answer.isdigit()
        case "phone":
            return _PHONE.fullmatch(answer) is not None
        case "date":
            return _is_date(answer)
        case "choice":
            return any(option.value == answer for option in question.options)
        case "confirm":
            return answer == "yes"
        case _:
            return answer.isprintable()


def _is_date(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False
