"""What a central is started with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from central.consultation.rephrasing import Rephraser
from central.demo_provider.server import DemoProvider
from central.oidc import Oidc

EVIDENCE_ORIGIN = "hrss-reference-central/evidence"
ASSETS = Path(__file__).resolve().parent.parent / "assets" / "catalogue"
CONTRACTS = ASSETS.parent / "exchange"


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """`face_ceiling` is the greatest face distance that the central takes as a match, whatever a kiosk says.

    It is the comparison model's customary figure brought down a little, and not validated on a population.
    `process` names this process among several on one database: the same at each of its starts. `sms_gateway` and `bank`
    are addresses; without one, messages and payment orders go to files in `state_dir`.
    `evidence` off: another process takes acts into the log; `evidence_witnesses`: a C2SP tlog-policy with their URLs.
    `departments` is the file of their addresses and keys: without it none is connected, and what would be compared is
    for staff to look at; nothing is asked while evidence has waited longer than `evidence_stall`.
    `public_rate`: calls a minute that one address may make without a token; 0 is no bound. `private_webhooks` lets
    subscriptions call loopback and private networks, over plain HTTP too: for tests and a demonstration alone.
    `rephraser` may say quoted guide sentences in plainer words; without it they stand as they are.
    `public_url` is where browsers reach this, if a proxy stands before it; `demo_provider` is the demonstration's only.
    """

    database_url: str
    state_dir: Path
    enrolment_code_file: Path
    staff_token_file: Path
    catalogue_dir: Path = ASSETS
    face_ceiling: float = 0.50
    session_lasts: timedelta = timedelta(minutes=30)
    clock_tolerance: timedelta = timedelta(minutes=2)
    max_body: int = 256 * 1024
    evidence: bool = True
    evidence_origin: str = EVIDENCE_ORIGIN
    evidence_witnesses: Path | None = None
    oidc: Oidc | None = None
    demo_provider: DemoProvider | None = field(default=None, repr=False)
    public_url: str = ""
    background: bool = True
    process: str = "1"
    sms_gateway: str = ""
    sms_token_file: Path | None = None
    bank: str = ""
    departments: Path | None = None
    contracts_dir: Path = CONTRACTS
    rephraser: Rephraser | None = None
    evidence_stall: timedelta = timedelta(minutes=5)
    public_rate: int = 1200
    private_webhooks: bool = False
    now: Callable[[], datetime] = field(default=utc_now, repr=False)
