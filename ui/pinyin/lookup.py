"""What to offer for the letters typed so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).resolve().parent / "words.tsv"
MOST = 60
COMPLETIONS = 4
CERTAIN = 3


class Offer(NamedTuple):
    """A word, and how many of the letters it stands for."""

    text: str
    used: int


class Pinyin:
    """The table in memory: about 25,000 keys, 6 MB, read in some 20 ms when a Chinese keyboard is first shown."""

    def __init__(self, table: Path = TABLE) -> None:
        self._words: dict[str, list[str]] = {}
        self._common: dict[str, int] = {}
        for line in table.read_text(encoding="utf-8").splitlines():
            key, common, words = line.split("\t")
            self._words[key] = words.split(" ")
            self._common[key] = int(common)
        self._keys = sorted(self._words)

    def offers(self, letters: str) -> list[Offer]:
        """Words for all the letters first, then for more than is typed yet, then for their first part.

        A few guesses at more stand before the rarer words for all the letters.
        """
        found: dict[str, Offer] = {}
        for offer in self._in_order(letters.lower().replace("'", "")):
            found.setdefault(offer.text, offer)
            if len(found) == MOST:
                break
        return list(found.values())

    def _in_order(self, letters: str) -> Iterator[Offer]:
        length = len(letters)
        whole = [Offer(word, length) for word in self._words.get(letters, ())]
        yield from whole[:CERTAIN]
        yield from (Offer(word, length) for word in self._longer(letters))
        yield from whole[CERTAIN:]
        for end in range(length - 1, 0, -1):
            yield from (Offer(word, end) for word in self._words.get(letters[:end], ()))

    def _longer(self, letters: str) -> Iterator[str]:
        """The commonest words that begin with `letters`, of more than one character."""
        if not letters:
            return
        start = bisect_left(self._keys, letters)
        end = bisect_left(self._keys, letters + "{")
        longer = [key for key in self._keys[start:end] if key != letters and len(self._words[key][0]) > 1]
        for key in sorted(longer, key=self._common.__getitem__, reverse=True)[:COMPLETIONS]:
            yield self._words[key][0]


@lru_cache(maxsize=1)
def pinyin() -> Pinyin:
    return Pinyin()
