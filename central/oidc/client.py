"""Signing in by authorization code with PKCE, and judging a provider's access tokens."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError
from requests.exceptions import RequestException

from central.identity import ROLES, Identity
from central.oidc.config import Oidc
from central.problems import Problem

_ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]
_WITHIN_S = 5
_METADATA_FOR_S = 3600
_ACCESS_TOKEN_TYPES = ("at+jwt", "application/at+jwt", "jwt")


@dataclass(frozen=True, slots=True, repr=False)
class Begun:
    """A sign-in that has been sent to the provider: what its return is checked against."""

    url: str
    state: str
    verifier: str
    nonce: str


@dataclass(frozen=True, slots=True, repr=False)
class SignedIn:
    id: str
    name: str
    roles: tuple[str, ...]
    id_token: str


class Client:
    """The central as a client of the provider. What the provider publishes is fetched when first needed."""

    def __init__(self, settings: Oidc, tolerance: timedelta) -> None:
        self._settings = settings
        self._leeway = tolerance.total_seconds()
        self._verify: str | bool = str(settings.ca_file) if settings.ca_file else True
        self._lock = threading.Lock()
        self._metadata: Mapping[str, Any] = {}
        self._fetched = float("-inf")
        self._keys: jwt.PyJWKClient | None = None

    def begin(self, redirect_uri: str) -> Begun:
        """Raises Problem where the provider is out of reach."""
        begun = {name: generate_token(48) for name in ("state", "verifier", "nonce")}
        with self._session(redirect_uri) as session:
            url, _ = session.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                state=begun["state"],
                code_verifier=begun["verifier"],
                nonce=begun["nonce"],
            )
        return Begun(url=url, **begun)

    def finish(self, code: str, redirect_uri: str, verifier: str, nonce: str) -> SignedIn:
        """Who the provider says it is. Raises Problem where the code or the token does not stand up."""
        try:
            with self._session(redirect_uri) as session:
                token = session.fetch_token(
                    self._endpoint("token_endpoint"),
                    code=code,
                    code_verifier=verifier,
                    timeout=_WITHIN_S,
                    verify=self._verify,
                )
        except AuthlibBaseError as error:
            raise Problem("sign-in-failed", reason="code-refused") from error
        except RequestException as error:
            raise Problem("provider-unreachable") from error
        claims = self._claims(str(token.get("id_token", "")), self._settings.client_id)
        self._check_id_token(claims, token, nonce)
        return SignedIn(*self._person(claims), str(token["id_token"]))

    def identity(self, access_token: str) -> Identity:
        """Who calls with an access token of the provider's. Raises Problem."""
        kind = _header(access_token).get("typ", "")
        if str(kind).lower() not in _ACCESS_TOKEN_TYPES:
            raise Problem("token-invalid", reason="staff")
        member, name, roles = self._person(self._claims(access_token, self._settings.audience))
        return identity_of(member, name, roles)

    def end_session_url(self, id_token: str, back_to: str) -> str | None:
        """Where a browser goes to end the provider's session too; None where it knows no such thing."""
        try:
            endpoint = self._published().get("end_session_endpoint")
        except Problem:
            return None
        if not endpoint:
            return None
        query = {"id_token_hint": id_token, "post_logout_redirect_uri": back_to, "client_id": self._settings.client_id}
        return requests.Request("GET", endpoint, params=query).prepare().url

    def _session(self, redirect_uri: str) -> OAuth2Session:
        return OAuth2Session(
            client_id=self._settings.client_id,
            client_secret=self._settings.client_secret,
            scope=self._settings.scope,
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if self._settings.client_secret else "none",
        )

    def _person(self, claims: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
        settings = self._settings
        member = _claim(claims, settings.staff_claim)
        if not isinstance(member, str) or not 1 <= len(member) <= 32:
            raise Problem("token-invalid", reason="staff")
        name = _claim(claims, settings.name_claim)
        named = _claim(claims, settings.role_claim)
        given = [named] if isinstance(named, str) else named if isinstance(named, list) else []
        roles = tuple(settings.roles[role] for role in given if isinstance(role, str) and role in settings.roles)
        return member, name[:60] if isinstance(name, str) and name else member, roles

    def _claims(self, token: str, audience: str) -> dict[str, Any]:
        _header(token)
        try:
            key = self._signing_keys().get_signing_key_from_jwt(token).key
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                audience=audience,
                issuer=self._settings.issuer,
                leeway=self._leeway,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWKClientConnectionError as error:
            raise Problem("provider-unreachable") from error
        except (jwt.PyJWTError, ValueError) as error:
            raise Problem("token-invalid", reason="staff") from error
        return claims

    def _check_id_token(self, claims: dict[str, Any], token: Mapping[str, Any], nonce: str) -> None:
        header = _header(str(token["id_token"]))
        expected = {
            "iss": {"essential": True, "value": self._settings.issuer},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {
            "nonce": nonce,
            "client_id": self._settings.client_id,
            "access_token": token.get("access_token"),
        }
        try:
            CodeIDToken(claims, header, expected, params).validate(leeway=self._leeway)
        except (AuthlibBaseError, JoseError) as error:
            raise Problem("sign-in-failed", reason="id-token") from error

    def _endpoint(self, name: str) -> str:
        return str(self._published()[name])

    def _signing_keys(self) -> jwt.PyJWKClient:
        self._published()
        assert self._keys is not None
        return self._keys

    def _published(self) -> Mapping[str, Any]:
        with self._lock:
            if time.monotonic() - self._fetched >= _METADATA_FOR_S:
                self._metadata = self._fetch()
                context = ssl.create_default_context(cafile=self._settings.ca_file)
                self._keys = jwt.PyJWKClient(self._metadata["jwks_uri"], ssl_context=context, timeout=_WITHIN_S)
                self._fetched = time.monotonic()
            return self._metadata

    def _fetch(self) -> Mapping[str, Any]:
        issuer = self._settings.issuer
        try:
            answer = requests.get(
                f"{issuer.rstrip('/')}/.well-known/openid-configuration", verify=self._verify, timeout=_WITHIN_S
            )
            answer.raise_for_status()
            published: dict[str, Any] = answer.json()
        except (RequestException, ValueError, OSError) as error:
            raise Problem("provider-unreachable") from error
        needed = {"authorization_endpoint", "token_endpoint", "jwks_uri"}
        if published.get("issuer") != issuer or not needed <= published.keys():
            raise Problem("provider-unreachable", reason="metadata")
        return published


def identity_of(member: str, name: str, roles: tuple[str, ...]) -> Identity:
    return Identity(member, name, frozenset().union(*(ROLES[role] for role in roles if role in ROLES)))


def _header(token: str) -> dict[str, Any]:
    try:
        return dict(jwt.get_unverified_header(token))
    except jwt.PyJWTError as error:
        raise Problem("token-invalid", reason="staff") from error


def _claim(claims: Mapping[str, Any], path: str) -> Any:
    value: Any = claims
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
