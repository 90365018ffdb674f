"""The tables, a file a subject. Everything that is looked up is indexed."""

from __future__ import annotations

from central.store.tables.applications import Application, ApplicationEvent, Draft, Staff, Submission
from central.store.tables.base import Table, UtcDateTime
from central.store.tables.evidence import EvidenceAct, EvidenceCheckpoint, EvidenceTile, EvidenceWitness
from central.store.tables.kiosks import EnrolmentCode, IdempotencyAnswer, Kiosk, SeenToken
from central.store.tables.persons import (
    ElectronicCard,
    Employment,
    Pension,
    Person,
    ReferencePhoto,
    Session,
    SocialCard,
    UnemploymentInsurance,
)

__all__ = [
    "Application",
    "ApplicationEvent",
    "Draft",
    "ElectronicCard",
    "Employment",
    "EnrolmentCode",
    "EvidenceAct",
    "EvidenceCheckpoint",
    "EvidenceTile",
    "EvidenceWitness",
    "IdempotencyAnswer",
    "Kiosk",
    "Pension",
    "Person",
    "ReferencePhoto",
    "SeenToken",
    "Session",
    "SocialCard",
    "Staff",
    "Submission",
    "Table",
    "UnemploymentInsurance",
    "UtcDateTime",
]
