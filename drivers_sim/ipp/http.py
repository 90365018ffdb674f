"""The printer's HTTP: requests out of a byte stream, in any pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_HEAD = 1 << 14
LARGEST_BODY = 1 << 26


class BadRequestError(ValueError):
    """Not HTTP, or more than the printer takes."""


@dataclass(frozen=True, slots=True)
class Posted:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class GoOn:
    """The client waits for leave to send its body."""


class Requests:
    """Cuts requests out of what arrives."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._begun: tuple[str, str, dict[str, str]] | None = None
        self._chunks = bytearray()

    def reset(self) -> None:
        self._data.clear()
        self._chunks.clear()
        self._begun = None

    def feed(self, data: bytes) -> Iterator[Posted | GoOn]:
        """Raises `BadRequestError`; what comes after that makes no sense."""
        self._data += data
        while True:
            if self._begun is None:
                end = self._data.find(b"\r\n\r\n")
                if end < 0:
                    if len(self._data) > LONGEST_HEAD:
                        raise BadRequestError("a head without an end")
                    return
                self._begun = _head(bytes(self._data[:end]))
                del self._data[: end + 4]
                if self._begun[2].get("expect", "").lower() == "100-continue":
                    yield GoOn()
            method, path, headers = self._begun
            chunked = headers.get("transfer-encoding", "").lower() == "chunked"
            body = self._chunked() if chunked else self._counted(headers)
            if body is None:
                return
            self._begun = None
            yield Posted(method, path, headers, body)

    def _counted(self, headers: dict[str, str]) -> bytes | None:
        size = headers.get("content-length", "0")
        if not size.isdecimal() or int(size) > LARGEST_BODY:
            raise BadRequestError("length")
        if len(self._data) < int(size):
            return None
        body = bytes(self._data[: int(size)])
        del self._data[: int(size)]
        return body

    def _chunked(self) -> bytes | None:
        while True:
            end = self._data.find(b"\r\n")
            if end < 0:
                if len(self._data) > 100:
                    raise BadRequestError("chunk")
                return None
            try:
                size = int(self._data[:end].split(b";")[0], 16)
            except ValueError:
                raise BadRequestError("chunk") from None
            if size < 0 or size + len(self._chunks) > LARGEST_BODY:
                raise BadRequestError("chunk")
            if len(self._data) < end + 2 + size + 2:
                return None
            self._chunks += self._data[end + 2 : end + 2 + size]
            del self._data[: end + 2 + size + 2]
            if size == 0:
                body = bytes(self._chunks)
                self._chunks.clear()
                return body


def _head(data: bytes) -> tuple[str, str, dict[str, str]]:
    first, *lines = data.decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequestError("request line")
    headers = {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    return words[0], words[1], headers


def answer(body: bytes, media_type: str, status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nServer: IPP/2.0\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
