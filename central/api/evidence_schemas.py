"""The evidence log's answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from central.wire import Body


class ReceiptOut(Body):
    """`text`: a C2SP tlog-proof whose extra data is salt and statement, or a promise as a signed note. `code`: the same
    for a QR code, of characters that it packs densely."""

    form: Literal["proof", "promise"]
    code: str
    text: str


class ActOut(Body):
    """`entry`: SHA-256 of salt (16 bytes) and statement; `leaf` its hash in the tree. All hashes are hex."""

    id: int
    kind: str
    subject: str
    queued_at: datetime
    entry: str
    leaf: str
    position: int | None
    salt: str | None
    statement: str | None


class ActPage(Body):
    acts: list[ActOut]
    next: str | None
