"""Allocating an application to staff: to whoever has the fewest expected minutes waiting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handler:
    """`backlog` is the sum of expected minutes of the open applications."""

    id: str
    skills: frozenset[str]
    id_number: str | None
    backlog: int


def choose(handlers: Iterable[Handler], *, skill: str, applicant: str) -> Handler | None:
    """The handler, never the applicant; ties go to the one with the fewest skills, then by id. None if nobody can."""
    able = (handler for handler in handlers if skill in handler.skills and handler.id_number != applicant)
    return min(able, key=lambda handler: (handler.backlog, len(handler.skills), handler.id), default=None)
