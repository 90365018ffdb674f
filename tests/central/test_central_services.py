"""The three services from form to state, through real HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from central_people import CLAIM, LOSS, QUALIFICATION, jobless, pensioner, person
from kiosk_client import MATCH, KioskClient, face
from running_central import Running

from central import records


def at_l3(kiosk: KioskClient, someone: dict[str, Any], item: str, form: dict[str, str]) -> dict[str, Any]:
    who = someone["id_number"], someone["name"]
    answer = kiosk.submit(kiosk.content(item, *who, form, kiosk.raise_to_l3(*who), "L3"))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def held(central: Running, someone: dict[str, Any]) -> records.Records:
    with central.central.database.begin() as transaction:
        found = records.load(transaction, someone["id_number"])
    assert found is not None
    return found


def zh(answer: dict[str, Any]) -> str:
    return "".join(entry["text"]["zh"] for entry in answer["timeline"])


def test_a_claim_goes_from_form_to_ordered_payment(central: Running, kiosk: KioskClient) -> None:
    someone = jobless(1)
    central.seed(someone)
    form = {**CLAIM, "bank_account": "6200000000000000777"}
    answer = at_l3(kiosk, someone, "UNE-001", form)
    assert answer["state"] == "ALLOCATED"
    assert [entry["state"] for entry in answer["timeline"]] == ["done", "done", "now", "to_come", "to_come"]
    dates = [date.fromisoformat(entry["when"][:10]) for entry in answer["timeline"]]
    assert dates == sorted(dates)

    number = answer["application_number"]
    seen = central.staff("GET", f"/v1/applications/{number}")
    assert seen.json()["handler"]
    assert seen.json()["notes"] == ["account_changed"]
    assert seen.json()["result"]["months"] == 18
    assert held(central, someone).person.bank_account == "6200000000000000001", "changed before it was approved"

    decided = central.staff(
        "POST",
        f"/v1/applications/{number}/decision",
        json={"decision": "approve"},
        headers={"If-Match": seen.headers["ETag"]},
    )
    assert decided.status_code == 200, decided.text
    assert decided.json()["state"] == "PAYMENT_PENDING"
    now = held(central, someone)
    assert now.person.bank_account == form["bank_account"]
    assert now.insurance is not None
    assert now.insurance.entitled_months == 18
    assert now.insurance.registered_on is not None

    session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
    listed = kiosk.get(f"/v1/sessions/{session}/applications").json()["applications"]
    assert [(row["number"], row["state"]) for row in listed] == [(number, "PAYMENT_PENDING")]
    assert "18 个月" in zh(listed[0])


def test_a_decision_is_made_once_and_on_what_was_seen(central: Running, kiosk: KioskClient) -> None:
    someone = jobless(2)
    central.seed(someone)
    path = f"/v1/applications/{at_l3(kiosk, someone, 'UNE-001', CLAIM)['application_number']}/decision"
    assert central.staff("POST", path, json={"decision": "reject"}).status_code == 422
    stale = central.staff("POST", path, json={"decision": "approve"}, headers={"If-Match": '"old"'})
    assert stale.status_code == 412
    reason = {"zh": "提供的账户不是本人的。", "en": "The account is not your own."}
    rejected = central.staff("POST", path, json={"decision": "reject", "reason": reason})
    assert rejected.json()["state"] == "REJECTED"
    assert reason["zh"] in zh(rejected.json())
    assert "行政复议" in zh(rejected.json())
    again = central.staff("POST", path, json={"decision": "approve"})
    assert again.status_code == 409
    assert again.json()["type"] == "/problems/state-conflict"
    assert held(central, someone).insurance.entitled_months == 0


def test_claims_are_spread_over_the_staff(central: Running, kiosk: KioskClient) -> None:
    people = [jobless(serial) for serial in range(10, 16)]
    central.seed(*people)
    for someone in people:
        at_l3(kiosk, someone, "UNE-001", CLAIM)
    rows = central.staff("GET", "/v1/applications", params={"state": "ALLOCATED"}).json()["applications"]
    count = [sum(row["handler"] == handler for row in rows) for handler in ("s-101", "s-102", "s-103")]
    assert max(count) - min(count) <= 1


def test_the_queue_comes_in_pages(central: Running, kiosk: KioskClient) -> None:
    first = central.staff("GET", "/v1/applications", params={"limit": 2}).json()
    second = central.staff("GET", "/v1/applications", params={"limit": 2, "cursor": first["next"]}).json()
    numbers = [row["number"] for row in first["applications"] + second["applications"]]
    assert len(numbers) == len(set(numbers)) == 4


@pytest.mark.parametrize(
    ("serial", "someone", "form", "code"),
    [
        (30, {"months": 11}, {}, "contribution_short"),
        (31, {"exit_date": None, "exit_reason": None, "involuntary": None}, {}, "still_employed"),
        (32, {"involuntary": None, "exit_reason": None}, {}, "exit_undeclared"),
        (33, {"involuntary": False, "exit_reason": "本人提出解除"}, {}, "voluntary"),
        (34, {}, {"exit_reason": "resigned"}, "voluntary"),
        (35, {"exit_date": "2999-01-01"}, {}, "still_employed"),
    ],
)
def test_a_claim_that_is_not_due_is_not_accepted_and_says_why(
    central: Running, kiosk: KioskClient, serial: int, someone: dict[str, Any], form: dict[str, str], code: str
) -> None:
    mapping = jobless(serial, **someone)
    central.seed(mapping)
    answer = at_l3(kiosk, mapping, "UNE-001", {**CLAIM, **form})
    assert answer["state"] == "NOT_ACCEPTED"
    assert [reason["code"] for reason in answer["reasons"]] == [code]
    assert answer["reasons"][0]["remedy"]["zh"] in zh(answer)
    assert held(central, mapping).insurance.registered_on is None


def test_all_reasons_are_told_at_once(central: Running, kiosk: KioskClient) -> None:
    mapping = jobless(40, months=3, involuntary=False)
    mapping["records"]["pension"] = {"receiving": True}
    central.seed(mapping)
    answer = at_l3(kiosk, mapping, "UNE-001", CLAIM)
    assert {reason["code"] for reason in answer["reasons"]} == {"voluntary", "contribution_short", "pension_receiving"}
    assert "3 个月" in zh(answer)


def test_a_second_claim_names_the_first(central: Running, kiosk: KioskClient) -> None:
    someone = jobless(41)
    central.seed(someone)
    first = at_l3(kiosk, someone, "UNE-001", CLAIM)
    second = at_l3(kiosk, someone, "UNE-001", CLAIM)
    assert second["state"] == "NOT_ACCEPTED"
    assert first["application_number"] in second["reasons"][0]["text"]["zh"]


def test_a_pensioner_is_qualified_at_once(central: Running, kiosk: KioskClient) -> None:
    someone = pensioner(50, due="2999-12-31")
    central.seed(someone)
    answer = at_l3(kiosk, someone, "PEN-012", {**QUALIFICATION, "contact_address": "南宁市江南区样例路2号"})
    assert answer["state"] == "CLOSED"
    assert {entry["state"] for entry in answer["timeline"]} == {"done"}
    assert "2999-12-31" in zh(answer)
    now = held(central, someone)
    assert now.pension.qualified_on is not None
    assert now.person.contact_address == "南宁市江南区样例路2号"


def test_someone_without_a_pension_is_told_so(central: Running, kiosk: KioskClient) -> None:
    someone = person(51)
    central.seed(someone)
    answer = at_l3(kiosk, someone, "PEN-012", QUALIFICATION)
    assert (answer["state"], answer["reasons"][0]["code"]) == ("NOT_ACCEPTED", "not_pensioner")


def test_a_lost_card_is_stopped_at_l1(central: Running, kiosk: KioskClient) -> None:
    someone = person(60)
    central.seed(someone)
    who = someone["id_number"], someone["name"]
    session = kiosk.session(*who)
    assert kiosk.assure(session, "print", face(MATCH))["level"] == "L1"
    answer = kiosk.submit(kiosk.content("CRD-006", *who, LOSS, session, "L1")).json()
    assert answer["state"] == "CLOSED"
    assert "补卡" in zh(answer)
    assert someone["records"]["social_card"]["number"] not in zh(answer)
    assert held(central, someone).card.status == "lost"
    again = kiosk.submit(kiosk.content("CRD-006", *who, LOSS, session, "L1")).json()
    assert (again["state"], again["reasons"][0]["code"]) == ("NOT_ACCEPTED", "already_lost")


def test_a_loss_reported_while_the_central_was_away(central: Running, kiosk: KioskClient) -> None:
    someone = person(61)
    central.seed(someone)
    content = kiosk.content("CRD-006", someone["id_number"], someone["name"], {"phone": "13800000001"}, None, "L1")
    answer = kiosk.submit(content)
    assert answer.status_code == 201, answer.text
    assert held(central, someone).card.status == "lost"


def test_someone_the_central_does_not_know(central: Running, kiosk: KioskClient) -> None:
    someone = person(62)
    session = kiosk.session(someone["id_number"], someone["name"])
    assert kiosk.get(f"/v1/sessions/{session}/reference-photo").status_code == 404
    kiosk.assure(session, "print", face(MATCH))
    assert kiosk.get(f"/v1/sessions/{session}/person").json() == {"known": {}}
    answer = kiosk.submit(kiosk.content("CRD-006", someone["id_number"], someone["name"], LOSS, session, "L1")).json()
    assert (answer["state"], answer["reasons"][0]["code"]) == ("NOT_ACCEPTED", "no_record")
