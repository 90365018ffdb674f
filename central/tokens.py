"""Who is calling: a kiosk by a short token signed with its device key, staff by the bearer token in a file."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from central import private_file
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Kiosk, SeenToken

AUDIENCE = "central"
LONGEST = timedelta(seconds=120)
_PRUNE_EVERY = 200


def kiosk_of(transaction: Transaction, token: str, now: datetime, tolerance: timedelta) -> Kiosk:
    """The enrolled kiosk that signed this token. The token is used up when the transaction commits."""
    kiosk = transaction.get(Kiosk, claimed_kiosk(token))
    if kiosk is None or kiosk.released_at is not None:
        raise Problem("token-invalid", reason="kiosk-unknown")
    claims = _verified(token, kiosk, now, tolerance)
    _use_up(transaction, kiosk.id, claims["jti"], claims["expires_at"] + tolerance, now)
    return kiosk


def claimed_kiosk(token: str) -> str:
    """The kiosk that the token names; nothing of it is proven yet."""
    try:
        claimed = jwt.decode(token, options={"verify_signature": False}).get("iss")
    except (jwt.InvalidTokenError, ValueError) as error:
        raise Problem("token-invalid", reason="unreadable") from error
    if not isinstance(claimed, str):
        raise Problem("token-invalid", reason="unreadable")
    return claimed


def _verified(token: str, kiosk: Kiosk, now: datetime, tolerance: timedelta) -> dict[str, Any]:
    """The claims. Times are judged here by the central's own clock, which tests may set."""
    options: Any = {
        "require": ["iss", "sub", "aud", "iat", "exp", "jti"],
        "verify_exp": False,
        "verify_iat": False,
        "verify_nbf": False,
    }
    key = Ed25519PublicKey.from_public_bytes(kiosk.signing_key)
    try:
        claims = jwt.decode(token, key, algorithms=["EdDSA"], audience=AUDIENCE, options=options)
        issued, expires = (datetime.fromtimestamp(float(claims[name]), UTC) for name in ("iat", "exp"))
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, OSError) as error:
        raise Problem("token-invalid", reason="signature-or-claims") from error
    if claims["sub"] != kiosk.id or not isinstance(claims["jti"], str) or not 8 <= len(claims["jti"]) <= 64:
        raise Problem("token-invalid", reason="signature-or-claims")
    if not timedelta(0) < expires - issued <= LONGEST:
        raise Problem("token-invalid", reason="lasts-too-long")
    if issued > now + tolerance or expires < now - tolerance:
        raise Problem("token-invalid", reason="clock", server_time=now.isoformat())
    return {**claims, "expires_at": expires}


def _use_up(transaction: Transaction, kiosk_id: str, jti: str, until: datetime, now: datetime) -> None:
    transaction.add(SeenToken(kiosk_id=kiosk_id, jti=jti, expires_at=until))
    try:
        transaction.flush()
    except IntegrityError as error:
        raise Problem("token-replayed") from error
    if secrets.randbelow(_PRUNE_EVERY) == 0:
        transaction.execute(delete(SeenToken).where(SeenToken.expires_at < now))


class StaffToken:
    """The staff's bearer token; the file is made with a random one if absent."""

    def __init__(self, path: Path) -> None:
        content = private_file.read_or_create(path, _new_token)
        token = content.decode().strip()
        if len(token) < 20:
            raise ValueError(f"{path}: a staff token has at least 20 characters")
        self._digest = _digest(token)

    def check(self, token: str) -> None:
        if not hmac.compare_digest(_digest(token), self._digest):
            raise Problem("token-invalid", reason="staff")


def _new_token() -> bytes:
    return f"{secrets.token_urlsafe(32)}\n".encode()


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
