"""IPP's wire: one HTTP request after the other, each within its times, breakable from another thread."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from devices.model import Budgets, Completion, DeviceError

PORT = 631
MEDIA_TYPE = "application/ipp"
LARGEST_ANSWER = 1 << 20
"""Bytes. A printer's whole description has about 30 kB."""
PIECE = 16384


class Address:
    """Where a printer is: `uri` as IPP names it, `url` as HTTP reaches it."""

    def __init__(self, uri: str) -> None:
        """Raises `ValueError` for what is no ipp:// or ipps:// address."""
        parts = urlsplit(uri)
        if parts.scheme not in ("ipp", "ipps") or not parts.hostname or parts.username is not None:
            raise ValueError("transport.url is no ipp:// or ipps:// address")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        path = parts.path or "/ipp/print"
        # RFC 7472: ipps uses 631 too, where https would use 443.
        self.uri = f"{parts.scheme}://{host}:{parts.port or PORT}{path}"
        self.url = f"{'https' if parts.scheme == 'ipps' else 'http'}://{host}:{parts.port or PORT}{path}"


class _Heard(socket.socket):
    """A socket that knows whether anything came."""

    heard = False

    def recv_into(self, *args: Any) -> int:
        count = super().recv_into(*args)
        self.heard = self.heard or count > 0
        return count


class Line:
    """Posts to one printer. Used by one thread, but for `abort`. A connection lasts one request: a printer that
    closed an idle one must not make a print look broken off."""

    def __init__(self, address: Address, budgets: Budgets, ca_file: Path | None = None) -> None:
        self.address = address
        self._budgets = budgets
        self._lock = threading.Lock()
        self._aborted = False
        self._late = False
        self._connected = False
        self._patience = budgets.between_bytes
        self._handle: socket.socket | None = None
        self._wire: _Heard | None = None
        self._session = requests.Session()
        self._session.trust_env = False  # no proxy stands between a kiosk and its printer
        self._session.verify = True if ca_file is None else str(ca_file)
        self._session.headers.update(
            {"Content-Type": MEDIA_TYPE, "Accept": MEDIA_TYPE, "Accept-Encoding": "identity", "Connection": "close"}
        )
        adapter = _adapter(self._connect)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def post(self, body: bytes, within: float, patience: float | None = None) -> bytes:
        """The body of the answer, all within `within` seconds, of which none may pass without a byte for longer than
        `patience`, or the budget between two bytes. Raises `DeviceError` with not_connected (nothing was
        sent), unplugged, no_answer, wrong_device, certificate, no_permission, printer_busy or aborted."""
        if self._aborted:
            raise DeviceError(Completion.CANCELLED, "aborted")
        watch = threading.Timer(max(within, 0.001), self._expire)
        watch.daemon = True
        self._late = self._connected = False
        self._wire = None
        self._patience = min(within, self._budgets.between_bytes if patience is None else patience)
        watch.start()
        try:
            with self._session.post(
                self.address.url,
                data=body,
                stream=True,
                allow_redirects=False,
                timeout=(min(self._budgets.connect, within), self._patience),
            ) as answer:
                _check_head(answer)
                return _read(answer.raw, time.monotonic() + within)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, http.client.HTTPException) as error:
            meaning = self._meaning(error)
            if meaning.reason == "no_answer" and self._wire is not None and self._wire.heard:
                # Something came that is no whole answer. By TLS that cannot be told.
                meaning = DeviceError(Completion.TIMED_OUT, "garbled")
            raise meaning from None  # an exception of HTTP may hold in its text what was sent
        finally:
            watch.cancel()
            self.close()

    def close(self) -> None:
        """Let go of what is open; another request opens anew."""
        self._session.close()  # whatever a printer made of "Connection: close"
        self._let_go()

    def abort(self) -> None:
        """From any thread: break the request under way; it and all later ones end with `aborted`."""
        with self._lock:
            self._aborted = True
        self._break()

    def _connect(self, host: str, port: int, timeout: float | None) -> socket.socket:
        """A connection whose handle is kept from before it is made, so that it can be broken at any moment."""
        failed: OSError | None = None
        for family, kind, protocol, _, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            wire = _Heard(family, kind, protocol)
            wire.settimeout(timeout)
            with self._lock:
                if not (self._aborted or self._late):
                    self._handle, self._wire = wire.dup(), wire
            if self._handle is None:
                wire.close()
                raise ConnectionAbortedError
            try:
                wire.connect(where)
            except OSError as error:
                failed = error
                wire.close()
                self._let_go()
            else:
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                wire.settimeout(self._patience)  # a printer takes in a document as fast as it prints it
                self._connected = True
                return wire
        # Never as it came: urllib3 takes a reset or a broken pipe for one while sending, and goes on without a socket.
        raise OSError("no connection") from failed

    def _expire(self) -> None:
        self._late = True
        self._break()

    def _break(self) -> None:
        with self._lock, contextlib.suppress(OSError):
            if self._handle is not None:
                self._handle.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        with self._lock:
            handle, self._handle = self._handle, None
            if handle is not None:
                handle.close()

    def _meaning(self, error: BaseException) -> DeviceError:
        if self._aborted:
            return DeviceError(Completion.CANCELLED, "aborted")
        if not self._connected:
            return DeviceError(Completion.DEVICE_NOT_READY, "not_connected")
        if self._late:
            return DeviceError(Completion.TIMED_OUT, "no_answer")
        kinds = tuple(_chain(error))
        for kind, completion, reason in _MEANINGS:
            if any(isinstance(each, kind) for each in kinds):
                return DeviceError(completion, reason)
        return DeviceError(Completion.HARDWARE_ERROR, "unplugged")


_MEANINGS: tuple[tuple[tuple[type[BaseException], ...], Completion, str], ...] = (
    ((ssl.SSLCertVerificationError,), Completion.DEVICE_NOT_READY, "certificate"),
    ((requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError), Completion.TIMED_OUT, "no_answer"),
    (
        (ConnectionError, http.client.IncompleteRead, ssl.SSLEOFError),
        Completion.HARDWARE_ERROR,
        "unplugged",
    ),
    (
        (
            ssl.SSLError,
            http.client.HTTPException,
            requests.exceptions.InvalidHeader,
            urllib3.exceptions.HeaderParsingError,
        ),
        Completion.HARDWARE_ERROR,
        "wrong_device",
    ),
)
"""What an exception within a connection means; the first that fits any in its chain counts."""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and those within it: urllib3 hands on the inner one as an argument, requests urllib3's."""
    left: list[object] = [error]
    seen: set[int] = set()
    while left:
        each = left.pop(0)
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            yield each
            left += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]


_HTTP_REFUSALS = {401: "no_permission", 403: "no_permission", 426: "certificate", 503: "printer_busy"}


def _check_head(answer: requests.Response) -> None:
    if answer.status_code in _HTTP_REFUSALS:
        raise DeviceError(Completion.DEVICE_NOT_READY, _HTTP_REFUSALS[answer.status_code])
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if answer.status_code != 200 or media_type != MEDIA_TYPE or "Content-Encoding" in answer.headers:
        raise DeviceError(Completion.HARDWARE_ERROR, "wrong_device")


def _read(raw: Any, end: float) -> bytes:
    body = bytearray()
    while piece := raw.read(PIECE, decode_content=False):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise DeviceError(Completion.HARDWARE_ERROR, "wrong_device")
        if time.monotonic() > end:
            raise DeviceError(Completion.TIMED_OUT, "no_answer")
    return bytes(body)


def _adapter(connect: Callable[[str, int, float | None], socket.socket]) -> HTTPAdapter:
    """requests' transport, with connections made by `connect`."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self._dns_host, self.port, _seconds(self.timeout))

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self._dns_host, self.port, _seconds(self.timeout))

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    adapter = HTTPAdapter()
    adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return adapter


def _seconds(timeout: object) -> float | None:
    return float(timeout) if isinstance(timeout, int | float) else None
