"""Who of the staff is calling, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    READ_APPLICATIONS = "applications:read"
    HANDLE_APPLICATIONS = "applications:handle"
    SUPERVISE = "supervise"
    READ_KIOSKS = "kiosks:read"
    COMMAND_KIOSKS = "kiosks:command"
    READ_EXCHANGE = "exchange:read"
    RUN_SCREENING = "screening:run"
    READ_EVIDENCE = "evidence:read"
    WRITE_EVIDENCE = "evidence:write"
    CONSULT = "consult"
    MANAGE_WORK = "work:manage"
    ADMINISTER = "administer"


ROLES: dict[str, frozenset[Scope]] = {
    "handler": frozenset({Scope.READ_APPLICATIONS, Scope.HANDLE_APPLICATIONS, Scope.CONSULT, Scope.READ_EVIDENCE}),
    "supervisor": frozenset(
        {
            Scope.READ_APPLICATIONS,
            Scope.HANDLE_APPLICATIONS,
            Scope.SUPERVISE,
            Scope.READ_KIOSKS,
            Scope.READ_EXCHANGE,
            Scope.CONSULT,
            Scope.READ_EVIDENCE,
        }
    ),
    "monitor": frozenset({Scope.READ_KIOSKS, Scope.COMMAND_KIOSKS, Scope.READ_EXCHANGE}),
    "auditor": frozenset({Scope.READ_EVIDENCE, Scope.WRITE_EVIDENCE, Scope.READ_EXCHANGE, Scope.READ_APPLICATIONS}),
    "employment": frozenset({Scope.MANAGE_WORK, Scope.CONSULT}),
    "administrator": frozenset(Scope),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """`id` is a member of staff's, or "service" for what runs without a person."""

    id: str
    name: str
    scopes: frozenset[Scope]

    @property
    def actor(self) -> str:
        return f"staff:{self.id}"


SERVICE = Identity("service", "service", frozenset(Scope))
