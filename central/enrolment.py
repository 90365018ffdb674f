"""Enrolling a kiosk by a code: once for each id, hashed at rest, with a limited number of wrong tries."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from central import private_file
from central.problems import Problem
from central.store.database import Database, Transaction
from central.store.tables import EnrolmentCode, Kiosk

MOST_FAILURES = 10
_PREFIX = "scrypt$"
_COST = {"n": 2**14, "r": 8, "p": 1}


def make_code() -> str:
    """A code to type: 20 Crockford characters in groups, 100 random bits."""
    characters = "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(20))
    return "-".join(characters[start : start + 5] for start in range(0, 20, 5))


def hash_code(code: str, salt: bytes | None = None) -> str:
    salt = salt or secrets.token_bytes(16)
    digest = hashlib.scrypt(_plain(code), salt=salt, n=_COST["n"], r=_COST["r"], p=_COST["p"], dklen=32)
    return f"{_PREFIX}{base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}"


def fits(code: str, hashed: str) -> bool:
    salt = base64.b64decode(hashed.removeprefix(_PREFIX).partition("$")[0])
    return hmac.compare_digest(hash_code(code, salt), hashed)


def load_code(database: Database, path: Path, now: datetime) -> None:
    """Take the code, or its hash, from the file (made if absent). A new one starts with no failed tries."""
    content = private_file.read_or_create(path, _first_content).decode().strip()
    if len(content) < 8:
        raise ValueError(f"{path}: an enrolment code has at least 8 characters")
    with database.begin() as transaction:
        present = _present(transaction)
        if content.startswith(_PREFIX):
            if present is None or present.hash != content:
                transaction.add(EnrolmentCode(hash=content, created_at=now))
        elif present is None or not fits(content, present.hash):
            transaction.add(EnrolmentCode(hash=hash_code(content), created_at=now))


def check_code(database: Database, code: str) -> None:
    """Raises Problem where the code is wrong. The failure is counted in a transaction of its own, so that it stays."""
    with database.begin() as transaction:
        present = _present(transaction)
        if present is None or present.failures >= MOST_FAILURES:
            raise Problem("enrolment-locked")
        if fits(code, present.hash):
            return
        present.failures += 1
    raise Problem("enrolment-code-wrong")


def enrol(transaction: Transaction, kiosk_id: str, signing_key: bytes, now: datetime) -> bool:
    """Whether the kiosk was added; False where it is there with this key. Raises Problem for another key."""
    kiosk = transaction.get(Kiosk, kiosk_id)
    if kiosk is None:
        transaction.add(Kiosk(id=kiosk_id, signing_key=signing_key, enrolled_at=now))
        return True
    if kiosk.released_at is None:
        if hmac.compare_digest(kiosk.signing_key, signing_key):
            return False
        raise Problem("kiosk-exists")
    kiosk.signing_key, kiosk.enrolled_at, kiosk.released_at = signing_key, now, None
    kiosk.generation, kiosk.last_sequence = kiosk.generation + 1, 0
    return True


def release(transaction: Transaction, kiosk_id: str, now: datetime) -> None:
    """Stop taking the kiosk's present key, so that it can be enrolled with a new one."""
    kiosk = transaction.get(Kiosk, kiosk_id)
    if kiosk is None:
        raise Problem("not-found")
    kiosk.released_at = kiosk.released_at or now


def _first_content() -> bytes:
    return f"{make_code()}\n".encode()


def _present(transaction: Transaction) -> EnrolmentCode | None:
    return transaction.scalar(select(EnrolmentCode).order_by(EnrolmentCode.id.desc()).limit(1))


def _plain(code: str) -> bytes:
    return code.replace("-", "").replace(" ", "").strip().upper().encode()
