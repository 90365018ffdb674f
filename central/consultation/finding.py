"""Finding the passage that a question asks for, and how sure that is."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import bm25s

from central.consultation.guides import Elsewhere, Guides, Passage
from central.consultation.words import terms
from central.words import Text

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LEAST_SURE: Mapping[Language, float] = {"zh": 0.66, "en": 1.75}
"""Chosen on bench/questions/development.tsv: at most one answer in ten wrong there."""

_HEADING_WEIGHT = 2
_RELATED = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The nearest passage, or the office elsewhere that the question is nearer to; `sure` is 0 for the latter."""

    passage: Passage | None
    elsewhere: Elsewhere | None
    sure: float
    related: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class _Index:
    """One language's documents: the passages, then what is handled elsewhere."""

    documents: Sequence[Sequence[str]]

    @cached_property
    def ranking(self) -> bm25s.BM25:
        ranking = bm25s.BM25(k1=1.2, b=0.5)
        ranking.index([list(document) for document in self.documents], show_progress=False)
        return ranking

    @cached_property
    def holding(self) -> Counter[str]:
        return Counter(term for document in self.documents for term in set(document))

    def weight(self, term: str) -> float:
        held = self.holding[term]
        return math.log(1 + (len(self.documents) - held + 0.5) / (held + 0.5))


class Finder:
    """Made once, of the guides; safe to share between threads once `warm`."""

    def __init__(self, guides: Guides) -> None:
        self.guides = guides
        self._indexes = {language: _Index(_documents(guides, language)) for language in LANGUAGES}
        for index in self._indexes.values():
            _ = index.ranking, index.holding

    def find(self, question: str, language: Language) -> Found:
        index = self._indexes[language]
        asked = terms(question, language)
        known = [term for term in asked if term in index.holding]
        if not known:
            return Found(None, None, 0.0)
        scores = [float(score) for score in index.ranking.get_scores(known)]
        order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
        passages = self.guides.passages
        best = order[0]
        related = tuple(passages[at] for at in order if at < len(passages) and scores[at] > 0)
        if best >= len(passages):
            return Found(None, self.guides.elsewhere[best - len(passages)], 0.0, related[:_RELATED])
        sure = scores[best] * _share(index, asked, index.documents[best]) / math.sqrt(len(asked))
        return Found(passages[best], None, sure, related[1 : 1 + _RELATED])


def _share(index: _Index, asked: Sequence[str], document: Sequence[str]) -> float:
    """How much of what was asked, by weight, the document speaks of at all: a word unknown here counts against it."""
    held = set(document)
    whole = {term: index.weight(term) for term in asked}
    return sum(weight for term, weight in whole.items() if term in held) / sum(whole.values())


def _documents(guides: Guides, language: Language) -> list[list[str]]:
    return [
        *(_terms_of(guides, passage, language) for passage in guides.passages),
        *(_HEADING_WEIGHT * terms(_in(each.words, language), language) for each in guides.elsewhere),
    ]


def _terms_of(guides: Guides, passage: Passage, language: Language) -> list[str]:
    def of(text: Text) -> list[str]:
        return terms(_in(text, language), language)

    heading = _HEADING_WEIGHT * (of(passage.asks) + of(passage.also))
    return heading + of(passage.text) + of(guides.guide_of[passage.id].name)


def _in(text: Text, language: Language) -> str:
    return text.zh if language == "zh" else text.en
