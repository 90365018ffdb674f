"""A central over TLS whose staff sign in at the demonstration's provider."""

from __future__ import annotations

import re
import socket
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from kiosk_client import KioskClient
from running_central import CODE, STAFF, Running, database_url

from central import demo_tls
from central.demo_provider.server import DemoProvider
from central.server import Server, build_app
from central.settings import ASSETS, Settings

MEMBERS = tomllib.loads((ASSETS / "staff.toml").read_text(encoding="utf-8"))["staff"]


@dataclass
class RunningDesk(Running):
    """`ca` is what a client trusts; everybody signs in with `password`."""

    ca: str = ""
    password: str = ""
    browsers: list[Browser] = field(default_factory=list)

    def kiosk(self, kiosk_id: str = "nn-test-01", *, enrol: bool = True) -> KioskClient:
        client = KioskClient(self.url, kiosk_id, verify=self.ca)
        if enrol:
            assert client.enrol(CODE).status_code == 201
        return client

    def browser(self) -> Browser:
        self.browsers.append(Browser(self))
        return self.browsers[-1]

    def access_token(self, member: str) -> str:
        """An access token of the provider's, got as any program may: by code and PKCE."""
        return str(self.tokens(member)["access_token"])

    def tokens(self, member: str, **changes: str) -> dict[str, Any]:
        client = OAuth2Session(
            "hrss-desk",
            redirect_uri=f"{self.url}/desk/signed-in",
            scope="openid profile",
            code_challenge_method="S256",
            token_endpoint_auth_method="none",
        )
        verifier = generate_token(48)
        url, _ = client.create_authorization_url(
            f"{self.url}/demo-provider/authorize", code_verifier=verifier, nonce=generate_token(20)
        )
        browser = self.browser()
        fields = hidden(browser.get(url.removeprefix(self.url)).text)
        back = browser.post(
            "/demo-provider/authorize", {**fields, "member": member, "password": self.password}, allow_redirects=False
        )
        code = re.search(r"code=([^&]+)", back.headers["location"])
        assert code, back.headers
        wanted = {
            "code": code[1],
            "code_verifier": verifier,
            "grant_type": "authorization_code",
            "client_id": "hrss-desk",
            "redirect_uri": f"{self.url}/desk/signed-in",
            **changes,
        }
        return dict(browser.post("/demo-provider/token", wanted).json())


class Browser:
    """A browser as far as cookies and forms go."""

    def __init__(self, desk: RunningDesk) -> None:
        self.desk, self.session = desk, requests.Session()
        self.session.headers["Accept-Language"] = "zh-CN"

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.session.get(self.desk.url + path, timeout=20, verify=self.desk.ca, **arguments)

    def post(self, path: str, fields: dict[str, str], **arguments: Any) -> requests.Response:
        return self.session.post(self.desk.url + path, data=fields, timeout=20, verify=self.desk.ca, **arguments)

    def sign_in(self, member: str) -> requests.Response:
        asked = self.get("/desk/sign-in")
        assert asked.status_code == 200, asked.text
        fields = {**hidden(asked.text), "member": member, "password": self.desk.password}
        return self.post("/demo-provider/authorize", fields)

    def submit(self, page: str, path: str, fields: dict[str, str] | None = None, **arguments: Any) -> requests.Response:
        """Send the form of a page that leads to `path`."""
        form = next(part for part in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'action="{path}"' in part)
        return self.post(path, {**hidden(form), **(fields or {})}, **arguments)


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


@contextmanager
def serving_desk(folder: Path, *, provided: bool = True, **changes: Any) -> Iterator[RunningDesk]:
    (folder / "code").write_text(CODE)
    (folder / "staff").write_text(STAFF)
    tls = demo_tls.ensure(folder)
    listening = socket.create_server(("127.0.0.1", 0))
    url = f"https://127.0.0.1:{listening.getsockname()[1]}"
    provider = DemoProvider(url, folder, MEMBERS, tls.ca)
    settings = Settings(
        database_url=database_url(folder),
        state_dir=folder / "state",
        enrolment_code_file=folder / "code",
        staff_token_file=folder / "staff",
        oidc=provider.oidc if provided else None,
        demo_provider=provider if provided else None,
        **changes,
    )
    app, ready = build_app(settings), threading.Event()
    server = Server(app, tls_cert=tls.certificate, tls_key=tls.key, on_ready=lambda _url: ready.set())
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        assert ready.wait(20), "the central does not listen"
        desk = RunningDesk(url, app.state.central, ca=str(tls.ca), password=provider.password)
        yield desk
        for browser in desk.browsers:
            browser.session.close()
    finally:
        server.should_exit = True
        thread.join(20)
        app.state.central.database.dispose()
        listening.close()
