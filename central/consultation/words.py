"""What is looked for in a question and in the guides: character bigrams in Chinese, word stems in English."""

from __future__ import annotations

import re
import unicodedata

_FILLERS = re.compile(
    "请问|你好|您好|怎么办理|怎么办|怎么弄|怎么|怎样|如何|咋整|咋弄|咋办|咋|什么|哪里|哪个|哪些|可以|可不可以|能不能|能否"
    "|行不行|是不是|有没有|我想|我要|想要|多少|一下|现在|[我你您他她它的了吗呢吧啊呀么]"
)
_STOPS = re.compile(
    r"(?:a|an|the|i|my|me|you|your|we|our|is|are|am|was|be|been|do|does|did|how|what|when|where|which|who"
    r"|whom|why|can|could|will|would|should|may|to|of|for|in|on|at|by|with|and|or|if|it|its|that|this"
    r"|there|from|as|not|so|im|any|have|has|had|get|got|want|need|please|tell|about|after|before|while)"
)
_ENDINGS = ("ing", "edly", "ed", "ies", "es", "s", "ly")
_LEAST_STEM = 3
_RUNS = re.compile(r"[一-鿿]+|[a-z0-9]+")


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def terms(text: str, language: str) -> list[str]:
    return _chinese(plain(text)) if language == "zh" else _english(plain(text))


def _chinese(text: str) -> list[str]:
    found: list[str] = []
    for run in _RUNS.findall(_FILLERS.sub(" ", text)):
        if run.isascii():
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return found


def _english(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.replace("'", ""))
    return [_stem(word) for word in words if not _STOPS.fullmatch(word)]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
