"""Ways to send an SMS: into a file (the default), or to an HTTP gateway that gives receipts later."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Protocol

import requests

from central.settings import Settings

_WITHIN_S = (3.05, 10)
_MAY_PASS = (408, 425, 429)
_MOST_ID = 80


class Refused(Exception):
    """The gateway will not send it, however often it is asked. The message is a code."""


class Gateway(Protocol):
    def send(self, key: str, phone: str, text: str) -> str:
        """The gateway's own id. `key` is the same at each attempt. Raises Refused, or anything for another attempt."""
        ...


class FileGateway:
    """A line of JSON a message."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, key: str, phone: str, text: str) -> str:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        line = json.dumps({"id": key, "phone": phone, "text": text}, ensure_ascii=False) + "\n"
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)
        return key


class HttpGateway:
    """POST {phone, text} with an Idempotency-Key, answered {id}; receipts come to /v1/notifications/receipts."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token

    def send(self, key: str, phone: str, text: str) -> str:
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        answer = requests.post(self._url, json={"phone": phone, "text": text}, headers=headers, timeout=_WITHIN_S)
        if 400 <= answer.status_code < 500 and answer.status_code not in _MAY_PASS:
            raise Refused(f"gateway-{answer.status_code}")
        answer.raise_for_status()
        return str(answer.json()["id"])[:_MOST_ID]


def of(settings: Settings) -> Gateway:
    if settings.sms_gateway:
        return HttpGateway(settings.sms_gateway, token(settings))
    return FileGateway(settings.state_dir / "sms.jsonl")


def token(settings: Settings) -> str:
    """The secret shared with the gateway, both ways; empty where there is none."""
    return settings.sms_token_file.read_text(encoding="utf-8").strip() if settings.sms_token_file else ""
