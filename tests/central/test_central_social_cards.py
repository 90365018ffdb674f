"""Visits by social security card and by its electronic form: no photograph, so the central's own or nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from central_people import person
from kiosk_client import DIFFERS, MATCH, KioskClient, face
from running_central import Running

from central.seed import seed_people

CODE = "ECARD-0123456789ABCDEFGHJK"
STALE = "ECARD-STALE-123456789ABCDE"
HOLDER, LOSER, OTHER = person(711), person(712, social_card={"number": "A00000712", "state": "lost"}), person(713)


@pytest.fixture(scope="module")
def holder(central: Running) -> dict[str, Any]:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    central.seed(
        {**HOLDER, "ecard": {"code": CODE, "expires_at": None}},
        LOSER,
        {**OTHER, "ecard": {"code": STALE, "expires_at": past}},
    )
    return HOLDER


@pytest.mark.parametrize(
    ("reference", "level", "reason"),
    [
        (MATCH, "L3", None),
        (DIFFERS, "L0", "reference-photo-differs"),
        (None, "L0", "reference-photo-not-compared"),
    ],
)
def test_a_social_security_card_reaches_l3_or_nothing(
    kiosk: KioskClient, holder: dict[str, Any], reference: Any, level: str, reason: str | None
) -> None:
    session = kiosk.session(holder["id_number"], "测试", "social_card", card_number="A00000711")
    if reference is not None:
        assert kiosk.get(f"/v1/sessions/{session}/reference-photo").status_code == 200
    answer = kiosk.assure(session, "social_card", face(MATCH, reference))  # a photograph that such a card has not
    assert answer["level"] == level
    assert answer["reasons"] == ([reason] if reason else [])


def test_a_card_reported_lost_identifies_nobody(kiosk: KioskClient, holder: dict[str, Any]) -> None:
    session = kiosk.session(LOSER["id_number"], "测试", "social_card", card_number="A00000712")
    kiosk.get(f"/v1/sessions/{session}/reference-photo")
    answer = kiosk.assure(session, "social_card", face(None, MATCH))
    assert (answer["level"], answer["reasons"]) == ("L0", ["document-stopped"])


def test_a_code_says_whose_it_is_and_reaches_l3(kiosk: KioskClient, holder: dict[str, Any]) -> None:
    answer = kiosk.post("/v1/sessions/by-code", {"code": CODE})
    assert answer.status_code == 201
    assert (answer.json()["id_number"], answer.json()["name"]) == (holder["id_number"], "测试")
    session = answer.json()["session"]
    kiosk.get(f"/v1/sessions/{session}/reference-photo")
    assert kiosk.assure(session, "ecard", face(None, MATCH))["level"] == "L3"


@pytest.mark.parametrize(
    ("code", "status", "problem"),
    [
        (STALE, 410, "/problems/code-expired"),
        ("https://example.cn/a", 404, "/problems/code-unknown"),
        ("HRSS1;N=NN2611240000010", 404, "/problems/code-unknown"),
        ("short", 422, "/problems/malformed-request"),
    ],
)
def test_a_code_of_nobody_is_declined_with_its_reason(
    kiosk: KioskClient, holder: dict[str, Any], code: str, status: int, problem: str
) -> None:
    answer = kiosk.post("/v1/sessions/by-code", {"code": code})
    assert (answer.status_code, answer.json()["type"]) == (status, problem)


def test_an_electronic_card_cannot_be_claimed_without_its_code(kiosk: KioskClient, holder: dict[str, Any]) -> None:
    body = {"id_number": holder["id_number"], "name": "测试", "document": "ecard"}
    assert kiosk.post("/v1/sessions", body).status_code == 422


def test_codes_are_kept_by_their_hash_and_added_to_people_who_are_there(
    central: Running, kiosk: KioskClient, holder: dict[str, Any]
) -> None:
    later = "ECARD-LATER-123456789ABCDE"
    added = seed_people(central.central.database, [{**holder, "ecard": {"code": later}}])
    assert added == 0
    assert kiosk.post("/v1/sessions/by-code", {"code": later}).status_code == 201
    with central.central.database.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM electronic_cards").fetchall()
    assert kept
    assert not any(code in str(kept) for code in (CODE, later))
