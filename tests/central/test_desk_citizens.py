"""Citizens on the web: tracking with what only they were given, and applying as far as an account goes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from central_people import CLAIM, person
from kiosk_client import KioskClient, new_reference
from running_desk import Browser, RunningDesk, serving_desk
from sqlalchemy import select

from central.desk import applying
from central.settings import utc_now
from central.store.tables import SmsMessage, SocialCard, WebVisit

SERIALS = itertools.count(1)
LOSS = {"form.how_lost": "lost", "form.lost_on": "", "form.phone": "13800000001", "declared": "yes"}
CARD = "/apply/CRD-006"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with serving_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(desk: RunningDesk) -> KioskClient:
    return desk.kiosk()


@pytest.fixture
def someone(desk: RunningDesk) -> dict[str, Any]:
    made = person(next(SERIALS))
    desk.seed(made)
    return made


def sent_to(desk: RunningDesk, who: dict[str, Any]) -> list[str]:
    """The codes that went to somebody's phone, the last first."""
    with desk.central.database.begin() as transaction:
        wanted = select(SmsMessage).where(SmsMessage.id_number == who["id_number"], SmsMessage.template == "web_code")
        rows = transaction.scalars(wanted.order_by(SmsMessage.id.desc())).all()
    return [re.search(r"\d{6}", row.text)[0] for row in rows]  # type: ignore[index]


def begin(browser: Browser, who: dict[str, Any], name: str = "") -> requests.Response:
    return browser.post(CARD, {"name": name or who["name"], "id_number": who["id_number"]})


def give(browser: Browser, page: str, code: str) -> requests.Response:
    return browser.submit(page, f"{CARD}/code", {"code": code})


def track(desk: RunningDesk, number: str, reference: str) -> requests.Response:
    return desk.browser().post("/track", {"number": number, "reference": reference})


def test_a_lost_card_is_stopped_from_home_and_tracked(desk: RunningDesk, someone: dict[str, Any]) -> None:
    browser = desk.browser()
    page = begin(browser, someone)
    form = give(browser, page.text, sent_to(desk, someone)[0])
    done = browser.submit(form.text, f"{CARD}/form", LOSS)
    assert done.status_code == 200
    number, reference = (
        re.search(rf'id="{name}">([^<]+)<', done.text)[1]
        for name in ("number", "reference")  # type: ignore[index]
    )
    with desk.central.database.begin() as transaction:
        card = transaction.get_one(SocialCard, someone["records"]["social_card"]["number"])
        assert card.status == "lost"
    assert "已停用" in track(desk, number, reference).text
    held = desk.staff("GET", f"/v1/applications/{number}", verify=desk.ca).json()
    assert held["assurance"]["level"] == "account"
    again = browser.submit(form.text, f"{CARD}/form", LOSS)
    assert again.status_code == 403, "a visit was used twice"


def test_what_needs_a_face_is_sent_to_a_kiosk(desk: RunningDesk) -> None:
    browser = desk.browser()
    page = browser.get("/apply").text
    assert 'href="/apply/CRD-006"' in page
    assert 'href="/apply/UNE-001"' not in page
    assert "到自助终端或窗口" in page
    assert browser.get("/apply/UNE-001").status_code == 403
    answer = browser.post("/apply/UNE-001", {"name": "测试", "id_number": "x"})
    assert answer.status_code == 403


def test_a_visit_for_one_service_opens_no_other(desk: RunningDesk, someone: dict[str, Any]) -> None:
    browser = desk.browser()
    page = begin(browser, someone)
    give(browser, page.text, sent_to(desk, someone)[0])
    fields = {f"form.{name}": answer for name, answer in CLAIM.items()}
    assert browser.post("/apply/UNE-001/form", fields).status_code == 403


def test_nobody_learns_who_is_on_record(desk: RunningDesk, someone: dict[str, Any]) -> None:
    known, wrong_name, unknown = (desk.browser() for _ in range(3))
    answers = [
        begin(known, someone),
        begin(wrong_name, someone, name="别人"),
        begin(unknown, {"name": "谁", "id_number": "450103198001019999"}),
    ]
    plain = {re.sub(r'name="csrf" value="[^"]+"', "", answer.text) for answer in answers}
    assert len(plain) == 1
    assert len(sent_to(desk, someone)) == 1, "a code went out for another name"


def test_without_the_right_code_nothing_opens(desk: RunningDesk, someone: dict[str, Any]) -> None:
    browser = desk.browser()
    page = begin(browser, someone)
    right = sent_to(desk, someone)[0]
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(applying.MOST_TRIES):
        assert give(browser, page.text, wrong).status_code == 422
    assert give(browser, page.text, right).status_code == 429, "guessing goes on"
    assert "/code" in browser.get(f"{CARD}/form").url


def test_a_code_is_good_for_minutes(desk: RunningDesk, someone: dict[str, Any]) -> None:
    browser = desk.browser()
    page = begin(browser, someone)
    with desk.central.database.begin() as transaction:
        wanted = select(WebVisit).where(WebVisit.id_number == someone["id_number"])
        for visit in transaction.scalars(wanted):
            visit.sent_at = utc_now() - applying.CODE_LASTS - timedelta(seconds=1)
    assert give(browser, page.text, sent_to(desk, someone)[0]).status_code == 422


def test_a_phone_is_not_flooded_with_codes(desk: RunningDesk, someone: dict[str, Any]) -> None:
    for _ in range(applying.MOST_CODES + 2):
        assert begin(desk.browser(), someone).status_code == 200
    assert len(sent_to(desk, someone)) == applying.MOST_CODES


def test_everything_wrong_is_told_at_once(desk: RunningDesk, someone: dict[str, Any]) -> None:
    browser = desk.browser()
    form = give(browser, begin(browser, someone).text, sent_to(desk, someone)[0])
    answer = browser.submit(form.text, f"{CARD}/form", {"form.phone": "12", "form.lost_on": "2026-13-01"})
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 2
    assert 'value="12"' in answer.text


def test_a_form_from_elsewhere_is_refused(desk: RunningDesk, someone: dict[str, Any]) -> None:
    browser = desk.browser()
    form = give(browser, begin(browser, someone).text, sent_to(desk, someone)[0])
    assert browser.submit(form.text, f"{CARD}/form", LOSS | {"csrf": "x" * 43}).status_code == 403
    crossed = browser.post(CARD, {"name": "x", "id_number": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert crossed.status_code == 403


def test_a_number_is_tracked_with_its_own_reference_only(
    desk: RunningDesk, kiosk: KioskClient, someone: dict[str, Any]
) -> None:
    loss = {"how_lost": "lost", "phone": "13800000001"}
    sent = kiosk.submit(kiosk.content("CRD-006", someone["id_number"], someone["name"], loss, None, "L1")).json()
    number, reference = sent["application_number"], sent["reference"]
    assert track(desk, number, reference.lower().replace("-", " ")).status_code == 200
    for other in (new_reference(), "", number):
        refused = track(desk, number, other)
        assert refused.status_code == 404
        assert "没有找到" in refused.text
        assert someone["name"] not in refused.text
    assert track(desk, "NN2611240000001", reference).status_code == 404
