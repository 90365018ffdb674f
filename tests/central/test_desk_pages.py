"""Staff's pages: what a role sees and does, what is refused, what happens once however often it is sent."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from central_people import CLAIM, jobless
from kiosk_client import KioskClient
from running_desk import Browser, RunningDesk, hidden, serving_desk
from sqlalchemy import select

from central.desk.words import texts
from central.store.tables import Application, KioskCommand, StaffConflict
from central.workdays import local_date

SERIALS = itertools.count(1)
TICKETS = itertools.count(1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with serving_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(desk: RunningDesk) -> KioskClient:
    return desk.kiosk()


@pytest.fixture
def claim(desk: RunningDesk, kiosk: KioskClient) -> str:
    return claimed(desk, kiosk)


def claimed(desk: RunningDesk, kiosk: KioskClient) -> str:
    someone = jobless(next(SERIALS))
    desk.seed(someone)
    session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
    answer = kiosk.submit(kiosk.content("UNE-001", someone["id_number"], someone["name"], CLAIM, session, "L3"))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["application_number"])


def signed_in(desk: RunningDesk, member: str) -> Browser:
    browser = desk.browser()
    browser.sign_in(member)
    return browser


def seen(desk: RunningDesk, number: str) -> dict[str, Any]:
    return dict(desk.staff("GET", f"/v1/applications/{number}", verify=desk.ca).json())


def handler_of(desk: RunningDesk, number: str) -> Browser:
    return signed_in(desk, seen(desk, number)["handler"])


def do(browser: Browser, number: str, action: str, **fields: str) -> Any:
    path = f"/desk/applications/{number}"
    return browser.submit(browser.get(path).text, f"{path}/{action}", fields)


def test_a_handler_finds_their_own_in_the_queue_and_no_other(desk: RunningDesk, claim: str) -> None:
    mine = seen(desk, claim)["handler"]
    other = next(name for name in ("s-101", "s-102", "s-103") if name != mine)
    assert claim in signed_in(desk, mine).get("/desk/queue").text
    assert claim not in signed_in(desk, other).get("/desk/queue").text
    assert claim in signed_in(desk, other).get("/desk/queue?whose=all").text


def test_what_is_past_its_day_is_marked(desk: RunningDesk, claim: str) -> None:
    with desk.central.database.begin() as transaction:
        held = transaction.scalars(select(Application).where(Application.number == claim)).one()
        held.due_on = local_date(desk.central.now()) - timedelta(days=1)
    page = handler_of(desk, claim).get("/desk/queue").text
    row = next(part for part in page.split("<tr>") if claim in part)
    assert "已超期" in row
    assert claim in signed_in(desk, "s-201").get("/desk/supervision").text


def test_the_queue_goes_on_over_its_pages(desk: RunningDesk, kiosk: KioskClient, monkeypatch: Any) -> None:
    monkeypatch.setattr("central.desk.reading.PAGE", 2)
    numbers = {claimed(desk, kiosk) for _ in range(3)}
    browser, path, found = signed_in(desk, "s-201"), "/desk/queue?whose=all", set[str]()
    while path:
        page = browser.get(path).text
        shown = re.findall(r"/desk/applications/(NN\d+)", page)
        assert not found & set(shown), "an application is on two pages"
        found |= set(shown)
        further = re.search(r'class="button" href="(/desk/queue\?[^"]+cursor=[^"]+)"', page)
        path = further[1].replace("&amp;", "&") if further else ""
    assert numbers <= found


@pytest.mark.parametrize(
    ("member", "path"),
    [
        ("s-301", "/desk/queue"),
        ("s-101", "/monitor"),
        ("s-101", "/monitor/stream"),
        ("s-101", "/desk/supervision"),
        ("s-401", "/desk/tickets"),
        ("s-501", "/desk/queue"),
    ],
)
def test_another_role_is_refused(desk: RunningDesk, member: str, path: str) -> None:
    answer = signed_in(desk, member).get(path)
    assert answer.status_code == 403
    assert "您的岗位不能做这一步" in answer.text


def test_a_role_that_may_look_may_not_act(desk: RunningDesk, kiosk: KioskClient, claim: str) -> None:
    auditor = signed_in(desk, "s-401")
    page = auditor.get(f"/desk/applications/{claim}").text
    assert "/approve" not in page
    fields = hidden(page) | {"version": "1"}
    assert auditor.post(f"/desk/applications/{claim}/open", fields).status_code == 403
    supervisor = signed_in(desk, "s-201")
    page = supervisor.get(f"/monitor/kiosks/{kiosk.kiosk_id}").text
    answer = supervisor.post(f"/monitor/kiosks/{kiosk.kiosk_id}/commands", hidden(page) | {"kind": "restart"})
    assert answer.status_code == 403
    with desk.central.database.begin() as transaction:
        assert transaction.scalars(select(KioskCommand)).all() == []


def test_who_is_not_the_handler_is_offered_nothing_and_refused(desk: RunningDesk, claim: str) -> None:
    mine = seen(desk, claim)["handler"]
    other = signed_in(desk, next(name for name in ("s-101", "s-102", "s-103") if name != mine))
    page = other.get(f"/desk/applications/{claim}").text
    assert f"/desk/applications/{claim}/open" not in page
    fields = hidden(page) | {"version": str(seen(desk, claim)["version"])}
    assert other.post(f"/desk/applications/{claim}/open", fields).status_code == 409
    assert seen(desk, claim)["state"] == "ALLOCATED"


def test_a_form_from_elsewhere_decides_nothing(desk: RunningDesk, claim: str) -> None:
    browser = handler_of(desk, claim)
    path = f"/desk/applications/{claim}"
    fields = hidden(browser.get(path).text) | {"version": str(seen(desk, claim)["version"])}
    assert browser.post(f"{path}/open", fields | {"csrf": "x" * 43}).status_code == 403
    assert browser.post(f"{path}/open", fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert seen(desk, claim)["state"] == "ALLOCATED"


def test_a_form_sent_twice_acts_once(desk: RunningDesk, claim: str) -> None:
    browser, path = handler_of(desk, claim), f"/desk/applications/{claim}"
    form = next(part for part in re.findall(r"<form.*?</form>", browser.get(path).text, re.DOTALL) if "/notes" in part)
    fields = hidden(form) | {"text": "已电话联系"}
    for _ in range(2):
        assert browser.post(f"{path}/notes", fields).status_code == 200
    assert browser.get(path).text.count("已电话联系") == 1


def test_a_page_that_is_out_of_date_decides_nothing(desk: RunningDesk, claim: str) -> None:
    browser, path = handler_of(desk, claim), f"/desk/applications/{claim}"
    old = browser.get(path).text
    assert do(browser, claim, "open").status_code == 200
    stale = browser.submit(old, f"{path}/open")
    assert stale.status_code == 412
    assert "办件已有变化" in stale.text


def test_a_rejection_needs_a_reason_and_the_applicant_is_told_it(desk: RunningDesk, claim: str) -> None:
    browser = handler_of(desk, claim)
    do(browser, claim, "open")
    assert do(browser, claim, "reject").status_code == 422
    assert seen(desk, claim)["state"] == "IN_REVIEW"
    own = {"own_zh": "材料与记录不一致。", "own_en": "The papers do not agree with the records."}
    done = do(browser, claim, "reject", **{"reason.voluntary": "yes"}, **own)
    assert done.status_code == 200
    assert "非本人意愿" in done.text
    assert "材料与记录不一致" in done.text


def test_a_supervisor_gives_an_application_to_somebody_else(desk: RunningDesk, claim: str) -> None:
    mine = seen(desk, claim)["handler"]
    to = next(name for name in ("s-101", "s-102", "s-103") if name != mine)
    page = do(signed_in(desk, "s-201"), claim, "allocate", handler=to)
    assert page.status_code == 200
    assert seen(desk, claim)["handler"] == to
    assert claim in signed_in(desk, to).get("/desk/queue").text


def test_nobody_without_the_skill_is_given_an_application(desk: RunningDesk, claim: str) -> None:
    answer = do(signed_in(desk, "s-201"), claim, "allocate", handler="s-301")
    assert answer.status_code == 422
    assert seen(desk, claim)["state"] == "ALLOCATED"


def test_who_has_a_conflict_of_interest_is_given_nothing(desk: RunningDesk, claim: str) -> None:
    mine = seen(desk, claim)["handler"]
    other = next(name for name in ("s-101", "s-102", "s-103") if name != mine)
    with desk.central.database.begin() as transaction:
        held = transaction.scalars(select(Application).where(Application.number == claim)).one()
        transaction.add(
            StaffConflict(staff_id=other, id_number=held.id_number, kind="relative", declared_at=desk.central.now())
        )
    answer = do(signed_in(desk, "s-201"), claim, "allocate", handler=other)
    assert answer.status_code == 422
    assert "利害关系" in answer.text
    assert seen(desk, claim)["handler"] == mine


def test_a_second_review_is_somebody_elses(desk: RunningDesk, claim: str) -> None:
    first = seen(desk, claim)["handler"]
    browser = handler_of(desk, claim)
    do(browser, claim, "open")
    page = do(browser, claim, "ask_second")
    assert "/approve" not in page.text, "the first reviewer may still decide"
    with desk.central.database.begin() as transaction:
        second = transaction.scalars(select(Application.second).where(Application.number == claim)).one()
    assert second not in (None, first)
    fields = hidden(page.text) | {"version": str(seen(desk, claim)["version"])}
    assert browser.post(f"/desk/applications/{claim}/approve", fields).status_code == 409
    assert claim in signed_in(desk, second).get("/desk/queue").text
    assert do(signed_in(desk, second), claim, "approve").status_code == 200
    assert "APPROVED" in [event["to_state"] for event in seen(desk, claim)["events"]]


def test_everything_missing_is_told_once(desk: RunningDesk, claim: str) -> None:
    browser = handler_of(desk, claim)
    do(browser, claim, "open")
    assert do(browser, claim, "ask_correction").status_code == 422
    own = {"own_zh": "解除合同证明", "own_en": "Proof that the contract ended"}
    asked = do(browser, claim, "ask_correction", **{"missing.bank_account": "yes", "missing.phone": "yes"}, **own)
    assert asked.status_code == 200
    assert seen(desk, claim)["state"] == "NEEDS_CORRECTION"
    for said in ("收款银行卡号", "手机号码", "解除合同证明", "计时暂停"):
        assert said in asked.text


def test_a_limit_is_moved_once_with_reasons(desk: RunningDesk, claim: str) -> None:
    browser = handler_of(desk, claim)
    do(browser, claim, "open")
    before = seen(desk, claim)["due_on"]
    own = {"own_zh": "需要实地核实。", "own_en": "It has to be verified on site."}
    assert do(browser, claim, "extend", **own).status_code == 200
    after = seen(desk, claim)["due_on"]
    assert after > before
    assert f"/desk/applications/{claim}/extend" not in browser.get(f"/desk/applications/{claim}").text


def test_a_ticket_is_taken_up_with_the_citizen_there(desk: RunningDesk, kiosk: KioskClient) -> None:
    someone, ticket = jobless(next(SERIALS)), f"B{next(TICKETS):03}"
    desk.seed(someone)
    part = {"phone": "138"}
    handed = kiosk.content("UNE-001", someone["id_number"], someone["name"], part, None, "L0", ticket=ticket)
    assert kiosk.submit(handed).status_code == 201
    browser = signed_in(desk, "s-101")
    found = browser.get(f"/desk/find?number={ticket}").text
    path = re.search(r'href="(/desk/tickets/\d+)"', found)
    assert path
    page = browser.get(path[1]).text
    assert 'value="138"' in page
    wrong = browser.submit(page, path[1], {"form.phone": "138"})
    assert wrong.status_code == 422
    assert wrong.text.count('class="error"') == 5, "not everything that is wrong was told at once"
    answers = {f"form.{name}": answer for name, answer in CLAIM.items()}
    taken = browser.submit(wrong.text, path[1], answers | {"seen": "yes"})
    assert taken.status_code == 200
    number = taken.url.rpartition("/")[2]
    assert seen(desk, number)["assurance"]["handler"] == "s-101"
    assert "没有这个号码的件" in browser.get(f"/desk/tickets?ticket={ticket}").text


def test_what_does_not_exist_is_a_page_that_says_so(desk: RunningDesk) -> None:
    answer = signed_in(desk, "s-101").get("/desk/applications/NN0000000000000")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_every_text_of_the_pages_is_there_and_none_is_for_nothing() -> None:
    folder = Path(__file__).parents[2] / "central" / "desk"
    files = [*folder.glob("templates/*.html"), *folder.glob("*.py")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    asked = set(re.findall(r"""\b(?:t|words)\(["']([a-z_.]+[a-z_])["']""", source))
    assert asked <= set(texts())
    mentioned = set(re.findall(r"""["']([a-z_]+\.[a-z_]+)["']""", source))
    groups = set(re.findall(r"""(?:t\.named|t|words)\(["']([a-z_]+)\.?["'](?:,| ~)""", source))
    assert {key for key in texts() if key not in mentioned and key.split(".")[0] not in groups} == set()


def test_chinese_texts_have_chinese_punctuation_and_english_none_of_it() -> None:
    for key, text in texts().items():
        assert not re.search(r"[一-鿿][,;?!]|[一-鿿]\.(?!\d|toml|json|jsonl)", text.zh), key
        assert not re.search(r"[，。；：？！、（）]", text.en), key
