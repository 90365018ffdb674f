"""The one path of a submission: idempotent, tamper-evident, and only as far as the central itself knows who it is."""

from __future__ import annotations

import base64
import itertools
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from central_people import CLAIM, LOSS, PHOTO, jobless, person
from kiosk_client import DIFFERS, MATCH, KioskClient, b64, face, new_reference
from running_central import Running
from sqlalchemy import func, select

from central.store.tables import Application, Kiosk, Session, Submission


@pytest.fixture(scope="module")
def victim(central: Running) -> dict[str, Any]:
    someone = jobless(100)
    central.seed(someone)
    return someone


SERIALS = itertools.count(200)


@pytest.fixture
def loser(central: Running) -> dict[str, Any]:
    """Someone new with a card to lose."""
    someone = person(next(SERIALS))
    central.seed(someone)
    return someone


def loss(kiosk: KioskClient, someone: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return kiosk.content("CRD-006", someone["id_number"], someone["name"], LOSS, None, "L1") | changes


def applications(central: Running, someone: dict[str, Any]) -> int:
    with central.central.database.begin() as transaction:
        own = select(func.count()).where(Application.id_number == someone["id_number"])
        return transaction.scalar(own) or 0


def refused(answer: Any, status: int, name: str) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    body = dict(answer.json())
    assert body["type"] == f"/problems/{name}"
    assert body["title_zh"]
    assert body["detail_zh"]
    return body


def test_a_repeated_key_gets_the_first_answer(central: Running, kiosk: KioskClient, loser: dict[str, Any]) -> None:
    key = uuid.uuid4().hex
    body = kiosk.seal(loss(kiosk, loser), key=key)
    first, again = kiosk.send(body, key), kiosk.send(body, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert applications(central, loser) == 1
    other = kiosk.seal(loss(kiosk, loser), key=key)
    refused(kiosk.send(other, key), 422, "idempotency-key-reused")
    reference = body["envelope"]["reference"]
    assert kiosk.get(f"/v1/submissions/{reference}").json() == first.json()
    assert kiosk.get(f"/v1/submissions/{new_reference()}").status_code == 404


def test_the_same_at_the_same_time_takes_effect_once(
    central: Running, kiosk: KioskClient, loser: dict[str, Any]
) -> None:
    key = uuid.uuid4().hex
    body = kiosk.seal(loss(kiosk, loser), key=key)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: kiosk.send(body, key), range(16)))
    taken = [answer.json() for answer in answers if answer.status_code == 201]
    assert taken
    assert all(answer == taken[0] for answer in taken)
    for answer in answers:
        if answer.status_code != 201:
            refused(answer, 409, "idempotency-key-running")
    assert applications(central, loser) == 1


def test_a_key_is_needed(kiosk: KioskClient, loser: dict[str, Any]) -> None:
    refused(kiosk.post("/v1/submissions", kiosk.seal(loss(kiosk, loser), key="")), 400, "idempotency-key-missing")


def test_a_refusal_leaves_nothing_behind(central: Running, kiosk: KioskClient, loser: dict[str, Any]) -> None:
    """The same key goes through once what was wrong is right."""
    key, reference = uuid.uuid4().hex, new_reference()
    wrong = kiosk.seal(loss(kiosk, loser, form={"phone": "12"}), key=key, reference=reference)
    refused(kiosk.send(wrong, key), 422, "form-invalid")
    assert applications(central, loser) == 0
    right = kiosk.seal(loss(kiosk, loser), key=key, reference=reference, sequence=wrong["envelope"]["sequence"])
    assert kiosk.send(right, key).status_code == 201


def test_every_wrong_field_is_told_at_once(kiosk: KioskClient, victim: dict[str, Any]) -> None:
    who = victim["id_number"], victim["name"]
    form = {"exit_reason": "bored", "willing_to_work": "no", "bank_account": "62", "phone": "1380000000x", "extra": "1"}
    answer = kiosk.submit(kiosk.content("UNE-001", *who, form, kiosk.raise_to_l3(*who), "L3"))
    errors = {error["field"]: error["code"] for error in refused(answer, 422, "form-invalid")["errors"]}
    assert errors == {
        "exit_reason": "pattern",
        "willing_to_work": "pattern",
        "bank_account": "pattern",
        "phone": "pattern",
        "extra": "unknown",
    }


@pytest.mark.parametrize("part", ["sealed", "sequence", "reference", "key_id", "kiosk_id", "signature"])
def test_any_change_on_the_way_is_noticed(
    central: Running, kiosk: KioskClient, loser: dict[str, Any], part: str
) -> None:
    key = uuid.uuid4().hex
    body = kiosk.seal(loss(kiosk, loser), key=key)
    envelope = body["envelope"]
    expected = "signature-invalid"
    if part == "sealed":
        envelope["sealed"] = flipped(envelope["sealed"])
    elif part == "signature":
        body["signature"] = flipped(body["signature"])
    elif part == "sequence":
        envelope["sequence"] += 1
    elif part == "reference":
        envelope["reference"] = new_reference()
    elif part == "key_id":
        envelope["key_id"] = "another"
    else:
        envelope["kiosk_id"], expected = "nn-test-99", "kiosk-differs"
    answer = kiosk.send(body, key)
    refused(answer, 403 if part == "kiosk_id" else 422, expected)
    assert applications(central, loser) == 0


def test_what_was_signed_for_another_reference_does_not_open(kiosk: KioskClient, loser: dict[str, Any]) -> None:
    """A kiosk's own valid signature over an envelope that was sealed for something else."""
    key = uuid.uuid4().hex
    body = kiosk.seal(loss(kiosk, loser), key=key)
    body["envelope"]["reference"] = new_reference()
    body["signature"] = kiosk.sign(body["envelope"], key)
    refused(kiosk.send(body, key), 422, "envelope-invalid")


def test_a_wrong_check_character_and_an_unknown_seal_key(kiosk: KioskClient, loser: dict[str, Any]) -> None:
    key = uuid.uuid4().hex
    reference = new_reference()
    swapped = reference[:-1] + ("0" if reference[-1] != "0" else "1")
    refused(kiosk.send(kiosk.seal(loss(kiosk, loser), key=key, reference=swapped), key), 422, "reference-invalid")
    body = kiosk.seal(loss(kiosk, loser), key=key)
    body["envelope"]["key_id"] = "0" * 16
    body["signature"] = kiosk.sign(body["envelope"], key)
    refused(kiosk.send(body, key), 422, "seal-key-unknown")


@pytest.mark.parametrize(
    "changes",
    [
        {"item": "ZZZ-999"},
        {"item_version": 99},
        {"person": {"id_number": "450102195806102035", "name": "x"}},
        {"committed_at": (datetime.now(UTC) + timedelta(hours=1)).isoformat()},
        {"committed_at": "2026-11-23T10:00:00"},
        {"surprise": 1},
        {"language": "fr"},
    ],
)
def test_content_that_cannot_be_is_refused(
    central: Running, kiosk: KioskClient, loser: dict[str, Any], changes: dict[str, Any]
) -> None:
    answer = kiosk.submit(loss(kiosk, loser, **changes))
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"] in {"/problems/item-unknown", "/problems/envelope-invalid"}
    assert "45010219580610" not in answer.text, "an input is repeated"
    assert applications(central, loser) == 0


def test_numbers_and_references_are_used_once_and_gaps_are_noted(central: Running, loser: dict[str, Any]) -> None:
    kiosk = central.kiosk("nn-gaps-01")
    others = [person(serial) for serial in (950, 951)]
    central.seed(*others)
    reference = new_reference()
    sent = {}
    for sequence, someone in ((1, loser), (5, others[0]), (3, others[1])):
        key = uuid.uuid4().hex
        reference_used = reference if sequence == 1 else new_reference()
        body = kiosk.seal(loss(kiosk, someone), key=key, sequence=sequence, reference=reference_used)
        assert kiosk.send(body, key).status_code == 201
        sent[sequence] = body
    with central.central.database.begin() as transaction:
        rows = transaction.execute(
            select(Submission.sequence, Submission.missing_before).where(Submission.kiosk_id == kiosk.kiosk_id)
        )
        assert dict(map(tuple, rows)) == {1: 0, 5: 3, 3: 0}
        assert transaction.get(Kiosk, kiosk.kiosk_id).last_sequence == 5
    key = uuid.uuid4().hex
    refused(kiosk.send(kiosk.seal(loss(kiosk, loser), key=key, sequence=3), key), 422, "sequence-reused")
    again = kiosk.seal(loss(kiosk, loser), key=key, sequence=9, reference=reference)
    refused(kiosk.send(again, key), 422, "reference-reused")


def test_a_claim_needs_more_than_a_printed_card(central: Running, kiosk: KioskClient, victim: dict[str, Any]) -> None:
    who = victim["id_number"], victim["name"]
    session = kiosk.session(*who)
    assert kiosk.assure(session, "print", face(MATCH))["level"] == "L1"
    answer = kiosk.submit(kiosk.content("UNE-001", *who, CLAIM, session, "L3"))
    body = refused(answer, 403, "assurance-too-low")
    assert (body["needed"], body["has"]) == ("L3", "L1")
    assert applications(central, victim) == 0


def test_a_forged_card_gets_nothing(central: Running, kiosk: KioskClient, victim: dict[str, Any]) -> None:
    """The bearer's photograph on the victim's number: the live face fits the print, not the central's picture."""
    who = victim["id_number"], victim["name"]
    session = kiosk.session(*who)
    photo = kiosk.get(f"/v1/sessions/{session}/reference-photo")
    assert (photo.content, photo.headers["content-type"]) == (PHOTO, "image/jpeg")
    assured = kiosk.assure(session, "print", face(MATCH, DIFFERS))
    assert assured == {"level": "L0", "reasons": ["reference-photo-differs"]}
    for item, form in (("UNE-001", CLAIM), ("CRD-006", LOSS)):
        answer = kiosk.submit(kiosk.content(item, *who, form, session, "L3"))
        refused(answer, 403, "assurance-too-low")
    for path in ("person", "applications"):
        refused(kiosk.get(f"/v1/sessions/{session}/{path}"), 403, "assurance-too-low")
    assert applications(central, victim) == 0


@pytest.mark.parametrize(
    "direct",
    [
        {"session": None, "face": face(MATCH, MATCH), "reason": "session-needed"},
        {"session": "made-up", "face": face(MATCH, MATCH), "reason": "session-unknown"},
    ],
)
def test_a_direct_call_without_a_visit_gets_nothing(
    central: Running, kiosk: KioskClient, victim: dict[str, Any], direct: dict[str, Any]
) -> None:
    content = kiosk.content("UNE-001", victim["id_number"], victim["name"], CLAIM, direct["session"], "L3")
    content["assurance"]["face"] = direct["face"]
    body = refused(kiosk.submit(content), 403, "assurance-too-low")
    assert body["reason"] == direct["reason"]
    assert applications(central, victim) == 0


def test_ones_own_session_does_not_serve_for_another(
    central: Running, kiosk: KioskClient, victim: dict[str, Any]
) -> None:
    thief = person(101)
    central.seed(thief)
    session = kiosk.raise_to_l3(thief["id_number"], thief["name"])
    answer = kiosk.submit(kiosk.content("UNE-001", victim["id_number"], victim["name"], CLAIM, session, "L3"))
    assert refused(answer, 403, "assurance-too-low")["reason"] == "person-differs"


def test_another_kiosks_session_does_not_serve(central: Running, kiosk: KioskClient, victim: dict[str, Any]) -> None:
    other = central.kiosk("nn-other-01")
    session = kiosk.raise_to_l3(victim["id_number"], victim["name"])
    assert other.get(f"/v1/sessions/{session}/person").status_code == 404
    answer = other.submit(other.content("UNE-001", victim["id_number"], victim["name"], CLAIM, session, "L3"))
    assert refused(answer, 403, "assurance-too-low")["reason"] == "session-unknown"


@pytest.mark.parametrize("minutes", [-10, 31])  # after the session began
def test_a_session_serves_only_for_its_own_time(
    central: Running, kiosk: KioskClient, victim: dict[str, Any], minutes: int
) -> None:
    who = victim["id_number"], victim["name"]
    session = kiosk.raise_to_l3(*who)
    with central.central.database.begin() as transaction:
        row = transaction.get(Session, session)
        row.created_at -= timedelta(hours=1)
        committed = row.created_at + timedelta(minutes=minutes)
    content = kiosk.content("UNE-001", *who, CLAIM, session, "L3", committed_at=committed.isoformat())
    assert refused(kiosk.submit(content), 403, "assurance-too-low")["reason"] == "session-too-old"


def test_another_name_on_the_card_never_gets_above_l0(
    central: Running, kiosk: KioskClient, victim: dict[str, Any]
) -> None:
    session = kiosk.session(victim["id_number"], "别人")
    assert kiosk.get(f"/v1/sessions/{session}/reference-photo").status_code == 404
    assured = kiosk.assure(session, "print", face(MATCH, MATCH))
    assert assured == {"level": "L0", "reasons": ["name-differs"]}
    offline = kiosk.content("CRD-006", victim["id_number"], "别人", LOSS, None, "L1")
    refused(kiosk.submit(offline), 403, "assurance-too-low")


def test_an_expired_card_and_a_photograph_held_up(kiosk: KioskClient, victim: dict[str, Any]) -> None:
    who = victim["id_number"], victim["name"]
    expired = kiosk.session(*who, "print", valid_to="20200101")
    assert kiosk.assure(expired, "print", face(MATCH))["reasons"] == ["document-expired"]
    for fields in ({"valid_to": "长期"}, {"valid_to": "20991231"}):
        assert kiosk.assure(kiosk.session(*who, "print", **fields), "print", face(MATCH))["level"] == "L1"
    held_up = kiosk.session(*who)
    assert kiosk.assure(held_up, "print", face(MATCH, live=False))["reasons"] == ["not-live"]
    unchecked = kiosk.post(f"/v1/sessions/{held_up}/assurance", {"document": "print", "face": None})
    assert unchecked.json()["level"] == "L0"


def test_what_is_known_is_shown_by_level(central: Running, kiosk: KioskClient, victim: dict[str, Any]) -> None:
    who = victim["id_number"], victim["name"]
    l1 = kiosk.session(*who)
    kiosk.assure(l1, "print", face(MATCH))
    l2 = kiosk.session(*who, "chip")
    kiosk.assure(l2, "chip", face(MATCH))
    l3 = kiosk.raise_to_l3(*who)
    keys = [set(kiosk.get(f"/v1/sessions/{session}/person").json()["known"]) for session in (l1, l2, l3)]
    assert keys[0] < keys[1] < keys[2]
    assert {"phone", "bank_account"} <= keys[2] - keys[1]
    known = kiosk.get(f"/v1/sessions/{l3}/person").json()["known"]
    assert known["phone"]["masked"] == "138****0001"
    assert known["exit_reason"]["value"] == "agreed"
    assert known["bank_account"]["source"]["zh"]


def test_tries_are_limited(central: Running, kiosk: KioskClient) -> None:
    someone = person(102)
    central.seed(someone)
    session = kiosk.session(someone["id_number"], someone["name"])
    body = {"document": "print", "face": face(DIFFERS)}
    answers = [kiosk.post(f"/v1/sessions/{session}/assurance", body).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def flipped(text: str) -> str:
    data = bytearray(base64.b64decode(text))
    data[-1] ^= 1
    return b64(bytes(data))
