"""The PIN that lets staff into diagnostics, and the cards that do: as Argon2id hashes, readable by the kiosk alone.

A PIN has six figures and could be guessed from any hash within days; what protects it is that the file is not read by
others, and that the kiosk lets nobody guess (kiosk/staff/lock.py).
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import stat
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

LEAST, MOST = 6, 12
"""Figures in a PIN."""
# RFC 9106's second choice, for machines with little memory: 64 MiB.
_ITERATIONS, _LANES, _MEMORY_KIB = 3, 4, 64 * 1024
_SALT, _HASH = 16, 32


class PinFileError(Exception):
    """The file is not one, is not there, or others may read it."""


class PinFile(msgspec.Struct, frozen=True, kw_only=True):
    """`pin` in PHC format; `cards` are hashes of card numbers, all with `card_salt`, so that one look finds any."""

    pin: str
    card_salt: str = ""
    cards: tuple[str, ...] = ()

    def is_pin(self, pin: str) -> bool:
        """Whether this is the PIN. Takes a tenth of a second or more: not for an event loop."""
        try:
            Argon2id.verify_phc_encoded(pin.encode(), self.pin)
        except InvalidKey:
            return False
        return True

    def is_card(self, number: str) -> bool:
        """Whether the card of this number was let in."""
        if not self.cards:
            return False
        given = _card_hash(number, self.card_salt)
        return any(hmac.compare_digest(given, known) for known in self.cards)

    def with_card(self, number: str) -> PinFile:
        salt = self.card_salt or base64.b64encode(secrets.token_bytes(_SALT)).decode()
        return msgspec.structs.replace(self, card_salt=salt, cards=(*self.cards, _card_hash(number, salt)))


def made_from(pin: str) -> PinFile:
    """A new file's content. Raises ValueError for what is no PIN."""
    if not (pin.isascii() and pin.isdigit() and LEAST <= len(pin) <= MOST):
        raise ValueError(f"a PIN has {LEAST} to {MOST} figures  密码为 {LEAST} 至 {MOST} 位数字")
    if len(set(pin)) == 1 or pin in "01234567890123456789" or pin in "98765432109876543210":
        raise ValueError("that PIN is the first one that anybody would try  此密码过于简单")
    derived = _argon2(secrets.token_bytes(_SALT)).derive_phc_encoded(pin.encode())
    return PinFile(pin=derived)


def load(path: Path) -> PinFile:
    """Raises PinFileError."""
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise PinFileError(f"{path} may be read by others; its mode must be 600  其他用户也能读取，请 chmod 600")
        return msgspec.json.decode(path.read_bytes(), type=PinFile)
    except OSError as error:
        raise PinFileError(f"{path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise PinFileError(f"{path} is no PIN file  不是密码文件") from error


def save(path: Path, content: PinFile) -> None:
    """Replace the file whole. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.fchmod(handle, 0o600)
        os.write(handle, msgspec.json.format(msgspec.json.encode(content)) + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    draft.replace(path)


def _argon2(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=_HASH, iterations=_ITERATIONS, lanes=_LANES, memory_cost=_MEMORY_KIB)


def _card_hash(number: str, salt: str) -> str:
    return base64.b64encode(_argon2(base64.b64decode(salt)).derive(number.strip().encode())).decode()
