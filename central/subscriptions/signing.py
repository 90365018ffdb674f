"""Signatures and secrets in the form of Standard Webhooks: https://www.standardwebhooks.com (v1 HMAC, v1a Ed25519)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Signing = Literal["hmac", "ed25519"]
_SECRET_BYTES = 32


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def shown(signing: str, secret: bytes) -> str:
    """What the subscriber checks by: the shared secret, or the public key."""
    if signing == "ed25519":
        public = Ed25519PrivateKey.from_private_bytes(secret).public_key()
        return f"whpk_{_b64(public.public_bytes(Encoding.Raw, PublicFormat.Raw))}"
    return f"whsec_{_b64(secret)}"


def headers(signing: str, secret: bytes, number: str, timestamp: int, body: bytes) -> dict[str, str]:
    signed = f"{number}.{timestamp}.".encode() + body
    if signing == "ed25519":
        signature = f"v1a,{_b64(Ed25519PrivateKey.from_private_bytes(secret).sign(signed))}"
    else:
        signature = f"v1,{_b64(hmac.new(secret, signed, hashlib.sha256).digest())}"
    return {"webhook-id": number, "webhook-timestamp": str(timestamp), "webhook-signature": signature}


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
