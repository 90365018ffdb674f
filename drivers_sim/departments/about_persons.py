"""What departments that keep records of persons answer: by far most people have nothing unusual on record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from drivers_sim.departments.people import Draw, Person

Fields = dict[str, Any]
Answer = Callable[[Person, Mapping[str, str], Draw], Fields | None]


def _recorded(probability: float, *, day: str = "") -> Answer:
    """`recorded`, with so much chance; `day` names a date that goes with it."""

    def answer(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
        holds = draw.chance("recorded", probability)
        return {"recorded": holds, **({day: draw.past(day) if holds else ""} if day else {})}

    return answer


def _yes(field: str, probability: float, *, past: str = "", coming: str = "") -> Answer:
    """One boolean, and a date that goes with it where it holds."""

    def answer(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
        holds = draw.chance(field, probability)
        fields: Fields = {field: holds}
        if past:
            fields[past] = draw.past(past) if holds else ""
        if coming:
            fields[coming] = draw.coming(coming) if holds else ""
        return fields

    return answer


def _identity(person: Person, asked: Mapping[str, str], _draw: Draw) -> Fields:
    return {"name_matches": not person.name or asked.get("name") == person.name, "status": "normal"}


def _household(person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    return {"registered": True, "division": person.id_number[:6], "members": draw.number("members", 1, 6)}


def _assistance(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    return {"low_income": draw.chance("low", 0.03), "extreme_hardship": draw.chance("extreme", 0.005)}


def _diploma(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    recorded = draw.chance("recorded", 0.6)
    level = draw.among("level", "senior", "college", "bachelor", "master") if recorded else ""
    return {"recorded": recorded, "level": level, "year": draw.number("year", 1980, 2026) if recorded else 0}


def _served(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    served = draw.chance("served", 0.04)
    return {"served": served, "months": draw.number("months", 24, 192) if served else 0}


def _disability(_person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    held = draw.chance("held", 0.025)
    return {
        "held": held,
        "grade": draw.number("grade", 1, 4) if held else 0,
        "valid_to": draw.coming("valid") if held else "",
    }


def _medical(person: Person, _asked: Mapping[str, str], draw: Draw) -> Fields:
    employee = not person.retired and draw.chance("employee", 0.3)
    return {"insured": draw.chance("insured", 0.96), "kind": "employee" if employee else "resident"}


ANSWERS: Mapping[str, Answer] = {
    "psb/identity": _identity,
    "psb/alive": _yes("alive", 0.995),
    "psb/household": _household,
    "psb/residence": _yes("permitted", 0.15, coming="valid_to"),
    "psb/migration": _yes("moved", 0.05, past="moved_on"),
    "psb/emigration": _yes("emigrated", 0.002),
    "civil/marriage": _yes("married", 0.65, past="since"),
    "civil/assistance": _assistance,
    "civil/cremation": _recorded(0.003),
    "civil/kinship": _recorded(0.8),
    "education/diploma": _diploma,
    "education/enrolment": _yes("enrolled", 0.04),
    "education/foreign-degree": _yes("recognised", 0.01),
    "education/aid": _yes("aided", 0.02),
    "health/death": _recorded(0.003),
    "health/diagnosis": _recorded(0.005, day="diagnosed_on"),
    "health/record": _recorded(0.7),
    "health/birth": _recorded(0.5),
    "veterans/service": _served,
    "veterans/transfer": _yes("transferred", 0.03),
    "veterans/spouse": _recorded(0.005),
    "disabled/certificate": _disability,
    "medical/insured": _medical,
    "medical/remote": _yes("filed", 0.03),
    "rural/household": _yes("lifted", 0.06),
    "rural/migrant": _yes("working_away", 0.1, past="since"),
    "prisons/custody": _yes("serving", 0.001),
    "prisons/release": _yes("released", 0.005, past="released_on"),
    "court/declared": _yes("missing_or_dead", 0.001),
    "justice/hardship": _yes("eligible", 0.04),
    "justice/notary": _recorded(0.05),
    "bigdata/licences": _yes("electronic_id", 0.85),
    "bigdata/address": _yes("confirmed", 0.9),
    "bigdata/certificate": _yes("held", 0.97, past="issued_on"),
}
