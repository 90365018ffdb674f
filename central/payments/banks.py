"""Banks: a file that stands for one (the default, for a demonstration), or one reached over HTTP."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import requests

from central.settings import Settings

_WITHIN_S = (3.05, 15)
_MOST_REFERENCE, _MOST_REASON = 80, 40


@dataclass(frozen=True, slots=True)
class Order:
    """`key` is the same at each attempt to send the same order: a bank pays it once."""

    key: str
    account: str
    name: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`pending`: the bank has it and will say; it is asked again with the same key."""

    state: Literal["confirmed", "returned", "pending"]
    reference: str
    reason: str = ""


class Bank(Protocol):
    def pay(self, order: Order) -> Answer:
        """Raises anything where it is not known whether the bank has the order: it is sent again."""
        ...


class FileBank:
    """Writes each order once into `orders.jsonl` and confirms it, but for accounts listed in `closed-accounts`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def pay(self, order: Order) -> Answer:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if order.key not in self._keys():
            content = {"key": order.key, "account": order.account, "name": order.name, "amount_fen": order.amount_fen}
            self._append(json.dumps(content, ensure_ascii=False) + "\n")
        closed = self._folder / "closed-accounts"
        if closed.exists() and order.account in closed.read_text(encoding="utf-8").split():
            return Answer("returned", order.key, "account-closed")
        return Answer("confirmed", order.key)

    def _keys(self) -> set[str]:
        path = self._folder / "orders.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return {json.loads(line)["key"] for line in lines}

    def _append(self, line: str) -> None:
        descriptor = os.open(self._folder / "orders.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class HttpBank:
    """POST {base}/orders with the key as Idempotency-Key, answered {state, reference, reason}."""

    def __init__(self, base: str) -> None:
        self._base = base.rstrip("/")

    def pay(self, order: Order) -> Answer:
        body = {"account": order.account, "name": order.name, "amount_fen": order.amount_fen}
        headers = {"Idempotency-Key": order.key}
        answer = requests.post(f"{self._base}/orders", json=body, headers=headers, timeout=_WITHIN_S)
        answer.raise_for_status()
        told = answer.json()
        if told["state"] not in ("confirmed", "returned", "pending"):
            raise ValueError("the bank answers with a state that is not agreed")
        reason = str(told.get("reason") or "")[:_MOST_REASON]
        return Answer(told["state"], str(told.get("reference") or "")[:_MOST_REFERENCE], reason)


def of(settings: Settings) -> Bank:
    return HttpBank(settings.bank) if settings.bank else FileBank(settings.state_dir / "bank")
