"""The bodies of handling: actions, payments, messages, staff, allocation."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from central.wire import Body, Key, ShortText
from central.words import Text

StaffId = Annotated[str, StringConstraints(min_length=1, max_length=32)]
Note = Annotated[str, StringConstraints(max_length=400)]


class TextIn(Body):
    zh: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=400)]

    def text(self) -> Text:
        return Text(zh=self.zh, en=self.en)


class MissingIn(Body):
    """Something to correct: `field` is a question of the form, or empty where the words say what it is."""

    field: Key = ""
    text: TextIn


class ActionIn(Body):
    """What an action needs of these: `reason` to refuse, reject, wait, extend or return; `missing` to ask for
    corrections, all of them at once; `days` to extend; `handler` to give it to somebody by name; `form` for someone at
    the desk: corrected answers, or the account to pay to."""

    reason: TextIn | None = None
    missing: Annotated[list[MissingIn], Field(max_length=40, default_factory=list)]
    days: Annotated[int, Field(ge=0, le=366)] = 0
    handler: Annotated[str, StringConstraints(max_length=32)] = ""
    form: Annotated[dict[Key, ShortText], Field(max_length=60, default_factory=dict)]


class ApplicantIn(Body):
    """`form`: the answers that are corrected, or the account to pay to. `stars` and `words`: a rating."""

    form: Annotated[dict[Key, ShortText], Field(max_length=60, default_factory=dict)]
    stars: Annotated[int, Field(ge=1, le=5)] | None = None
    words: Note = ""


class RatingIn(Body):
    """`proof`: the reference that only the applicant was given."""

    proof: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    stars: Annotated[int, Field(ge=1, le=5)]
    words: Note = ""
    channel: Literal["web", "kiosk", "desk"] = "web"


class RatingOut(Body):
    number: str
    stars: int
    state: str


class PaymentOut(Body):
    """`account` shows its last four digits. `reason`: why it came back, as the bank's code."""

    id: int
    number: str
    attempt: int
    key: str
    account: str
    amount_fen: int
    state: Literal["ordered", "sent", "confirmed", "returned"]
    reason: str
    bank_reference: str
    ordered_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None


class PaymentPage(Body):
    payments: list[PaymentOut]
    next: str | None


class NotificationOut(Body):
    """A message to an applicant and what became of it. `phone` is masked."""

    id: int
    number: str | None
    template: str
    text: str
    phone: str
    state: Literal["queued", "sent", "delivered", "failed"]
    reason: str
    created_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None


class NotificationPage(Body):
    notifications: list[NotificationOut]
    next: str | None


class ReceiptIn(Body):
    """`id`: the gateway's own, as it answered when it took the message."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    state: Literal["delivered", "failed"]
    reason: Annotated[str, StringConstraints(max_length=80)] = ""


class ReceiptsIn(Body):
    receipts: Annotated[list[ReceiptIn], Field(min_length=1, max_length=500)]


class ReceiptsOut(Body):
    """How many told something new."""

    settled: int


class EventRow(Body):
    id: int
    number: str
    action: str
    from_state: str
    to_state: str
    at: datetime
    actor: str
    detail: dict[str, Any]


class EventPage(Body):
    events: list[EventRow]
    next: str | None


class StaffOut(Body):
    """`open_minutes`: the expected work that lies with them."""

    id: str
    name: str
    skills: list[str]
    on_duty: bool
    open_minutes: int


class StaffPage(Body):
    staff: list[StaffOut]
    next: str | None


class DutyIn(Body):
    on_duty: bool


class ConflictIn(Body):
    """Whose applications this member of staff must not handle."""

    id_number: Annotated[str, StringConstraints(pattern=r"^[0-9]{17}[0-9X]$")]
    kind: Literal["relative", "declared"]


class Done(Body):
    done: bool = True


class AllocationOut(Body):
    """A choice with all that it was made from. `replayed`: whom policy and seed give it to when asked again."""

    id: int
    number: str
    at: datetime
    role: str
    policy: str
    seed: int
    minutes: int
    candidates: list[dict[str, Any]]
    excluded: dict[str, str]
    chosen: str | None
    replayed: str | None


class AllocationPage(Body):
    allocations: list[AllocationOut]
    next: str | None


class TaskOut(Body):
    """Work for staff. `todo`: review, second_review, allocate, answer_awaited, payment_account. `left`: working days,
    or calendar days where the item counts so; negative where overdue, null where the clock stands still."""

    number: str
    item: str
    name: Text
    state: str
    todo: str
    handler: str | None
    due_on: str | None
    left: int | None
    overdue: bool
    risk: list[str]


class TaskPage(Body):
    tasks: list[TaskOut]
    next: str | None


class BackgroundTaskOut(Body):
    id: int
    kind: str
    state: Literal["waiting", "done", "failed"]
    attempts: int
    error: str
    created_at: datetime
    done_at: datetime | None
    failed_at: datetime | None


class BackgroundTaskPage(Body):
    tasks: list[BackgroundTaskOut]
    next: str | None
