"""What is agreed with each department, as data in assets/exchange: its services, and the rules that compare with them.

A rule names the paper that it replaces; where the department does not answer, that paper is what is asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model, model_validator

from central.words import Text

DepartmentCode = Annotated[str, Field(pattern=r"^[a-z]{3,16}$")]
RuleCode = Annotated[str, Field(pattern=r"^[A-Z]{3}-[A-Z]+(-[A-Z]+)*$")]
Kind = Literal["boolean", "text", "number", "day"]
_TYPES: Mapping[Kind, Any] = {
    "boolean": bool,
    "text": Annotated[str, Field(max_length=200)],
    "number": int,
    "day": Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")],
}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ServiceContract(Part):
    """One thing a department can be asked. `request` maps its fields to where they come from (see inputs.py)."""

    id: str
    path: str
    request: dict[str, str]
    answer: dict[str, Kind]

    @cached_property
    def schema_of_answer(self) -> type[BaseModel]:
        """A model that takes the fields agreed on, each of its kind, and nothing else."""
        fields: dict[str, Any] = {name: (_TYPES[kind], ...) for name, kind in self.answer.items()}
        strict = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)
        return create_model(f"{self.id}-answer", __config__=strict, **fields)


class Expectation(Part):
    """One field of an answer against one value; exactly one of the comparisons is given."""

    field: str
    is_: bool | int | str | None = Field(None, alias="is")
    is_not: bool | int | str | None = None
    at_most: int | None = None
    at_least: int | None = None
    not_before: Literal["today"] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [self.is_, self.is_not, self.at_most, self.at_least, self.not_before]
        if sum(value is not None for value in given) != 1:
            raise ValueError(f"{self.field}: one comparison is needed")
        return self


class Rule(Part):
    """A comparison. `material`: the paper that it replaces; `items`: who may use it; `takes`: what of the answer is
    carried into the application. The version changes with what it asks or expects, and old answers are dropped."""

    code: RuleCode
    version: Annotated[int, Field(ge=1)]
    service: str
    name: Text
    material: Text
    expect: Annotated[tuple[Expectation, ...], Field(min_length=1)]
    items: Annotated[tuple[str, ...], Field(min_length=1)]
    takes: tuple[str, ...] = ()


class Department(Part):
    """`time_limit_s`: for a whole answer. `max_age_s`: how long one may be used again."""

    code: DepartmentCode
    name: Text
    time_limit_s: Annotated[float, Field(gt=0, le=30)]
    max_age_s: Annotated[int, Field(ge=0)]
    service: tuple[ServiceContract, ...]
    rule: tuple[Rule, ...]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        services = {each.id: each for each in self.service}
        for rule in self.rule:
            if rule.service not in services:
                raise ValueError(f"{rule.code}: no service {rule.service}")
            named = {*rule.takes, *(each.field for each in rule.expect)}
            if unknown := named - set(services[rule.service].answer):
                raise ValueError(f"{rule.code}: {rule.service} answers no {', '.join(sorted(unknown))}")
        return self


@dataclass(frozen=True, slots=True)
class Agreed:
    """A rule with whom and what it asks."""

    rule: Rule
    department: Department
    service: ServiceContract


@dataclass(frozen=True, slots=True)
class Contracts:
    departments: Mapping[str, Department]
    rules: Mapping[str, Agreed]


def load(folder: Path) -> Contracts:
    """Raises ValueError naming the file where something is wrong."""
    departments = {department.code: department for department in map(_read, sorted(folder.glob("*.toml")))}
    rules: dict[str, Agreed] = {}
    for department in departments.values():
        services = {each.id: each for each in department.service}
        for rule in department.rule:
            if rule.code in rules:
                raise ValueError(f"{folder}: rule {rule.code} occurs twice")
            rules[rule.code] = Agreed(rule, department, services[rule.service])
    return Contracts(departments, rules)


def _read(path: Path) -> Department:
    try:
        return Department.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"{path}: {error}") from error
