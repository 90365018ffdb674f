"""An endpoint of the OpenAI kind may say a retrieved text in plainer words. Off unless an address is configured.

It is given the retrieved sentences and nothing of the person or the question, and what it adds is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import requests
from pydantic import BaseModel, ValidationError

from central.consultation.claims import added
from central.consultation.finding import Language

_TIMEOUT_S = (3, 15)
_MOST_ANSWER = 64 * 1024
_ASKED: dict[Language, str] = {
    "zh": "把下面的话改写得更好懂。不要增加任何数字、日期、条款或别的内容，只输出改写后的话。",
    "en": "Say the following in plainer words. Add no number, date, article or anything else; give the new text only.",
}


@dataclass(frozen=True, slots=True)
class Rephraser:
    """`url` is the endpoint's base, as `https://host/v1`; the token file may be absent."""

    url: str
    model: str
    token_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Rephrased:
    """Either a text, or why there is none: `unreachable`, or `added-` and what it claimed in addition."""

    text: str = ""
    refused: str = ""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


def rephrase(rephraser: Rephraser, retrieved: str, language: Language) -> Rephrased:
    headers = {"Accept": "application/json"}
    if rephraser.token_file is not None:
        headers["Authorization"] = f"Bearer {rephraser.token_file.read_text(encoding='utf-8').strip()}"
    asked = [{"role": "system", "content": _ASKED[language]}, {"role": "user", "content": retrieved}]
    body = {"model": rephraser.model, "messages": asked, "temperature": 0}
    try:
        answer = requests.post(
            f"{rephraser.url.rstrip('/')}/chat/completions",
            json=body,
            headers=headers,
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )
        if answer.status_code != requests.codes.ok or len(answer.content) > _MOST_ANSWER:
            return Rephrased(refused="unreachable")
        text = _Completion.model_validate_json(answer.content).choices[0].message.content.strip()
    except (requests.RequestException, ValidationError, IndexError, OSError):
        return Rephrased(refused="unreachable")
    if more := added(text, retrieved):
        return Rephrased(refused=f"added-{more[0]}")
    return Rephrased(text)
