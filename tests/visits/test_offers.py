"""Proactive service at the kiosk: from an employer's declaration to money paid without a form."""

from __future__ import annotations

import base64
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from drivers_sim.people import load_citizens
from kiosk import views
from play.hall import Hall
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")


def post(hall: Hall, path: str, body: dict[str, Any]) -> dict[str, Any]:
    return hall.as_staff(path, "POST", json=body, headers={"Idempotency-Key": uuid.uuid4().hex})


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)


def dismissed(hall: Hall, citizen: str) -> None:
    """The citizen's employer declares that they were laid off, and everybody is screened."""
    known = load_citizens()[citizen]
    assert known.records is not None
    work, key = known.records.employment, Ed25519PrivateKey.generate()
    assert work is not None
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    post(hall, "/v1/employers", {"code": work.employer_code, "name": work.employer, "signing_key": public})
    said = {
        "id_number": known.card.id_number,
        "exit_date": "2026-11-20",
        "reason": "laid_off",
        "declared_at": "2026-11-21T01:00:00+00:00",
    }
    text = "\n".join(("hrss-exit/1", work.employer_code, *said.values()))
    signature = base64.b64encode(key.sign(text.encode())).decode()
    post(hall, f"/v1/employers/{work.employer_code}/exit-declarations", {**said, "signature": signature})
    before = len(hall.as_staff("/v1/screening-runs")["runs"])
    post(hall, "/v1/screening-runs", {})
    until(lambda: len(hall.as_staff("/v1/screening-runs")["runs"]) > before)


def test_who_was_dismissed_is_paid_in_one_visit_without_a_form(hall: Hall, play: Play) -> None:
    dismissed(hall, "huang-xiaomei")
    visit = play("huang-xiaomei")
    visit.begin("en")
    visit.identify("chip-reader")
    visit.show_face(offers=True)
    offer = visit.visitor.wait_for(views.Offer)
    assert offer.title.zh == "失业保险金"
    assert "1760" in offer.amount.zh
    visit.accept_offer()
    assert visit.played.printing == "printed"
    application = hall.application(visit.played.application)
    assert application["state"] == "CLOSED"
    assert [event["to_state"] for event in application["events"]][-3:] == ["PAYMENT_PENDING", "PAID", "CLOSED"]
    assert visit.played.application in hall.dock.slips("receipt-printer")[-1]["text"].replace(" ", "")
    visit.finish()
