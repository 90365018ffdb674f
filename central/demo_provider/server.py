"""What the demonstration's provider is made with: an address, a key, people and the word that they all sign in with."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from central import private_file
from central.demo_provider.client import CLIENT_ID, Desk
from central.demo_provider.grants import ALGORITHM, Person, Server
from central.oidc import Oidc

PATH = "/demo-provider"
PASSWORD_FILE = "desk-password"  # noqa: S105  a name


class DemoProvider:
    """`at` is the central's address; key and password are made in the folder where they are absent."""

    def __init__(self, at: str, folder: Path, staff: Iterable[Mapping[str, Any]], ca_file: Path) -> None:
        self.issuer = f"{at}{PATH}"
        self.oidc = Oidc(issuer=self.issuer, client_id=CLIENT_ID, ca_file=ca_file)
        self.people = tuple(Person(one["id"], one["name"], tuple(one.get("roles", ("handler",)))) for one in staff)
        self.password = private_file.read_or_create(folder / PASSWORD_FILE, _new_password).decode().strip()
        self.private_key: dict[str, Any] = json.loads(private_file.read_or_create(folder / "provider-key", _new_key))
        self.client = Desk(self.issuer)
        self.server = Server(self, self.oidc.audience)

    @property
    def key_id(self) -> str:
        return str(self.private_key["kid"])

    @property
    def public_keys(self) -> dict[str, Any]:
        return {"keys": [{name: value for name, value in self.private_key.items() if name != "d"}]}

    def person(self, member: str, password: str) -> Person | None:
        found = next((one for one in self.people if one.id == member), None)
        return found if hmac.compare_digest(password.strip().encode(), self.password.encode()) else None

    @property
    def published(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/end-session",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "scopes_supported": ["openid", "profile"],
        }


def _new_password() -> bytes:
    """Short enough to type; the provider listens on loopback and is the demonstration's only."""
    return f"{secrets.choice(('nanning', 'yongjiang', 'qingxiu'))}-{secrets.randbelow(900_000) + 100_000}\n".encode()


def _new_key() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    jwk = dict(ECAlgorithm.to_jwk(key, as_dict=True))
    kid = hashlib.sha256(f"{jwk['x']}.{jwk['y']}".encode()).hexdigest()[:16]
    return json.dumps({**jwk, "kid": kid, "use": "sig", "alg": ALGORITHM}).encode()
