"""The audit log for what is no submission: entries of their own, each under a signed head."""

from __future__ import annotations

import apsw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.clock import Clock
from kiosk.audit.log import Disposition, FieldValue, append, sign_head
from kiosk.logging import logger
from kiosk.outbox.database import Database

log = logger("audit")


class AuditWriter:
    """Appends to the log in the outbox's file."""

    def __init__(self, database: Database, kiosk_id: str, key: Ed25519PrivateKey, clock: Clock) -> None:
        self._database = database
        self._kiosk_id = kiosk_id
        self._key = key
        self._clock = clock

    async def note(self, event: str, disposition: Disposition, **fields: FieldValue) -> bool:
        """Append an entry; False where the disk did not take it, which kiosk's log then says."""
        now = self._clock.now()

        def write(connection: apsw.Connection) -> None:
            append(connection, now, event, disposition, **fields)
            sign_head(connection, now, self._kiosk_id, self._key)

        try:
            await self._database.run(write)
        except apsw.Error as error:
            log.error("audit.not_written", error=type(error).__name__)
            return False
        return True
