"""The demonstration's vacancies and job fairs, put in where there are none."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta

from sqlalchemy import select

from central.settings import ASSETS
from central.store.database import Database
from central.store.tables import JobFair, Vacancy
from central.words import Text
from central.work import fairs, terms, vacancies
from central.workdays import local_date

BY = "demo"
CONTACT = "12333"


def seed(database: Database, now: datetime) -> int:
    """How many vacancies were put in."""
    data = tomllib.loads((ASSETS / "work" / "demo.toml").read_text(encoding="utf-8"))
    given, today = terms.given(), local_date(now)
    with database.begin() as transaction:
        if transaction.scalar(select(Vacancy.id).limit(1)) or transaction.scalar(select(JobFair.id).limit(1)):
            return 0
        for each in data["vacancy"]:
            offered = vacancies.Offered(
                employer=each["employer"],
                employer_code="",
                title=each["title"],
                occupation=each["occupation"],
                district=each["district"],
                wage_from=each["wage"][0],
                wage_to=each["wage"][1],
                skills=tuple(each["skills"]),
                openings=each["openings"],
                contact=CONTACT,
                expires_on=today + timedelta(days=each["days"]),
            )
            vacancies.publish(transaction, given, offered, BY, now)
        for each in data["fair"]:
            starts = now + timedelta(days=each["days"])
            announced = fairs.Announced(Text(**each["name"]), Text(**each["place"]), starts, each["capacity"])
            fairs.announce(transaction, announced, now)
    return len(data["vacancy"])
