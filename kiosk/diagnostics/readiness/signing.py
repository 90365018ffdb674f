"""A report in a file: signed with the kiosk's key, verified by anybody who has the public one.

    {"report": {…}, "key": "<public key, base64>", "signature": "<base64>"}

Signed is `hrss-readiness/1`, a newline, and the report as canonical JSON: keys sorted, no spaces, UTF-8.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kiosk.diagnostics.readiness.model import FORMAT, Report
from kiosk.outbox.keys import public_bytes


class NotGenuine(Exception):
    """The file is no report, was changed, or another key signed it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A report that its key signed: 32 bytes of the public key."""

    report: Report
    key: bytes


def signed(report: Report, key: Ed25519PrivateKey) -> bytes:
    """The file's content."""
    plain = msgspec.to_builtins(report)
    content = {
        "report": plain,
        "key": base64.b64encode(public_bytes(key)).decode(),
        "signature": base64.b64encode(key.sign(_text(plain))).decode(),
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def fingerprint(content: bytes) -> str:
    """The beginning of a file's SHA-256: on the page and the slip, so that paper and file can be told to belong
    together."""
    return hashlib.sha256(content).hexdigest()[:32]


def verify(content: bytes, expected: bytes | None = None) -> Verified:
    """The report in a file. With `expected`, a public key, no other may have signed it. Raises NotGenuine."""
    try:
        held = json.loads(content)
        plain, key = held["report"], base64.b64decode(held["key"], validate=True)
        signature = base64.b64decode(held["signature"], validate=True)
        if expected is not None and key != expected:
            raise NotGenuine("another key signed it")
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _text(plain))
        report = msgspec.convert(plain, Report)
    except InvalidSignature:
        raise NotGenuine("it was changed after it was signed") from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotGenuine("it is no readiness report") from error
    if report.format != FORMAT:
        raise NotGenuine(f"its format is {report.format}, not {FORMAT}")
    return Verified(report, key)


def _text(plain: Any) -> bytes:
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{FORMAT}\n{canonical}".encode()
