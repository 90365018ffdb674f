"""A form's answers against its catalogue item: every field that is wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from central.catalogue.model import Field, Item
from central.problems import Problem
from central.words import Text

_UNKNOWN = Text(zh="这一项不在表单里。", en="This is not one of the form's questions.")
_PHONE = re.compile(r"(?:1[3-9][0-9]{9})|(?:0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?)")


def check(item: Item, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers trimmed and in the form's order. Raises Problem form-invalid that lists each wrong field."""
    clean = {field: answer.strip() for field, answer in answers.items()}
    errors = list(_errors(item, clean))
    if errors:
        raise Problem("form-invalid", errors=errors, item_version=item.version)
    return {field.id: clean[field.id] for field in item.form if clean.get(field.id)}


def _errors(item: Item, answers: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for field in item.form:
        code = wrong(field, answers.get(field.id, ""))
        if code:
            yield _error(field.id, code, field.error)
    for name in sorted(answers.keys() - {field.id for field in item.form}):
        yield _error(name[:60], "unknown", _UNKNOWN)


def wrong(field: Field, answer: str) -> str | None:
    """What is wrong with an answer: missing, too-long, pattern, or none; None where it is right."""
    if not answer:
        return "missing" if field.required else None
    if len(answer) > field.max_length:
        return "too-long"
    fits = field.pattern is None or re.fullmatch(field.pattern, answer) is not None
    return None if fits and _of_kind(field, answer) else "pattern"


def _of_kind(field: Field, answer: str) -> bool:
    match field.kind:
        case "digits":
            return answer.isascii() and answer.isdigit()
        case "phone":
            return _PHONE.fullmatch(answer) is not None
        case "date":
            return _is_date(answer)
        case "choice":
            return any(option.value == answer for option in field.options)
        case "confirm":
            return answer == "yes"
        case "text":
            return answer.isprintable()


def _is_date(answer: str) -> bool:
    try:
        return date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def _error(field: str, code: str, text: Text) -> dict[str, str]:
    return {"field": field, "code": code, "zh": text.zh, "en": text.en}
