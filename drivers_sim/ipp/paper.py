"""What came out of the printer: documents, page by page. Kept in memory, the oldest forgotten."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_STREAM = re.compile(rb"/ObjStm\b.*?stream\r?\n(.*?)endstream", re.DOTALL)
LARGEST_STREAM = 1 << 24


def count_pages(pdf: bytes) -> int:
    """Pages of a PDF, at least one; objects may lie in compressed streams."""
    found = len(_PAGE.findall(pdf))
    for stream in _STREAM.finditer(pdf):
        try:
            found += len(_PAGE.findall(zlib.decompressobj().decompress(stream[1], LARGEST_STREAM)))
        except zlib.error:
            continue
    return max(1, found)


@dataclass(slots=True, repr=False)
class Printed:
    """One job's paper in the tray: `out` of `pages` came out; `complete` once that is all."""

    number: int
    job: int
    title: str
    pdf: bytes
    pages: int
    out: int = 0
    complete: bool = False
    jammed: bool = False


class OutputTray:
    def __init__(self, most_documents: int = 50, most_bytes: int = 1 << 26) -> None:
        self.documents: list[Printed] = []
        self._most = (most_documents, most_bytes)
        self._last = 0

    def begin(self, job: int, title: str, pdf: bytes, pages: int) -> Printed:
        self._last += 1
        printed = Printed(self._last, job, title, pdf, pages)
        self.documents.append(printed)
        while len(self.documents) > 1 and (
            len(self.documents) > self._most[0] or sum(len(each.pdf) for each in self.documents) > self._most[1]
        ):
            del self.documents[0]
        return printed
