"""The form: only what is missing is asked, four questions a page; then the whole sheet is shown before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from kiosk import views
from kiosk.central.types import FormQuestion, Item, KnownValue
from kiosk.journey.identify import SOURCES
from kiosk.journey.marks import at
from kiosk.outbox.submission import wrong
from kiosk.receipts import masked_id
from kiosk.views import FormField, Option, Row, Text
from kiosk.visit import Step, Visit

MOST_A_PAGE = 4
Kind = Literal["text", "digits", "phone", "date", "choice", "confirm"]
KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
"""A newer central's kind that this kiosk does not know is asked as text."""


async def form(visit: Visit) -> Step | None:
    """Ask what is neither known nor answered yet."""
    assert visit.item is not None
    visit.screen.leave_asks = True
    missing = [field for field in visit.item.form if field.id not in visit.answers and not _known(visit, field)]
    return await _pages(visit, missing)


async def _pages(visit: Visit, fields: list[FormQuestion]) -> Step | None:
    pages = _paged(fields)
    page = 0
    while page < len(pages):
        if not await _page(visit, pages[page], page + 1, len(pages)):
            if page == 0:
                return Step.LIFE_EVENTS
            page -= 1
            continue
        page += 1
    return Step.REVIEW


async def _page(visit: Visit, fields: list[FormQuestion], number: int, count: int) -> bool:
    """Ask one page until its answers hold; false where the citizen goes back."""
    item = visit.item
    assert item is not None
    errors: dict[str, Text] = {}
    given: dict[str, str] = {}
    while True:
        at(visit, "fill")
        intent = await visit.screen.ask(
            views.FillForm,
            service=item.name,
            title=item.name,
            fields=tuple(_asked(visit, field, given.get(field.id), errors.get(field.id)) for field in fields),
            page=number,
            pages=count,
        )
        match intent:
            case views.Back():
                return False
            case views.Submit(values=values):
                given = {field.id: values.get(field.id, "").strip() for field in fields}
                errors = _wrong(fields, given)
                if not errors:
                    visit.answers.update(given)
                    return True
            case _:
                pass


def _wrong(fields: list[FormQuestion], answers: Mapping[str, str]) -> dict[str, Text]:
    """Each answer that does not hold, with what to do about it."""
    found = {field.id: wrong(field, answers[field.id]) for field in fields}
    return {field: error for field, error in found.items() if error is not None}


async def review(visit: Visit) -> Step | None:
    item = visit.item
    assert item is not None
    at(visit, "review")
    declaration = item.declaration
    match await visit.screen.ask(views.Review, service=item.name, rows=_rows(visit, item), declaration=declaration):
        case views.Choose(choice="submit"):
            return Step.SUBMIT
        case views.Choose(choice=choice) if choice.startswith("change:"):
            field = next((each for each in item.form if each.id == choice.removeprefix("change:")), None)
            if field is not None and not await _page(visit, [field], 1, 1):
                return Step.REVIEW
            return Step.REVIEW
        case views.Back():
            return await _back_to_form(visit, item)
        case _:
            return Step.REVIEW


async def _back_to_form(visit: Visit, item: Item) -> Step | None:
    """The questions that were asked, with their answers; what was known is changed from the sheet."""
    asked = [field for field in item.form if field.id in visit.answers]
    return await _pages(visit, asked) if asked else Step.LIFE_EVENTS


def filled(visit: Visit) -> dict[str, str]:
    """The whole form as it is sent: the answers, and what is known where it was not changed."""
    assert visit.item is not None
    values = {}
    for field in visit.item.form:
        value = visit.answers.get(field.id)
        if value is None:
            value = _known(visit, field)
        if value:
            values[field.id] = value
    return values


def _known(visit: Visit, field: FormQuestion) -> str:
    """The value known for a field, where it would be accepted; a confirmation is the citizen's to give."""
    if field.kind == "confirm" or not field.prefill:
        return ""
    known = visit.known.get(field.prefill)
    return known.value if known is not None and wrong(field, known.value) is None else ""


def _asked(visit: Visit, field: FormQuestion, given: str | None, error: Text | None) -> FormField:
    """`given` is what was just submitted, right or not."""
    answered = visit.answers.get(field.id) if given is None else given
    value = _known(visit, field) if answered is None else answered
    return FormField(
        id=field.id,
        kind=KINDS.get(field.kind, "text"),
        label=field.label,
        help=field.help or Text(zh=""),
        required=field.required,
        value=value,
        source="you" if answered else "department" if value else "",
        options=tuple(Option(value=each.value, label=each.label) for each in field.options),
        max_length=field.max_length,
        error=error,
    )


def _rows(visit: Visit, item: Item) -> tuple[Row, ...]:
    person = visit.person
    assert person is not None
    source = SOURCES[person.document]
    rows = [
        Row(label=Text(zh="姓名", en="Name"), value=Text(zh=person.name), source=source),
        Row(label=Text(zh="公民身份号码", en="ID number"), value=Text(zh=masked_id(person.id_number)), source=source),
    ]
    for field in item.form:
        answered = visit.answers.get(field.id)
        known = visit.known.get(field.prefill) if field.prefill and answered is None else None
        shown = _shown(field, answered) if answered is not None else _shown_known(field, known)
        if shown.zh:
            rows.append(
                Row(
                    label=field.label,
                    value=shown,
                    source="department" if known else "you",
                    change=field.id,
                )
            )
    return tuple(rows)


def _shown_known(field: FormQuestion, known: KnownValue | None) -> Text:
    """What a department knows, masked but for what is chosen from a list anyway."""
    if known is None:
        return Text(zh="")
    if any(option.value == known.value for option in field.options):
        return _shown(field, known.value)
    return Text(zh=known.masked or known.value)


def _shown(field: FormQuestion, value: str) -> Text:
    for option in field.options:
        if option.value == value:
            return option.label
    if field.kind == "confirm":
        return Text(zh="是", en="Yes") if value == "yes" else Text(zh="否", en="No")
    return Text(zh=value, en=value)


def _paged(fields: list[FormQuestion]) -> list[list[FormQuestion]]:
    """By the catalogue's pages, none longer than MOST_A_PAGE."""
    pages: list[list[FormQuestion]] = []
    for field in fields:
        if not pages or pages[-1][0].page != field.page or len(pages[-1]) >= MOST_A_PAGE:
            pages.append([])
        pages[-1].append(field)
    return pages
