"""One HTTP call to the central within three time limits. Blocking: runs in the client's own threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from kiosk.central.types import Unreachable

_MAX_BODY = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, between two bytes, and for the whole call."""

    connect: float = 2.0
    read: float = 8.0
    whole: float = 10.0


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Http:
    """Keeps one session with its connections a thread: requests' sessions are not made for several."""

    def __init__(self, base_url: str, ca_file: Path, limits: Limits) -> None:
        self._base_url = base_url.rstrip("/")
        self._ca_file = str(ca_file)
        self._limits = limits
        self._local = threading.local()

    def call(self, method: str, path: str, *, headers: Mapping[str, str], body: bytes | None = None) -> Reply:
        """Raises Unreachable where no whole answer came."""
        deadline = time.monotonic() + self._limits.whole
        try:
            with self._session().request(
                method,
                self._base_url + path,
                headers=headers,
                data=body,
                timeout=(self._limits.connect, self._limits.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                return Reply(response.status_code, response.headers, self._read(response, deadline))
        except (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError) as error:
            raise Unreachable(type(error).__name__, maybe_received=False) from None
        except requests.exceptions.ConnectionError as error:
            raise Unreachable(type(error).__name__, maybe_received=not _refused(error)) from None
        except (requests.exceptions.RequestException, HTTPError, OSError) as error:
            # OSError: the certificate authority's file cannot be read.
            raise Unreachable(type(error).__name__, maybe_received=not isinstance(error, FileNotFoundError)) from None

    def _read(self, response: requests.Response, deadline: float) -> bytes:
        body = bytearray()
        # read1 returns what one receive brought: a peer that trickles cannot hold the thread past the limit.
        while chunk := response.raw.read1(65536, decode_content=True):
            body += chunk
            if len(body) > _MAX_BODY:
                raise Unreachable("answer too long", maybe_received=True)
            if time.monotonic() > deadline:
                raise Unreachable("answer too slow", maybe_received=True)
        return bytes(body)

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False  # no proxy and no .netrc of the machine's user
            session.verify = self._ca_file
            self._local.session = session
        return session


def _refused(error: requests.exceptions.ConnectionError) -> bool:
    """Whether no connection was made at all, so that nothing was sent."""
    cause: BaseException | None = error
    seen: list[BaseException] = []
    while cause is not None and cause not in seen:
        if type(cause).__name__ in ("NewConnectionError", "NameResolutionError"):
            return True
        seen.append(cause)
        inner = getattr(cause, "reason", None) or (cause.args[0] if cause.args else None)
        cause = inner if isinstance(inner, BaseException) else cause.__cause__
    return False
