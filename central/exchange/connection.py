"""Whom the exchange talks to: addresses and public keys of the departments, and the central's own key.

The file that names them is the operator's (TOML): `[departments.psb]` with `url` and `key`, the raw Ed25519 public key
in base64. A department that is not named there is not connected, and counts as down.
"""

from __future__ import annotations

import base64
import binascii
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from central import private_file


@dataclass(frozen=True, slots=True)
class Peer:
    url: str
    key: Ed25519PublicKey


@dataclass(frozen=True, slots=True, repr=False)
class Connections:
    peers: Mapping[str, Peer]
    own_key: Ed25519PrivateKey

    @property
    def own_public_key(self) -> str:
        return base64.b64encode(self.own_key.public_key().public_bytes_raw()).decode()


def load(file: Path, own_key_file: Path) -> Connections:
    """Makes the central's own key where it is absent. Raises ValueError for a file that cannot be used."""
    try:
        named = tomllib.loads(file.read_text(encoding="utf-8"))["departments"]
        peers = {code: _peer(entry) for code, entry in named.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, binascii.Error, ValueError) as error:
        raise ValueError(f"{file}: {error}") from error
    own = private_file.read_or_create(own_key_file, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    return Connections(peers, Ed25519PrivateKey.from_private_bytes(own))


def _peer(entry: Mapping[str, str]) -> Peer:
    key = base64.b64decode(entry["key"], validate=True)
    return Peer(entry["url"].rstrip("/"), Ed25519PublicKey.from_public_bytes(key))
