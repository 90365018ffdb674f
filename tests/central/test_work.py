"""People and work: consent, vacancies and why they fit, job fairs with a waiting list."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from central_people import person
from kiosk_client import KioskClient
from running_central import Running
from sqlalchemy import select

from central.store.tables import EvidenceAct, JobSeeker, Person, SkillCertificate, Vacancy
from central.work import demo, matching
from central.work.matching import Wishes
from central.work.terms import given
from central.workdays import local_date

TODAY = local_date(datetime.now(UTC))
ELECTRICIAN = {
    "employer": "样例机电公司",
    "title": "维修电工",
    "occupation": "electrician",
    "district": "450103",
    "wage_from": 5000,
    "wage_to": 7000,
    "skills": ["electrical"],
    "openings": 3,
    "contact": "样例联系人 0771-0000000",
    "expires_on": (TODAY + timedelta(days=30)).isoformat(),
}


def key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}


def publish(central: Running, **changes: Any) -> dict[str, Any]:
    answer = central.staff("POST", "/v1/vacancies", json={**ELECTRICIAN, **changes}, headers=key())
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def fair(central: Running, capacity: int) -> str:
    body = {
        "name": {"zh": "样例招聘会", "en": "Sample fair"},
        "place": {"zh": "样例广场", "en": "Sample square"},
        "starts_at": (datetime.now(UTC) + timedelta(days=7)).isoformat(),
        "capacity": capacity,
    }
    answer = central.staff("POST", "/v1/job-fairs", json=body, headers=key())
    assert answer.status_code == 201, answer.text
    return str(answer.json()["number"])


def arrive(central: Running, kiosk: KioskClient, serial: int) -> str:
    someone = person(serial)
    central.seed(someone)
    return kiosk.raise_to_l3(someone["id_number"], someone["name"])


def consent(kiosk: KioskClient, session: str, **wanted: Any) -> requests.Response:
    body = {"consent": True, "occupation": "electrician", "district": "450103", "least_wage": 5000, **wanted}
    return kiosk.post(f"/v1/sessions/{session}/profile", body, headers=key())


def shown(kiosk: KioskClient, session: str) -> dict[str, Any]:
    answer = kiosk.get(f"/v1/sessions/{session}/vacancies", params={"limit": 20})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_profile_needs_consent_and_withdrawing_it_erases_it(central: Running, kiosk: KioskClient) -> None:
    session = arrive(central, kiosk, 501)
    path = f"/v1/sessions/{session}/profile"
    assert kiosk.get(path).json()["active"] is False
    assert kiosk.post(path, {"occupation": "cook"}, headers=key()).status_code == 422
    assert kiosk.post(path, {"consent": False}, headers=key()).status_code == 422
    with central.central.database.begin() as transaction:
        someone = transaction.scalars(select(Person).where(Person.id_number == person(501)["id_number"])).one()
        transaction.add(SkillCertificate(person_id=someone.id, trade="电工", level=4, issued_on=TODAY))
    made = consent(kiosk, session, skills=["computer"]).json()
    assert made["active"] is True
    assert made["skills"] == ["computer", "electrical"], "the certificate on record counts"
    gone = kiosk.post(f"{path}/withdrawal", {}, headers=key()).json()
    assert gone["active"] is False
    with central.central.database.begin() as transaction:
        held = transaction.get_one(JobSeeker, someone.id)
        acts = transaction.scalars(select(EvidenceAct.kind).where(EvidenceAct.subject == f"profile-{someone.id}")).all()
    assert (held.occupation, held.district, held.least_wage, held.skills) == ("", "", 0, [])
    assert list(acts) == ["profile.consented", "profile.withdrawn"]
    assert kiosk.post(f"{path}/withdrawal", {}, headers=key()).status_code == 404
    assert consent(kiosk, session, occupation="astronaut").json()["type"] == "/problems/term-unknown"


def test_a_profile_is_not_made_for_a_face_that_was_not_compared(central: Running, kiosk: KioskClient) -> None:
    someone = person(502)
    central.seed(someone)
    session = kiosk.session(someone["id_number"], someone["name"])
    assert consent(kiosk, session).json()["type"] == "/problems/assurance-too-low"
    assert kiosk.get(f"/v1/sessions/{session}/vacancies").json()["type"] == "/problems/assurance-too-low"


def test_matching_explains_itself_and_the_parts_make_the_score(central: Running, kiosk: KioskClient) -> None:
    fits = publish(central, title="合适的岗位")
    near = publish(central, title="相近的岗位", occupation="mechanic", skills=[], wage_from=3000, wage_to=4600)
    far = publish(central, title="别的岗位", occupation="waiter", district="450181", wage_from=1000, wage_to=2000)
    session = arrive(central, kiosk, 503)
    newest = shown(kiosk, session)
    assert newest["matched"] is False
    assert newest["vacancies"][0]["score"] is None
    consent(kiosk, session, skills=["electrical"])
    matched = shown(kiosk, session)
    assert matched["matched"] is True
    assert "年龄" in matched["basis"]["zh"]
    by_number = {each["vacancy"]["number"]: each for each in matched["vacancies"]}
    assert by_number[fits["number"]]["score"] == 100
    assert by_number[near["number"]]["score"] == 20 + 20 + 5 + 15
    assert far["number"] not in by_number
    for each in matched["vacancies"]:
        assert each["score"] == sum(part["points"] for part in each["parts"])
        assert all(part["reason"]["zh"] and part["points"] <= part["most"] for part in each["parts"])
    scores = [each["score"] for each in matched["vacancies"]]
    assert scores == sorted(scores, reverse=True)


def test_age_sex_and_ethnicity_do_not_come_into_it(central: Running, kiosk: KioskClient) -> None:
    assert {field.name for field in fields(Wishes)} == {"occupation", "district", "least_wage", "skills"}
    publish(central)
    answers = []
    for serial, changes in (
        (504, {"sex": "男", "birth_date": "19800101"}),
        (505, {"sex": "女", "birth_date": "19630202", "address": "南宁市武鸣区壮族样例村"}),
    ):
        someone = {**person(serial), **changes}
        central.seed(someone)
        session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
        consent(kiosk, session)
        answers.append(shown(kiosk, session))
    assert answers[0]["vacancies"]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("wage_from", "wage_to", "points"), [(5000, 6000, 25), (4000, 5000, 15), (4000, 4600, 5), (3000, 4499, 0)]
)
def test_wages(wage_from: int, wage_to: int, points: int) -> None:
    vacancy = Vacancy(occupation="cook", district="450102", wage_from=wage_from, wage_to=wage_to, skills=[])
    parts = matching.parts(given(), Wishes("cook", "450102", 5000, frozenset()), vacancy)
    assert {part.criterion: part.points for part in parts}["wage"] == points


def test_a_vacancy_ends_by_withdrawal_and_by_its_day(central: Running, kiosk: KioskClient) -> None:
    ends, stays = publish(central, title="将撤回"), publish(central, title="将到期")
    session = arrive(central, kiosk, 506)
    path = f"/v1/vacancies/{ends['number']}"
    etag = central.staff("GET", path).headers["ETag"]
    stale = central.staff("POST", f"{path}/withdrawal", json={}, headers={**key(), "If-Match": '"other"'})
    assert stale.status_code == 412
    gone = central.staff("POST", f"{path}/withdrawal", json={}, headers={**key(), "If-Match": etag})
    assert gone.json()["state"] == "withdrawn"
    assert central.staff("POST", f"{path}/withdrawal", json={}, headers=key()).status_code == 409
    with central.central.database.begin() as transaction:
        row = transaction.scalars(select(Vacancy).where(Vacancy.number == stays["number"])).one()
        row.expires_on = TODAY - timedelta(days=1)
    assert central.staff("GET", f"/v1/vacancies/{stays['number']}").json()["state"] == "expired"
    numbers = {each["vacancy"]["number"] for each in shown(kiosk, session)["vacancies"]}
    assert not numbers & {ends["number"], stays["number"]}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"expires_on": (TODAY + timedelta(days=91)).isoformat()}, "expires_on"),
        ({"expires_on": (TODAY - timedelta(days=1)).isoformat()}, "expires_on"),
        ({"wage_from": 8000}, "wage"),
    ],
)
def test_a_vacancy_that_cannot_be(central: Running, changes: dict[str, Any], reason: str) -> None:
    answer = central.staff("POST", "/v1/vacancies", json={**ELECTRICIAN, **changes}, headers=key())
    assert answer.status_code == 422
    assert answer.json()["reason"] == reason


def test_all_vacancies_are_listed_a_page_at_a_time(central: Running) -> None:
    made = {publish(central)["number"] for _ in range(3)}
    seen: list[str] = []
    cursor = None
    while True:
        page = central.staff("GET", "/v1/vacancies", params={"limit": 2, "cursor": cursor}).json()
        seen += [each["number"] for each in page["vacancies"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert made <= set(seen)
    assert len(seen) == len(set(seen))


def test_a_full_fair_has_a_waiting_list_that_moves_up(central: Running, kiosk: KioskClient) -> None:
    number = fair(central, 1)
    first, second, third = (arrive(central, kiosk, serial) for serial in (507, 508, 509))

    def act(session: str, what: str) -> dict[str, Any]:
        answer = kiosk.post(f"/v1/sessions/{session}/job-fairs/{number}/{what}", {}, headers=key())
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def own(session: str) -> tuple[str, int]:
        coming = kiosk.get(f"/v1/sessions/{session}/job-fairs").json()["fairs"]
        held = next(each for each in coming if each["fair"]["number"] == number)
        return held["own"], held["position"]

    assert own(first) == ("none", 0)
    assert act(first, "sign-up")["own"] == "booked"
    assert act(first, "sign-up")["fair"]["booked"] == 1, "signed up twice, one place"
    assert act(second, "sign-up")["position"] == 1
    assert act(third, "sign-up")["position"] == 2
    assert act(first, "withdrawal")["own"] == "withdrawn"
    assert own(second) == ("booked", 0)
    assert own(third) == ("waiting", 1)
    assert act(first, "sign-up")["position"] == 2, "who comes back waits behind the others"
    assert act(third, "withdrawal")["fair"]["booked"] == 1
    assert act(second, "withdrawal")["fair"]["booked"] == 1
    assert own(first) == ("booked", 0)
    assert act(first, "withdrawal")["fair"]["booked"] == 0


def submit(central: Running, kiosk: KioskClient, someone: dict[str, Any], item: str, form: dict[str, str]) -> Any:
    central.seed(someone)
    who = someone["id_number"], someone["name"]
    answer = kiosk.submit(kiosk.content(item, *who, form, kiosk.raise_to_l3(*who), "L3"))
    assert answer.status_code == 201, answer.text
    return answer.json()


def decide(central: Running, answer: dict[str, Any]) -> Any:
    path = f"/v1/applications/{answer['application_number']}"
    headers = {**key(), "If-Match": central.staff("GET", path).headers["ETag"]}
    return central.staff("POST", f"{path}/decision", json={"decision": "approve"}, headers=headers).json()


def test_registering_by_the_catalogue_makes_the_profile(central: Running, kiosk: KioskClient) -> None:
    form = {"occupation": "cook", "district": "d450103", "least_wage": "3500", "consent": "yes"}
    answer = submit(central, kiosk, person(510), "EMP-003", form)
    assert answer["state"] == "CLOSED"
    session = kiosk.raise_to_l3(person(510)["id_number"], person(510)["name"])
    held = kiosk.get(f"/v1/sessions/{session}/profile").json()
    assert (held["active"], held["occupation"], held["district"]) == (True, "cook", "450103")


def test_an_employers_vacancy_is_shown_once_staff_approved_it(central: Running, kiosk: KioskClient) -> None:
    form = {"occupation": "driver", "district": "d450105", "wage": "6200", "phone": "0771-5500001"}
    idle = submit(central, kiosk, person(511), "EMP-002", form)
    assert [reason["code"] for reason in idle["reasons"]] == ["not_employed"]
    employed = person(512, employment={"employer": "样例运输公司", "contribution_months": 12})
    answer = submit(central, kiosk, employed, "EMP-002", form)
    assert answer["state"] == "ALLOCATED"
    session = arrive(central, kiosk, 513)
    path = f"/v1/sessions/{session}/vacancies?occupation=driver&district=450105"
    assert kiosk.get(path).json()["vacancies"] == []
    assert decide(central, answer)["state"] == "CLOSED"
    published = [each["vacancy"] for each in kiosk.get(path).json()["vacancies"]]
    assert [(each["employer"], each["wage_from"]) for each in published] == [("样例运输公司", 6200)]


def test_a_personnel_file_is_asked_for_once(central: Running, kiosk: KioskClient) -> None:
    form = {"held_at": "样例单位", "phone": "13800000001"}
    first = submit(central, kiosk, person(514), "TAL-001", form)
    assert first["state"] == "ALLOCATED"
    who = person(514)["id_number"], person(514)["name"]
    second = kiosk.submit(kiosk.content("TAL-001", *who, form, kiosk.raise_to_l3(*who), "L3")).json()
    assert [reason["code"] for reason in second["reasons"]] == ["claim_open"]
    assert decide(central, first)["state"] == "CLOSED"


def test_the_demonstrations_work_is_put_in_once(start: Any) -> None:
    running = start()
    now = datetime.now(UTC)
    assert demo.seed(running.central.database, now) >= 8
    assert demo.seed(running.central.database, now) == 0


def test_only_who_manages_work_may(central: Running, kiosk: KioskClient) -> None:
    answer = requests.post(f"{central.url}/v1/vacancies", json=ELECTRICIAN, headers=key(), timeout=10)
    assert answer.status_code == 401
    assert kiosk.post("/v1/vacancies", ELECTRICIAN, headers=key()).status_code == 401
