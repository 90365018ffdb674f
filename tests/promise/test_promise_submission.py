"""What is checked before sealing: afterwards nobody at the kiosk could mend it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from kiosk_side import ID_NUMBER, item, submission

from kiosk.central.types import Item
from kiosk.outbox import Assurance, Invalid, NotAllowed, Person
from kiosk.outbox.submission import check

GOOD = {"phone": "13977112233"}


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("phone", ""),
        ("phone", "12345"),
        ("phone", "１３９７７１１２２３３"),
        ("where", "train"),
        ("when", "2026-02-30"),
        ("when", "20260228"),
        ("note", "longer than eight"),
        ("note", "x"),
        ("note", "a\x1bm"),
        ("code", "12a"),
        ("sure", "no"),
        ("unknown", "1"),
    ],
)
def test_names_the_field_that_is_wrong(field: str, answer: str) -> None:
    with pytest.raises(Invalid) as caught:
        check(submission(form=GOOD | {field: answer}), item)
    assert list(caught.value.errors) == [field]
    assert caught.value.errors[field].zh


def test_right_answers_pass_trimmed_and_in_order() -> None:
    form = {"sure": "yes", "code": "12", "note": " 短 ", "when": "2026-02-28", "where": "bus", "phone": "0771-5551234"}
    checked = check(submission(form=form), item)
    assert list(checked.form.items()) == [
        ("phone", "0771-5551234"),
        ("where", "bus"),
        ("when", "2026-02-28"),
        ("note", "短"),
        ("code", "12"),
        ("sure", "yes"),
    ]


def test_optional_ones_may_be_empty() -> None:
    assert check(submission(form=GOOD | {"note": " "}), item).form == GOOD


def changed(**changes: Any) -> Item:
    return msgspec.structs.replace(item, **changes)


OFFLINE = Assurance(level="L2", session=None, document="chip")


@pytest.mark.parametrize(
    ("assurance", "service", "reason"),
    [
        (Assurance(level="L0", session="s", document="print"), changed(), "assurance"),
        (Assurance(level="L2", session="s", document="chip"), changed(least_level="L3"), "assurance"),
        (OFFLINE, changed(offline="read"), "offline"),
        (OFFLINE, changed(offline="closed"), "offline"),
        (OFFLINE, changed(least_level="L2"), "offline"),
        (OFFLINE, changed(code="PEN-012"), "another_item"),
        (OFFLINE, changed(version=4), "another_item"),
    ],
)
def test_what_the_central_would_decline_is_not_promised(assurance: Assurance, service: Item, reason: str) -> None:
    with pytest.raises(NotAllowed, match=reason):
        check(submission(assurance=assurance), service)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("450103198307151234", "韦志强"),
        ("450103198302301232", "韦志强"),
        ("45010319830715", "韦志强"),
        (ID_NUMBER, " "),
    ],
)
def test_nobody_is_no_applicant(number: str, name: str) -> None:
    with pytest.raises(NotAllowed, match="person"):
        check(submission(person=Person(id_number=number, name=name)), item)


def test_an_older_residence_card_is_an_applicants() -> None:
    check(submission(person=Person(id_number="VNM450019850314", name="NGUYEN THI HOA")), item)


def test_offline_a_loss_report_is_taken() -> None:
    assert check(submission(assurance=OFFLINE), item).assurance.session is None


def test_a_draft_for_the_desk_needs_no_level_and_keeps_what_holds() -> None:
    given = submission(form={"phone": "12345", "where": "bus", "unknown": "1"})
    low = msgspec.structs.replace(given.assurance, level="L0", session=None)
    draft = check(msgspec.structs.replace(given, ticket="A007", assurance=low), item)
    assert draft.form == {"where": "bus"}
    assert b'"ticket":"A007"' in msgspec.json.encode(draft)
    assert b"ticket" not in msgspec.json.encode(given)
