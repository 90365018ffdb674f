"""Staff sign in at a provider; what they may do follows from their role; nobody else's form is taken."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from fastapi.testclient import TestClient
from running_central import STAFF
from running_desk import RunningDesk, hidden, serving_desk
from sqlalchemy import select

from central.oidc import Oidc, load
from central.server import build_app
from central.settings import Settings, utc_now
from central.store.tables import DeskSession, EvidenceAct, SignIn


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with serving_desk(tmp_path_factory.mktemp("desk")) as running:
        yield running


def cookie(answer: requests.Response, name: str) -> str:
    given = [each for each in answer.raw.headers.getlist("Set-Cookie") if each.startswith(f"{name}=")]
    assert given, answer.headers
    return str(given[0])


def api(desk: RunningDesk, path: str, token: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.get(desk.url + path, headers=headers, verify=desk.ca, timeout=20)


def test_a_member_of_staff_signs_in_and_out(desk: RunningDesk) -> None:
    browser = desk.browser()
    assert "用工作账号登录" in browser.get("/desk").text
    browser.sign_in("s-101")
    page = browser.get("/desk/me")
    assert page.status_code == 200
    assert "覃文静" in page.text
    held = browser.session.cookies["__Host-desk"]
    left = browser.submit(page.text, "/desk/sign-out")
    assert "已退出" in left.text
    again = requests.get(f"{desk.url}/desk/me", cookies={"__Host-desk": held}, verify=desk.ca, timeout=20)
    assert "/demo-provider/authorize" in again.url, "the session's cookie still opens the desk"


def test_the_cookie_is_out_of_scripts_reach_and_the_database_holds_its_hash_only(desk: RunningDesk) -> None:
    browser = desk.browser()
    browser.sign_in("s-102")
    asked = browser.get("/desk/sign-in", allow_redirects=False)
    given = cookie(asked, "__Host-signing-in")
    assert all(part in given for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/"))
    secret = browser.session.cookies["__Host-desk"]
    with desk.central.database.begin() as transaction:
        held = transaction.scalars(select(DeskSession)).all()
        assert held
        assert all(secret not in (row.id_hash, row.csrf) for row in held)


def test_another_process_knows_the_session_too(desk: RunningDesk) -> None:
    browser = desk.browser()
    browser.sign_in("s-103")
    beside = build_app(desk.central.settings)  # the same database, nothing of the first one's memory
    client = TestClient(beside, base_url=desk.url)
    client.cookies.set("__Host-desk", browser.session.cookies["__Host-desk"])
    page = client.get("/desk/me")
    beside.state.central.database.dispose()
    assert page.status_code == 200
    assert "李建华" in page.text


def test_another_password_signs_nobody_in(desk: RunningDesk) -> None:
    browser = desk.browser()
    fields = hidden(browser.get("/desk/sign-in").text)
    answer = browser.post("/demo-provider/authorize", {**fields, "member": "s-101", "password": "guessed"})
    assert answer.status_code == 401
    assert "__Host-desk" not in browser.session.cookies


def test_a_sign_in_ends_only_in_the_browser_that_began_it(desk: RunningDesk) -> None:
    mine, other = desk.browser(), desk.browser()
    fields = hidden(mine.get("/desk/sign-in").text)
    fields |= {"member": "s-101", "password": desk.password}
    back = mine.post("/demo-provider/authorize", fields, allow_redirects=False).headers["location"]
    path = back.removeprefix(desk.url)
    assert other.get(path).status_code == 403
    assert mine.get(path).status_code in (200, 404)
    assert mine.get(path).status_code == 403, "a sign-in was used twice"


def test_a_sign_in_of_yesterday_is_over(desk: RunningDesk) -> None:
    browser = desk.browser()
    fields = hidden(browser.get("/desk/sign-in").text) | {"member": "s-101", "password": desk.password}
    back = browser.post("/demo-provider/authorize", fields, allow_redirects=False).headers["location"]
    with desk.central.database.begin() as transaction:
        for begun in transaction.scalars(select(SignIn)):
            begun.expires_at = utc_now() - timedelta(seconds=1)
    assert browser.get(back.removeprefix(desk.url)).status_code == 403


def test_a_session_left_alone_is_over(desk: RunningDesk) -> None:
    browser = desk.browser()
    browser.sign_in("s-401")
    with desk.central.database.begin() as transaction:
        for held in transaction.scalars(select(DeskSession).where(DeskSession.staff == "s-401")):
            held.expires_at = utc_now() - timedelta(seconds=1)
    assert "/demo-provider/authorize" in browser.get("/desk/me").url


@pytest.mark.parametrize("change", [{"csrf": "x" * 43}, {"csrf": ""}])
def test_a_form_without_the_pages_token_is_refused(desk: RunningDesk, change: dict[str, str]) -> None:
    browser = desk.browser()
    browser.sign_in("s-101")
    fields = hidden(browser.get("/desk/me").text)
    answer = browser.post("/desk/sign-out", fields | change)
    assert answer.status_code == 403
    assert "页面已过期" in answer.text
    assert browser.get("/desk/me").url.endswith("/desk/me"), "a foreign form signed somebody out"


def test_a_form_sent_from_another_site_is_refused(desk: RunningDesk) -> None:
    browser = desk.browser()
    browser.sign_in("s-101")
    fields = hidden(browser.get("/desk/me").text)
    answer = browser.post("/desk/sign-out", fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_pages_let_no_foreign_content_in(desk: RunningDesk) -> None:
    policy = desk.browser().get("/desk").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_nobody_is_sent_elsewhere_by_a_link(desk: RunningDesk, away: str) -> None:
    answer = desk.browser().get(f"/language/en?next={away}", allow_redirects=False)
    assert answer.headers["location"] == "/desk"


def test_the_provider_answers_for_the_desk_alone(desk: RunningDesk) -> None:
    asked = desk.browser().get("/desk/sign-in").url
    elsewhere = re.sub(r"redirect_uri=[^&]+", "redirect_uri=https%3A%2F%2Fevil.example%2Fdesk%2Fsigned-in", asked)
    answer = desk.browser().get(elsewhere.removeprefix(desk.url), allow_redirects=False)
    assert answer.status_code == 400


def test_a_code_is_good_once_and_with_its_verifier_only(desk: RunningDesk) -> None:
    assert desk.tokens("s-101", code_verifier="x" * 48)["error"] == "invalid_grant"
    assert "access_token" in desk.tokens("s-101")


def test_an_access_token_opens_the_api_as_far_as_its_role(desk: RunningDesk) -> None:
    token = desk.access_token("s-201")
    assert api(desk, "/v1/me", token).json() == {
        "id": "s-201",
        "name": "韦丽娟",
        "scopes": sorted(api(desk, "/v1/me", token).json()["scopes"]),
    }
    assert "supervise" in api(desk, "/v1/me", token).json()["scopes"]
    assert "supervise" not in api(desk, "/v1/me", desk.access_token("s-101")).json()["scopes"]
    assert api(desk, "/v1/me", STAFF).json()["id"] == "service"


@pytest.mark.parametrize(
    ("member", "path", "status"),
    [
        ("s-101", "/v1/applications", 200),
        ("s-101", "/v1/drafts?ticket=A001", 200),
        ("s-101", "/v1/monitoring/snapshot", 403),
        ("s-301", "/v1/monitoring/snapshot", 200),
        ("s-301", "/v1/applications", 403),
        ("s-401", "/v1/drafts?ticket=A001", 403),
    ],
)
def test_what_a_token_may_do_is_its_roles(desk: RunningDesk, member: str, path: str, status: int) -> None:
    assert api(desk, path, desk.access_token(member)).status_code == status


def test_signing_in_and_out_is_put_down_as_evidence(desk: RunningDesk) -> None:
    browser = desk.browser()
    browser.sign_in("s-501")
    browser.submit(browser.get("/desk/me").text, "/desk/sign-out")
    with desk.central.database.begin() as transaction:
        of_them = select(EvidenceAct.kind).where(EvidenceAct.subject == "staff:s-501").order_by(EvidenceAct.id)
        assert list(transaction.scalars(of_them)) == ["staff.signed_in", "staff.signed_out"]


def test_an_id_token_or_a_changed_token_opens_nothing(desk: RunningDesk) -> None:
    tokens = desk.tokens("s-101")
    head, body, signature = tokens["access_token"].split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "==")) | {"roles": ["administrator"]}
    forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"at+jwt"}').rstrip(b"=").decode()
    for token in (tokens["id_token"], f"{head}.{forged}.{signature}", f"{unsigned}.{forged}.", "a.b.c"):
        assert api(desk, "/v1/me", token).status_code == 401


def test_without_a_provider_the_door_says_so(tmp_path: Path) -> None:
    with serving_desk(tmp_path, provided=False, background=False, evidence=False) as alone:
        browser = alone.browser()
        assert "还没有配置统一身份认证" in browser.get("/desk").text
        assert browser.get("/desk/sign-in").status_code == 503
        assert browser.get("/demo-provider/jwks").status_code == 404


GOOD = {"issuer": "https://id.example.cn/realms/hrss", "client_id": "desk"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"issuer": "http://id.example.cn"}, "issuer"),
        ({"audience": "desk"}, "audience"),
        ({"roles": {"boss": "emperor"}}, "emperor"),
        ({"isuer": "x"}, "isuer"),
    ],
)
def test_a_configuration_that_cannot_be_meant_is_refused(tmp_path: Path, change: Any, named: str) -> None:
    file = tmp_path / "oidc.toml"
    file.write_text(toml(GOOD | change))
    with pytest.raises(ValueError, match=named):
        load(file)


def test_a_providers_names_of_roles_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kept apart\n")
    file = tmp_path / "oidc.toml"
    file.write_text(
        toml({"client_secret_file": "secret", "role_claim": "realm_access.roles", **GOOD, "roles": {"经办": "handler"}})
    )
    assert load(file) == Oidc(
        **GOOD, client_secret="kept apart", role_claim="realm_access.roles", roles={"经办": "handler"}
    )


def toml(data: dict[str, Any]) -> str:
    plain = [f"{name} = {json.dumps(value)}" for name, value in data.items() if not isinstance(value, dict)]
    tables = [
        f"[{name}]\n"
        + "\n".join(f"{json.dumps(key, ensure_ascii=False)} = {json.dumps(each)}" for key, each in value.items())
        for name, value in data.items()
        if isinstance(value, dict)
    ]
    return "\n".join([*plain, *tables])


def test_settings_have_no_provider_unless_given(tmp_path: Path) -> None:
    plain = Settings("sqlite://", tmp_path, tmp_path / "code", tmp_path / "token")
    assert plain.oidc is None
    assert plain.demo_provider is None
