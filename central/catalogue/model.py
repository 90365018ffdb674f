"""The shapes of the catalogue's files. `Item` is published; the rest of `Service` stays at the central."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic import Field as Bounded

from central.applications.states import State
from central.words import Text

Level = Literal["L1", "L2", "L3"]
Code = Annotated[str, Bounded(pattern=r"^[A-Z]{3}-[0-9]{3}$")]
Identifier = Annotated[str, Bounded(pattern=r"^[a-z][a-z0-9_]*$")]


def _is_pattern(pattern: str) -> str:
    re.compile(pattern)
    return pattern


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(Part):
    value: Identifier
    label: Text


class Field(Part):
    """One question. A `confirm` is answered "yes"; `prefill` is a key of what the central knows of a person.

    `pattern` is for the whole value and means the same in Python, Java and JavaScript. `page` counts from 1.
    """

    id: Identifier
    kind: Literal["text", "digits", "phone", "date", "choice", "confirm"]
    label: Text
    help: Text | None = None
    required: bool = True
    prefill: Identifier | None = None
    options: tuple[Option, ...] = ()
    pattern: Annotated[str, AfterValidator(_is_pattern)] | None = None
    error: Text
    max_length: Annotated[int, Bounded(ge=1, le=400)] = 60
    page: Annotated[int, Bounded(ge=1, le=9)] = 1


class NextStep(Part):
    """What happens after submitting, within so many working days (null: no date)."""

    text: Text
    days: Annotated[int, Bounded(ge=0, le=400)] | None = None


class Item(Part):
    """A service that a kiosk offers.

    `offline`: accept (may be promised with the central out of reach), read (only looking), closed.
    `handling_days` are working days, 0 for at once. `reference` marks figures that the operator has to confirm.
    """

    code: Code
    version: Annotated[int, Bounded(ge=1)]
    name: Text
    summary: Text
    icon: str
    least_level: Level
    offline: Literal["accept", "read", "closed"]
    max_age_s: Annotated[int, Bounded(ge=60)]
    handling_days: Annotated[int, Bounded(ge=0)]
    reference: bool = False
    form: tuple[Field, ...] = ()
    declaration: Text
    next: tuple[NextStep, ...]


class Elsewhere(Part):
    """A service that is not done at the kiosk yet, and where it is done."""

    code: Code
    name: Text
    where: Text


class LifeEvent(Part):
    """What brings someone here. `kind`: items (choose one), track (the person's applications), information only."""

    id: Identifier
    name: Text
    summary: Text
    icon: str
    kind: Literal["items", "track", "information"] = "items"
    items: tuple[Code, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    notice: Text | None = None


class Reason(Part):
    """Why something was not accepted, in plain words, and what to do about it."""

    text: Text
    remedy: Text


class Desk(Part):
    """How the central handles an item: the skill it needs and the minutes that a review is expected to take.

    `by_rules`: where nothing speaks for a risk, it is decided without staff. `limit`: what its days are counted in;
    `extension_days`: by how many it may be moved, once; `warn_days` before it is due, a warning.
    """

    skill: Identifier
    minutes: Annotated[int, Bounded(ge=0)]
    by_rules: bool = False
    limit: Literal["working", "calendar"] = "working"
    extension_days: Annotated[int, Bounded(ge=0, le=366)] = 0
    warn_days: Annotated[int, Bounded(ge=0, le=60)] = 2


class ComparisonUse(Part):
    """A rule of the data exchange that the item needs (assets/exchange).

    `down`: where the department does not answer, the application waits, or the rule's paper is asked for; `differs`:
    where it says otherwise or knows nothing, staff look at it, or the paper is asked for.
    """

    rule: str
    down: Literal["wait", "paper"] = "wait"
    differs: Literal["review", "paper"] = "review"


class StateWords(Part):
    """A state as the applicant reads it, and its lines of the timeline (none: not shown).

    `done` once reached, `to_come` while ahead, `then` what the applicant can do once it is the present state. Places
    in braces are filled from the application's result: see `central.applications.timeline`.
    """

    name: Text
    done: Text | None = None
    to_come: Text | None = None
    then: tuple[Text, ...] = ()


class Service(Part):
    """An item's file: what is published, the course that it takes when all goes well, and its words.

    Where it is paid: `pays` names the value of the result that is paid, in yuan, `account` the answer with the account.
    `web`: it may be applied for on the web, where a code sent to the phone on record stands for who it is.
    """

    item: Item
    desk: Desk | None = None
    course: tuple[State, ...]
    web: bool = False
    pays: Identifier = "monthly"
    account: Identifier = "bank_account"
    comparisons: tuple[ComparisonUse, ...] = ()
    reasons: dict[Identifier, Reason] = {}
    states: dict[State, StateWords] = {}

    def field(self, identifier: str) -> Field | None:
        return next((field for field in self.item.form if field.id == identifier), None)

    def model_post_init(self, _context: object) -> None:
        ids = [field.id for field in self.item.form]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{self.item.code}: a field id occurs twice")
        for field in self.item.form:
            if (field.kind == "choice") != bool(field.options):
                raise ValueError(f"{self.item.code}.{field.id}: options belong to a choice, and a choice needs them")


class CatalogueDocument(Part):
    """What a kiosk fetches. `version` changes with any change of content."""

    version: str
    life_events: tuple[LifeEvent, ...]
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)

    def check(self) -> Self:
        for event in self.life_events:
            for code in event.items:
                if self.item(code) is None:
                    raise ValueError(f"life event {event.id}: no item {code}")
        return self
