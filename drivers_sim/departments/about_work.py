"""What departments that keep records of work, money and things answer."""

from __future__ import annotations

from collections.abc import Mapping

from drivers_sim.departments.about_persons import Answer, Fields
from drivers_sim.departments.people import Draw, Person
from drivers_sim.people.numbers import is_account_number


def _yes(field: str, probability: float) -> Answer:
    return lambda _person, _asked, draw: {field: draw.chance(field, probability)}


def _count(field: str, probability: float, most: int) -> Answer:
    """A number that is 0 but for some."""

    def answer(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
        return {field: draw.number("count", 1, most) if draw.chance(field, probability) else 0}

    return answer


def _flexible(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    months = draw.number("months", 6, 12) if draw.chance("flexible", 0.95) else 0
    return {"months_paid": months, "paid_to": "2026-10-31" if months else ""}


def _employer_paid(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    paid = draw.chance("paid", 0.95)
    return {"paid": paid, "arrears_fen": 0 if paid else draw.number("arrears", 1, 90) * 100_000}


def _account(person: Person, asked: Mapping[str, str], _draw: Draw) -> Fields:
    """A known person's own account is theirs; another one is nobody's, unless its check digit is right and the person
    is drawn."""
    number = asked.get("account", "")
    own = number == person.account if person.account else is_account_number(number)
    return {"owner_matches": own, "status": "active" if number else "unknown"}


def _startup(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    founded = draw.chance("founded", 0.05)
    return {"founded": founded, "founded_on": draw.past("founded_on") if founded else ""}


def _licence(_person: Person, asked: Mapping[str, str], draw: Draw) -> Fields | None:
    if not asked.get("credit_code"):
        return None
    return {"status": "cancelled" if draw.chance("cancelled", 0.05) else "active"}


def _rental(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    filed = draw.chance("filed", 0.2)
    return {"filed": filed, "to": draw.coming("to", 700) if filed else ""}


def _approval(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    approved = draw.chance("approved", 0.9)
    return {"approved": approved, "approved_on": draw.past("on") if approved else ""}


ANSWERS: Mapping[str, Answer] = {
    "tax/wages": _count("months_paid", 0.04, 3),
    "tax/flexible": _flexible,
    "tax/employer": _employer_paid,
    "tax/arrears": lambda _person, _asked, draw: {"arrears_fen": 50_000 if draw.chance("arrears", 0.03) else 0},
    "finance/subsidies": _yes("paid_this_year", 0.03),
    "finance/budget": _yes("available", 0.97),
    "finance/repayment": lambda _person, _asked, draw: {"owed_fen": 120_000 if draw.chance("owed", 0.02) else 0},
    "bank/account": _account,
    "bank/social-card": _yes("activated", 0.9),
    "bank/loan": _yes("overdue", 0.03),
    "market/owner": _count("active_businesses", 0.05, 2),
    "market/startup": _startup,
    "market/licence": _licence,
    "housing/property": _count("homes", 0.6, 3),
    "housing/rental": _rental,
    "housing/project": _yes("permitted", 0.1),
    "housing/worker": _yes("registered", 0.05),
    "establishment/unit": _yes("registered", 0.9),
    "establishment/approval": _approval,
    "establishment/post": _yes("holds_post", 0.03),
    "statistics/prices": lambda _person, _asked, _draw: {"index_permille": 1012, "triggered": False},
    "statistics/wage": lambda _person, _asked, _draw: {"monthly_fen": 692_500},
    "centralbank/credit": _yes("overdue", 0.04),
    "centralbank/account-licence": _yes("licensed", 0.95),
    "land/expropriation": _yes("listed", 0.01),
    "land/title": _count("titles", 0.6, 2),
    "court/bankruptcy": _yes("bankrupt", 0.02),
}
