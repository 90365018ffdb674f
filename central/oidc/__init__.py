"""Staff sign in at a provider of the city's (OpenID Connect): its tokens, and the roles that they name."""

from __future__ import annotations

from central.oidc.client import Begun, Client, SignedIn, identity_of
from central.oidc.config import Oidc, load

__all__ = ["Begun", "Client", "Oidc", "SignedIn", "identity_of", "load"]
