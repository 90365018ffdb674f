"""The bank's book of payment orders: taken once by key, settled after a while, confirmed or returned."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from drivers_sim.people.numbers import is_account_number

State = Literal["accepted", "confirmed", "returned"]


class Order(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`key` makes it one payment however often it is sent; `notify`: where to post the outcome, if anywhere."""

    key: Annotated[str, Meta(min_length=1, max_length=64)]
    name: Annotated[str, Meta(min_length=1, max_length=120)]
    account: Annotated[str, Meta(max_length=40)]
    amount_fen: Annotated[int, Meta(gt=0, le=10_000_000_000)]
    notify: Annotated[str, Meta(max_length=400)] = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What the bank says of an order. `number` counts the settled ones, so that a list can be read on from."""

    key: str
    reference: str
    state: State
    reason: str = ""
    amount_fen: int = 0
    number: int = 0


class KeyUsedForAnotherOrder(Exception):
    pass


class Book:
    """`holder` says whose account a number is, empty where the bank does not know; `settle_s` how long it takes."""

    def __init__(
        self,
        holder: Callable[[str], str],
        settle_s: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._holder = holder
        self.settle_s = settle_s
        self.return_all = ""
        self._clock = clock
        self._orders: dict[str, tuple[Order, float]] = {}
        self._entries: dict[str, Entry] = {}
        self._settled: list[Entry] = []

    def take(self, order: Order) -> Entry:
        """Raises KeyUsedForAnotherOrder."""
        if order.key in self._orders:
            if self._orders[order.key][0] != order:
                raise KeyUsedForAnotherOrder
            return self._entries[order.key]
        reference = f"BK{len(self._orders) + 1:010d}"
        self._orders[order.key] = (order, self._clock())
        self._entries[order.key] = Entry(
            key=order.key, reference=reference, state="accepted", amount_fen=order.amount_fen
        )
        return self._entries[order.key]

    def find(self, key: str) -> Entry | None:
        self.settle()
        return self._entries.get(key)

    def settled_after(self, number: int) -> list[Entry]:
        self.settle()
        return self._settled[number:]

    def settle(self) -> list[tuple[Order, Entry]]:
        """Settle what is due; gives what was settled just now."""
        now, done = self._clock(), []
        for key, (order, taken_at) in self._orders.items():
            held = self._entries[key]
            if held.state == "accepted" and now - taken_at >= self.settle_s:
                done.append((order, self._outcome(order, held)))
        return done

    def _outcome(self, order: Order, held: Entry) -> Entry:
        reason = self.return_all or self._wrong(order)
        entry = msgspec.structs.replace(
            held, state="returned" if reason else "confirmed", reason=reason, number=len(self._settled) + 1
        )
        self._entries[order.key] = entry
        self._settled.append(entry)
        return entry

    def _wrong(self, order: Order) -> str:
        holder = self._holder(order.account)
        if holder:
            return "" if holder == order.name else "name-differs"
        return "" if is_account_number(order.account) else "account-unknown"
