"""The one client that the demonstration's provider knows: the desk, wherever it is reached on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

CLIENT_ID = "hrss-desk"
SIGNED_IN = "/desk/signed-in"
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class Desk:
    """A public client (RFC 6749) by the methods that Authlib asks for; loopback at any port, as RFC 8252 has it."""

    issuer: str

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str | None:
        return None

    def get_allowed_scope(self, scope: str) -> str:
        return " ".join(part for part in (scope or "").split() if part in ("openid", "profile"))

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return self._own(redirect_uri, SIGNED_IN)

    def leads_home(self, uri: str) -> bool:
        return self._own(uri, "/desk")

    def check_client_secret(self, _secret: str) -> bool:
        return False

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"

    def _own(self, uri: str, path: str) -> bool:
        here, there = urlsplit(self.issuer), urlsplit(uri)
        known = there.netloc == here.netloc or there.hostname in _LOOPBACK
        return there.scheme == here.scheme and known and there.path == path and not there.query
