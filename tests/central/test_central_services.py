"""The three services from form to state, through real HTTP."""

from __future__ import annotations

from central_people import CLAIM, jobless
from kiosk_client import KioskClient
from running_central import Running


def test_a_claim_goes_from_form_to_ordered_payment(central: Running, kiosk: KioskClient) -> None:
    someone = jobless(1)
    central.seed(someone)
    who = someone["id_number"], someone["name"]
    session = kiosk.raise_to_l3(*who)
    answer = kiosk.submit(kiosk.content("UNE-001", *who, CLAIM, session, "L3"))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["state"] == "ALLOCATED"
    assert [entry["state"] for entry in body["timeline"]] == ["done", "done", "now", "to_come", "to_come"]
    number = body["application_number"]

    held = central.staff("GET", f"/v1/applications/{number}").json()
    assert held["handler"] is not None
    assert held["result"]["months"] == 18
    decided = central.staff("POST", f"/v1/applications/{number}/decision", json={"decision": "approve"})
    assert decided.status_code == 200, decided.text
    assert decided.json()["state"] == "PAYMENT_PENDING"

    listed = kiosk.get(f"/v1/sessions/{session}/applications").json()["applications"]
    assert [(row["number"], row["state"]) for row in listed] == [(number, "PAYMENT_PENDING")]
    assert "18 个月" in "".join(entry["text"]["zh"] for entry in listed[0]["timeline"])
