"""The one path of a submission: validate, seal, sign, commit; then deliver until the central has answered for good.

A commit and the sending that follows are never part of a visit's task: leaving cancels the wait, not the promise.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from datetime import UTC

import apsw
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.clock import Clock, SystemClock
from kiosk import audit
from kiosk.central.types import Item
from kiosk.logging import logger
from kiosk.outbox import outcomes, store
from kiosk.outbox import reference as references
from kiosk.outbox.database import Database
from kiosk.outbox.outcomes import Answer, Committed, Outcome, Refused, StillWaiting
from kiosk.outbox.seal import seal, sign
from kiosk.outbox.sender import Central, Sender
from kiosk.outbox.submission import Submission, check

__all__ = ["Answer", "Committed", "Outbox", "Outcome", "Refused", "StillWaiting"]

log = logger("outbox")

_RETRY_S = 0.5


class Outbox:
    """`start` once, `close` at the end; committing works from the beginning, with or without the central."""

    def __init__(
        self,
        database: Database,
        central: Central,
        *,
        kiosk_id: str,
        key: Ed25519PrivateKey,
        clock: Clock | None = None,
        jitter: random.Random | None = None,
    ) -> None:
        self._database = database
        self._central = central
        self._kiosk_id = kiosk_id
        self._key = key
        self._clock: Clock = clock or SystemClock()
        # Jitter spreads the retries of a hall's kiosks; it keeps no secret.
        self._sender = Sender(database, central, self._clock, jitter or random.Random())  # noqa: S311

    async def start(self) -> None:
        """Begin sending what an earlier run left behind, and whatever is committed from now on."""
        self._sender.start()

    async def close(self) -> None:
        """Stop sending. What is unanswered is sent by the next run with the same keys."""
        await self._sender.close()

    async def commit(self, submission: Submission, item: Item) -> Committed:
        """Validate, seal, sign and keep. Once this returns, the reference may be shown and outlasts a power cut.

        Raises Invalid and NotAllowed (submission.py), Unreachable where there is no key to seal to, apsw.Error where
        the disk fails. Cancelled half-way, it is kept whole or not at all.
        """
        now = self._clock.now()
        checked = check(submission, item)
        key = self._central.kept_seal_key() or await self._central.seal_key()
        reference = references.new()
        idempotency_key = secrets.token_urlsafe(24)
        plaintext = msgspec.json.encode(
            msgspec.structs.replace(checked, committed_at=now.astimezone(UTC).isoformat(timespec="milliseconds"))
        )
        sealed = seal(plaintext, key.public_key, reference=reference, kiosk_id=self._kiosk_id, key_id=key.key_id)

        def sign_as(sequence: int) -> bytes:
            return sign(
                self._key,
                kiosk_id=self._kiosk_id,
                sequence=sequence,
                reference=reference,
                key_id=key.key_id,
                idempotency_key=idempotency_key,
                sealed=sealed,
            )

        def keep(connection: apsw.Connection) -> int:
            sequence = store.insert(
                connection,
                reference=reference,
                kiosk_id=self._kiosk_id,
                key_id=key.key_id,
                sealed=sealed,
                idempotency_key=idempotency_key,
                committed_at=now.timestamp(),
                sign=sign_as,
            )
            audit.append(
                connection,
                now,
                "submission.committed",
                "success",
                reference=reference,
                sequence=sequence,
                item=item.code,
                level=checked.assurance.level,
            )
            audit.sign_head(connection, now, self._kiosk_id, self._key)
            return sequence

        try:
            sequence = await self._database.run(keep)
        finally:
            self._sender.wake()
        log.info("submission.committed", reference=reference, sequence=sequence, item=item.code)
        return Committed(reference, sequence)

    async def deliver(self, reference: str, wait_s: float = 8.0) -> Outcome:
        """Wait for the central's answer, at most `wait_s` seconds; sending goes on after that.

        Where no connection can be made, twice, the wait ends early: there is nothing to wait for.
        Raises KeyError for an unknown reference.
        """
        limit = asyncio.ensure_future(self._clock.sleep(wait_s))
        unconnected = 0
        pause_s = _RETRY_S
        try:
            while True:
                attempt = self._sender.attempt(reference)
                await asyncio.wait({attempt, limit}, return_when=asyncio.FIRST_COMPLETED)
                if not attempt.done():
                    return StillWaiting(reference, "no answer in time")
                outcome = attempt.result()
                if not isinstance(outcome, StillWaiting):
                    return outcome
                unconnected += not outcome.connected
                if limit.done() or unconnected == 2:
                    return outcome
                pause = asyncio.ensure_future(self._clock.sleep(pause_s))
                await asyncio.wait({pause, limit}, return_when=asyncio.FIRST_COMPLETED)
                pause.cancel()
                pause_s *= 2
        finally:
            limit.cancel()

    async def look(self, reference: str) -> Outcome:
        """What is known now, without sending. Raises KeyError for an unknown reference."""
        recent = self._sender.recent(reference)
        if recent is not None:
            return recent
        entry = await self._database.run(lambda connection: store.find(connection, reference))
        if entry is None:
            raise KeyError(reference)
        return outcomes.of_entry(entry)

    async def backlog(self) -> store.Backlog:
        """How much waits, was refused, and since when the oldest waits."""
        return await self._database.run(store.backlog)

    def nudge(self) -> None:
        """The central was reached by another call: send now."""
        self._sender.nudge()
