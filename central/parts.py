"""The parts of a running central."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from central.catalogue import Catalogue
from central.consultation.finding import Finder
from central.evidence.log import Log
from central.exchange.contracts import Contracts
from central.exchange.exchange import Exchange
from central.measures.requests import Measures
from central.monitoring.feed import Feed
from central.oidc import Client
from central.parameters import Parameters
from central.seal import SealKeys
from central.settings import Settings
from central.store.database import Database
from central.tokens import StaffToken
from central.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Central:
    """What a request is worked on with; made once, shared by all threads."""

    settings: Settings
    database: Database
    catalogue: Catalogue
    calendar: Calendar
    parameters: Parameters
    seal_keys: SealKeys
    staff_token: StaffToken
    feed: Feed
    measures: Measures
    metrics_token: StaffToken
    contracts: Contracts
    log: Log
    finder: Finder
    oidc: Client | None = None
    exchange: Exchange | None = None

    def now(self) -> datetime:
        return self.settings.now()
