"""How closely an application is looked at: signs from its own data and its surroundings, each with points and words.

A sign never decides about a person; it chooses who decides (rules, one member of staff, two), and is shown to them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Select, func, select

from central.catalogue import Service
from central.catalogue.model import Desk
from central.settings import ASSETS
from central.store.database import Transaction
from central.store.tables import Application, Person
from central.words import Text
from central.workdays import LOCAL

Depth = Literal["rules", "one", "two"]


@dataclass(frozen=True, slots=True)
class Sign:
    points: int
    text: Text
    figures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Signs:
    """From `second` points on, two look; below `rules_below`, rules may decide where an item allows it."""

    second: int
    rules_below: int
    by_name: Mapping[str, Sign]

    def points(self, found: list[str]) -> int:
        return sum(self.by_name[name].points for name in found)


def load(path: Path) -> Signs:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Signs(
        int(data["second"]), int(data["rules_below"]), {name: _sign(each) for name, each in data["signs"].items()}
    )


@cache
def given() -> Signs:
    return load(ASSETS / "risk.toml")


def signs_of(transaction: Transaction, application: Application, service: Service, person: Person | None) -> list[str]:
    """The names of the signs that it shows."""
    signs = given().by_name
    at = application.received_at
    account = application.account
    on_record = person.bank_account if person else ""
    shown = {
        "amount_high": total_yuan(application, service) >= signs["amount_high"].figures["least_yuan"],
        "account_differs": bool(account) and bool(on_record) and account != on_record,
        "account_recent": bool(account) and _changed(transaction, application, signs["account_recent"], at),
        "account_shared": bool(account) and _shared(transaction, application, signs["account_shared"], at),
        "at_night": _at_night(application.submitted_at, signs["at_night"]),
        "kept_long": at - application.submitted_at > timedelta(hours=signs["kept_long"].figures["hours"]),
        "kiosk_busy": application.channel == "kiosk" and _busy(transaction, application, signs["kiosk_busy"], at),
        "identity_doubt": bool(application.assurance.get("reasons")),
    }
    return [name for name, holds in shown.items() if holds]


def depth(desk: Desk | None, found: list[str], *, offered: bool = False) -> Depth:
    """Who decides it. `offered`: the central itself found the person eligible and they consented: no form, no doubt."""
    if desk is None:
        return "rules"
    points = given().points(found)
    if points >= given().second:
        return "two"
    return "rules" if points < given().rules_below and (desk.by_rules or offered) else "one"


def total_yuan(application: Application, service: Service) -> float:
    """All that an approval comes to: each payment times the months that it is paid for."""
    result: Mapping[str, Any] = application.result
    return float(result.get(service.pays, 0)) * int(result.get("months", 1))


def _changed(transaction: Transaction, application: Application, sign: Sign, now: datetime) -> bool:
    """Whether the person gave another account not long ago."""
    since = now - timedelta(days=sign.figures["days"])
    others = select(func.count()).where(
        Application.id_number == application.id_number,
        Application.account.not_in(("", application.account)),
        Application.received_at > since,
        Application.id != application.id,
    )
    return bool(transaction.scalar(others))


def _shared(transaction: Transaction, application: Application, sign: Sign, now: datetime) -> bool:
    since = now - timedelta(days=sign.figures["days"])
    persons = select(Application.id_number).distinct()
    persons = persons.where(Application.account == application.account, Application.received_at > since)
    return _at_least(transaction, persons, sign.figures["persons"])


def _at_night(at: datetime, sign: Sign) -> bool:
    hour = at.astimezone(LOCAL).hour
    return hour >= sign.figures["from"] or hour < sign.figures["to"]


def _busy(transaction: Transaction, application: Application, sign: Sign, now: datetime) -> bool:
    since = now - timedelta(minutes=sign.figures["minutes"])
    sent = select(Application.id).where(Application.sender == application.sender, Application.received_at > since)
    return _at_least(transaction, sent, sign.figures["applications"])


def _at_least(transaction: Transaction, rows: Select[Any], number: int) -> bool:
    """Counts no further than it has to."""
    return transaction.scalar(select(func.count()).select_from(rows.limit(number).subquery())) == number


def _sign(data: Mapping[str, Any]) -> Sign:
    figures = {name: int(value) for name, value in data.items() if name not in ("points", "text")}
    return Sign(int(data["points"]), Text(**data["text"]), figures)
