"""How well a vacancy fits somebody, and why.

Only what stands in `Wishes` is used: occupation, district, wage, skills. Age, sex and ethnicity are not in it and
cannot come into the score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from central.store.tables import JobSeeker, Vacancy
from central.words import Text
from central.work.terms import Terms

OCCUPATION, NEAR_OCCUPATION, DISTRICT, WAGE, SKILLS = 40, 20, 20, 25, 15
LEAST_SHOWN = 30
_NEARLY = 0.9  # of the wage wanted


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that matching knows of a person. An empty wish is met by anything."""

    occupation: str
    district: str
    least_wage: int
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """What one criterion gave of what it can give."""

    criterion: Literal["occupation", "district", "wage", "skills"]
    points: int
    most: int
    reason: Text


@dataclass(frozen=True, slots=True)
class Match:
    vacancy: Vacancy
    parts: tuple[Part, ...]

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)


def wishes_of(profile: JobSeeker) -> Wishes:
    skills = frozenset(str(skill) for skill in profile.skills)
    return Wishes(profile.occupation, profile.district, profile.least_wage, skills)


def best(terms: Terms, wishes: Wishes, vacancies: Iterable[Vacancy], limit: int) -> list[Match]:
    """The best fitting first; of equal ones the newest."""
    matches = [Match(vacancy, parts(terms, wishes, vacancy)) for vacancy in vacancies]
    shown = [match for match in matches if match.score >= LEAST_SHOWN]
    return sorted(shown, key=lambda match: (-match.score, -match.vacancy.id))[:limit]


def parts(terms: Terms, wishes: Wishes, vacancy: Vacancy) -> tuple[Part, ...]:
    return (
        _occupation(terms, wishes, vacancy),
        _district(terms, wishes, vacancy),
        _wage(wishes, vacancy),
        _skills(terms, wishes, vacancy),
    )


def _occupation(terms: Terms, wishes: Wishes, vacancy: Vacancy) -> Part:
    name = terms.occupation[vacancy.occupation].name
    if wishes.occupation in ("", vacancy.occupation):
        return Part("occupation", OCCUPATION, OCCUPATION, _said(name, "是您想做的工作", "is the work you want"))
    near = wishes.occupation in terms.occupation and vacancy.occupation in terms.occupation[wishes.occupation].near
    if near:
        said = _said(name, "和您想做的工作相近", "is close to the work you want")
        return Part("occupation", NEAR_OCCUPATION, OCCUPATION, said)
    return Part("occupation", 0, OCCUPATION, _said(name, "不是您想做的工作", "is not the work you want"))


def _district(terms: Terms, wishes: Wishes, vacancy: Vacancy) -> Part:
    name = terms.district[vacancy.district]
    if wishes.district in ("", vacancy.district):
        return Part("district", DISTRICT, DISTRICT, _said(name, "是您想去的地方", "is where you want to work"))
    return Part("district", 0, DISTRICT, _said(name, "不是您想去的地方", "is not where you want to work"))


def _wage(wishes: Wishes, vacancy: Vacancy) -> Part:
    if vacancy.wage_from >= wishes.least_wage:
        said = Text(zh="工资不低于您的要求", en="The wage is what you ask or more")
        return Part("wage", WAGE, WAGE, said)
    if vacancy.wage_to >= wishes.least_wage:
        said = Text(zh="工资的上限达到您的要求", en="The upper end of the wage is what you ask")
        return Part("wage", WAGE * 3 // 5, WAGE, said)
    if vacancy.wage_to >= wishes.least_wage * _NEARLY:
        return Part(
            "wage", WAGE * 1 // 5, WAGE, Text(zh="工资略低于您的要求", en="The wage is a little below what you ask")
        )
    return Part("wage", 0, WAGE, Text(zh="工资低于您的要求", en="The wage is below what you ask"))


def _skills(terms: Terms, wishes: Wishes, vacancy: Vacancy) -> Part:
    asked = [str(skill) for skill in vacancy.skills]
    held = [skill for skill in asked if skill in wishes.skills]
    if not asked:
        return Part("skills", SKILLS, SKILLS, Text(zh="不要求技能证书", en="No skill certificate is asked for"))
    points = SKILLS * len(held) // len(asked)
    names = [terms.skill[skill] for skill in held or asked]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    said = (
        Text(zh=f"您有要求的技能：{zh}", en=f"You have: {en}")
        if held
        else Text(zh=f"要求：{zh}", en=f"Asked for: {en}")
    )
    return Part("skills", points, SKILLS, said)


def _said(name: Text, zh: str, en: str) -> Text:
    return Text(zh=f"{name.zh}{zh}", en=f"{name.en} {en}")
