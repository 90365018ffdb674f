"""Which provider staff sign in at, and what its claims mean here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from central.identity import ROLES

_OWN = {role: role for role in ROLES}


@dataclass(frozen=True, slots=True)
class Oidc:
    """`audience` is what an access token has to be for; another than the client's id, which ID tokens are for.

    `staff_claim`, `name_claim` and `role_claim` name the claims that hold a member of staff's id, name and roles; a
    dot goes into a claim (realm_access.roles). `roles` maps the provider's names of roles to ours.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    audience: str = "hrss-central"
    scope: str = "openid profile"
    staff_claim: str = "sub"
    name_claim: str = "name"
    role_claim: str = "roles"
    roles: Mapping[str, str] = field(default_factory=lambda: dict(_OWN))
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        address = urlsplit(self.issuer)
        if address.scheme != "https" or not address.hostname or address.query or address.fragment:
            raise ValueError(f"issuer: an https address without query is needed, not {self.issuer!r}")
        if self.audience == self.client_id:
            raise ValueError("audience: another than client_id, or an ID token would pass for an access token")
        if unknown := set(self.roles.values()) - set(ROLES):
            raise ValueError(f"roles: no role {', '.join(sorted(unknown))}; there are {', '.join(ROLES)}")


def load(path: Path) -> Oidc:
    """From TOML with the members of `Oidc`; `client_secret_file` instead of the secret. Raises ValueError."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    secret = data.pop("client_secret_file", None)
    if secret is not None:
        data["client_secret"] = (path.parent / secret).read_text(encoding="utf-8").strip()
    if "ca_file" in data:
        data["ca_file"] = path.parent / data["ca_file"]
    try:
        return Oidc(**data)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error
