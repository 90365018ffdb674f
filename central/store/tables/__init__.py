"""The tables, a file a subject. Everything that is looked up is indexed."""

from __future__ import annotations

from central.store.tables.agreements import Authorisation, Contract, FundMovement, FundSignature, SigningParty
from central.store.tables.applications import Application, ApplicationEvent, Draft, Staff, Submission
from central.store.tables.background import BackgroundTask
from central.store.tables.base import Table, UtcDateTime
from central.store.tables.desk import ApplicationNote, DeskSession, SignIn, WebVisit
from central.store.tables.evidence import EvidenceAct, EvidenceCheckpoint, EvidenceTile, EvidenceWitness
from central.store.tables.exchange import Comparison, DepartmentAnswer, ExchangeMessage
from central.store.tables.handling import Allocation, Payment, Rating, StaffConflict, StaffDay
from central.store.tables.kiosks import EnrolmentCode, IdempotencyAnswer, Kiosk, SeenToken
from central.store.tables.messages import SmsMessage
from central.store.tables.monitoring import (
    DeviceChange,
    KioskAlert,
    KioskCommand,
    KioskPlace,
    KioskState,
    MonitoringEvent,
)
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
from central.store.tables.proactive import (
    Employer,
    ExitDeclaration,
    FlexibleInsurance,
    Offer,
    OfferEvent,
    PensionAccount,
    ScreeningRun,
    SkillCertificate,
)
from central.store.tables.subscriptions import Delivery, Subscription
from central.store.tables.work import Consultation, FairSignUp, JobFair, JobSeeker, Vacancy

__all__ = [
    "Allocation",
    "Application",
    "ApplicationEvent",
    "ApplicationNote",
    "Authorisation",
    "BackgroundTask",
    "Comparison",
    "Consultation",
    "Contract",
    "Delivery",
    "DepartmentAnswer",
    "DeskSession",
    "DeviceChange",
    "Draft",
    "ElectronicCard",
    "Employer",
    "Employment",
    "EnrolmentCode",
    "EvidenceAct",
    "EvidenceCheckpoint",
    "EvidenceTile",
    "EvidenceWitness",
    "ExchangeMessage",
    "ExitDeclaration",
    "FairSignUp",
    "FlexibleInsurance",
    "FundMovement",
    "FundSignature",
    "IdempotencyAnswer",
    "JobFair",
    "JobSeeker",
    "Kiosk",
    "KioskAlert",
    "KioskCommand",
    "KioskPlace",
    "KioskState",
    "MonitoringEvent",
    "Offer",
    "OfferEvent",
    "Payment",
    "Pension",
    "PensionAccount",
    "Person",
    "Rating",
    "ReferencePhoto",
    "ScreeningRun",
    "SeenToken",
    "Session",
    "SignIn",
    "SigningParty",
    "SkillCertificate",
    "SmsMessage",
    "SocialCard",
    "Staff",
    "StaffConflict",
    "StaffDay",
    "Submission",
    "Subscription",
    "Table",
    "UnemploymentInsurance",
    "UtcDateTime",
    "Vacancy",
    "WebVisit",
]
