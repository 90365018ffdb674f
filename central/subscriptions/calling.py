"""Calling a subscriber's URL without being led into our own network.

The name is resolved once, every address of it is judged, and the connection goes to the address that was judged: a
name that changes its mind in between leads nowhere else. No redirect is followed and no proxy of the environment used.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

WITHIN_S = (3.05, 10.0)


class Forbidden(OSError):
    """The address is not one that a subscription may have. An OSError, so that urllib3 tells it as a failed call."""


def usable(url: str, *, private: bool) -> bool:
    """Whether a URL may be subscribed at all: judged by its form, before any name is resolved."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username or parts.password or parts.fragment or port == 0:
        return False
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        return False
    try:
        return private or _public(str(ipaddress.ip_address(host)))
    except ValueError:
        return private or not (host == "localhost" or host.endswith((".localhost", ".local", ".internal")))


def post(url: str, body: bytes, headers: dict[str, str], *, private: bool, verify: bool | str = True) -> int:
    """The answer's status. Raises requests.RequestException where there was none."""
    with requests.Session() as session:
        session.trust_env = False
        if not private:
            session.mount("https://", _Public())
        answer = session.post(
            url, data=body, headers=headers, timeout=WITHIN_S, allow_redirects=False, stream=True, verify=verify
        )
        answer.close()
        return answer.status_code


def _public(address: str) -> bool:
    judged = ipaddress.ip_address(address)
    mapped = getattr(judged, "ipv4_mapped", None) or getattr(judged, "sixtofour", None)
    return judged.is_global and not judged.is_multicast and (mapped is None or mapped.is_global)


def judged_address(host: str, port: int) -> str:
    """An address of the host, where all of them are public. Raises Forbidden, or OSError where it has none."""
    found = {str(entry[4][0]) for entry in socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)}
    if not found or not all(_public(address) for address in found):
        raise Forbidden("not a public address")
    return min(found)


class _Judged(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        self._dns_host = judged_address(self.host, self.port)
        return super()._new_conn()


class _JudgedTls(_Judged, HTTPSConnection):
    """The certificate is still checked for the name: only the address is ours."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Judged


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _JudgedTls


class _Public(HTTPAdapter):
    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
