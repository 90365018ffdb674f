"""The authorization code grant with PKCE and OpenID Connect's tokens, each Authlib's, joined to the demo's people."""

from __future__ import annotations

import secrets
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Payload, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oidc.core import OpenIDCode
from fastapi import Response
from fastapi.responses import JSONResponse
from joserfc.jwk import KeySet, import_key

if TYPE_CHECKING:
    from central.demo_provider.server import DemoProvider

ALGORITHM = "ES256"
CODE_LASTS_S = 60
TOKEN_LASTS_S = 3600


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    roles: tuple[str, ...]

    def get_user_id(self) -> str:
        return self.id

    @property
    def claims(self) -> dict[str, Any]:
        return {"sub": self.id, "name": self.name, "roles": list(self.roles)}


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """An authorization code that was given, by the methods that Authlib asks for."""

    value: str
    person: Person
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    given_at: float

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.given_at)

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class _Payload(OAuth2Payload):  # type: ignore[misc]
    def __init__(self, data: dict[str, str]) -> None:
        self._data = data

    @property
    def data(self) -> dict[str, str]:
        return self._data

    @property
    def datalist(self) -> defaultdict[str, list[str]]:
        return defaultdict(list, {name: [value] for name, value in self._data.items()})


class Asked(OAuth2Request):  # type: ignore[misc]
    """A request as Authlib wants it, its form already read."""

    def __init__(self, method: str, uri: str, headers: dict[str, str], data: dict[str, str]) -> None:
        super().__init__(method, uri, headers=headers)
        self.payload = _Payload(data)

    @property
    def args(self) -> dict[str, str]:
        return dict(self.payload.data)

    @property
    def form(self) -> dict[str, str]:
        return dict(self.payload.data)


class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
    TOKEN_ENDPOINT_AUTH_METHODS = ("none",)

    def save_authorization_code(self, code: str, request: Asked) -> None:
        data = request.payload.data
        self.server.codes[code] = Code(
            value=code,
            person=request.user,
            redirect_uri=data["redirect_uri"],
            scope=request.scope,
            nonce=data.get("nonce", ""),
            code_challenge=data.get("code_challenge", ""),
            code_challenge_method=data.get("code_challenge_method", "plain"),
            given_at=time.time(),
        )

    def query_authorization_code(self, code: str, _client: Any) -> Code | None:
        """Taken out at the first try, whether it succeeds or not."""
        found: Code | None = self.server.codes.pop(code, None)
        return found if found and time.time() - found.given_at <= CODE_LASTS_S else None

    def delete_authorization_code(self, _code: Code) -> None:
        """It went when it was looked up."""

    def authenticate_user(self, code: Code) -> Person:
        return code.person


class Challenge(CodeChallenge):  # type: ignore[misc]
    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)


class IdTokens(OpenIDCode):  # type: ignore[misc]
    def __init__(self, provider: DemoProvider) -> None:
        super().__init__(require_nonce=True)
        self._provider = provider

    def exists_nonce(self, _nonce: str, _request: Asked) -> bool:
        return False

    def resolve_client_private_key(self, _client: Any) -> Any:
        return self._provider.private_key

    def get_client_algorithm(self, _client: Any) -> str:
        return ALGORITHM

    def get_encode_header(self, _client: Any) -> dict[str, str]:
        return {"alg": ALGORITHM, "kid": self._provider.key_id}

    def get_client_claims(self, client: Any) -> dict[str, Any]:
        return {"iss": self._provider.issuer, "aud": client.get_client_id()}

    def generate_user_info(self, user: Person, _scope: str) -> dict[str, Any]:
        return user.claims


class AccessTokens(JWTBearerTokenGenerator):  # type: ignore[misc]
    """Access tokens as RFC 9068 has them, for the central's API."""

    def __init__(self, provider: DemoProvider, audience: str) -> None:
        super().__init__(provider.issuer, ALGORITHM, expires_generator=lambda *_: TOKEN_LASTS_S)
        self._provider, self._audience = provider, audience

    def get_jwks(self) -> Any:
        return KeySet([import_key(self._provider.private_key)])

    def get_audiences(self, _client: Any, _user: Person, _scope: str) -> str:
        return self._audience

    def get_extra_claims(self, _client: Any, _grant_type: str, user: Person, _scope: str) -> dict[str, Any]:
        return user.claims

    def get_jti(self, *_about: Any) -> str:
        return secrets.token_hex(16)


class Server(AuthorizationServer):  # type: ignore[misc]
    def __init__(self, provider: DemoProvider, audience: str) -> None:
        super().__init__(scopes_supported=["openid", "profile"])
        self._client = provider.client
        self.codes: dict[str, Code] = {}
        self.register_token_generator("default", AccessTokens(provider, audience))
        self.register_grant(Grant, [Challenge(required=True), IdTokens(provider)])

    def query_client(self, client_id: str) -> Any:
        return self._client if client_id == self._client.get_client_id() else None

    def save_token(self, token: dict[str, Any], request: Asked) -> None:
        """Nothing is kept: the tokens say all of it themselves."""

    def create_oauth2_request(self, request: Asked) -> Asked:
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Response:
        given = dict(headers)
        if isinstance(body, dict):
            return JSONResponse(body, status, {name: value for name, value in given.items() if name != "Content-Type"})
        return Response(body, status, given)

    def send_signal(self, _name: str, *_arguments: Any, **_named: Any) -> None:
        """Nobody listens."""
