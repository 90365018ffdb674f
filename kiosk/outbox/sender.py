"""Sends what is committed: at once for a citizen who waits, and again and again until the central has answered.

One attempt at a time for each submission, whoever asked for it; every attempt carries the same idempotency key.
"""

from __future__ import annotations

import asyncio
import random
from collections import OrderedDict
from datetime import timedelta
from typing import Protocol

import apsw

from devices.clock import Clock
from kiosk import audit
from kiosk.central.types import Envelope, Problem, Receipt, SealKey, Unreachable
from kiosk.logging import logger
from kiosk.outbox import outcomes, store
from kiosk.outbox.backoff import Backoff
from kiosk.outbox.database import Database
from kiosk.outbox.outcomes import Outcome, Refused, StillWaiting

log = logger("outbox")

# The call came at a bad moment or with a bad token; the submission itself was not judged.
_NOT_JUDGED = frozenset({401, 404, 407, 408, 425, 429})
_STILL_RUNNING = "/problems/idempotency-key-running"
# Whatever else waits would fare no better.
_FOR_ALL = frozenset({401, 429, 502, 503, 504})
_KEEP_ANSWERED = timedelta(days=30)
_UPKEEP_S = 6 * 3600.0
_RECENT = 64


class Central(Protocol):
    """What the outbox needs of the central."""

    async def seal_key(self) -> SealKey: ...

    def kept_seal_key(self) -> SealKey | None: ...

    async def submit(self, envelope: Envelope, signature: bytes, idempotency_key: str) -> Receipt: ...


class Sender:
    def __init__(self, database: Database, central: Central, clock: Clock, jitter: random.Random) -> None:
        self._database = database
        self._central = central
        self._clock = clock
        self._backoff = Backoff(jitter)
        self._wake = asyncio.Event()
        self._attempts: dict[str, asyncio.Task[Outcome]] = {}
        self._recent: OrderedDict[str, Outcome] = OrderedDict()
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._loop = asyncio.create_task(self._run(), name="outbox sender")

    async def close(self) -> None:
        tasks: list[asyncio.Task[Outcome] | asyncio.Task[None]] = [*self._attempts.values()]
        if self._loop is not None:
            tasks.append(self._loop)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def wake(self) -> None:
        self._wake.set()

    def nudge(self) -> None:
        self._backoff.reset()
        self._wake.set()

    def recent(self, reference: str) -> Outcome | None:
        """The final outcome of this run, with all that the central said."""
        return self._recent.get(reference)

    def attempt(self, reference: str) -> asyncio.Task[Outcome]:
        """The attempt under way for this submission, or a new one. Not the caller's to cancel."""
        task = self._attempts.get(reference)
        if task is None:
            task = asyncio.create_task(self._send(reference), name=f"send {reference}")
            self._attempts[reference] = task
            task.add_done_callback(lambda _task: self._attempts.pop(reference, None))
        return task

    async def _send(self, reference: str) -> Outcome:
        if reference in self._recent:
            return self._recent[reference]
        now = self._clock.now().timestamp()
        entry = await self._database.run(lambda connection: store.begin_attempt(connection, reference, now))
        if entry is None:
            raise KeyError(reference)
        if entry.state != "sent":
            return outcomes.of_entry(entry)
        envelope = Envelope(
            kiosk_id=entry.kiosk_id,
            sequence=entry.sequence,
            reference=reference,
            key_id=entry.key_id,
            sealed=entry.sealed,
        )
        try:
            receipt = await self._central.submit(envelope, entry.signature, entry.idempotency_key)
        except Unreachable as error:
            first_and_unsent = entry.attempts == 1 and not error.maybe_received
            state: store.State = "waiting" if first_and_unsent else "sent"
            await self._put_back(entry, state, error.reason)
            return StillWaiting(reference, error.reason, connected=error.maybe_received)
        except Problem as problem:
            if problem.status in _NOT_JUDGED or problem.status >= 500 or problem.type == _STILL_RUNNING:
                await self._put_back(entry, "sent", str(problem))
                return StillWaiting(reference, str(problem), alone=problem.status not in _FOR_ALL)
            return await self._settle(entry, Refused(reference, problem.type, problem))
        return await self._settle(entry, outcomes.answer(reference, receipt))

    async def _put_back(self, entry: store.Entry, state: store.State, cause: str) -> None:
        now = self._clock.now().timestamp()
        await self._database.run(lambda each: store.end_attempt(each, entry.reference, state, now, cause=cause))
        if entry.attempts == 1:
            log.warning("submission.kept", reference=entry.reference, cause=cause)

    async def _settle(self, entry: store.Entry, outcome: outcomes.Answer | Refused) -> Outcome:
        now = self._clock.now()

        def keep(connection: apsw.Connection) -> None:
            moment = now.timestamp()
            if isinstance(outcome, Refused):
                store.end_attempt(connection, entry.reference, "refused", moment, cause=outcome.problem)
                audit.append(
                    connection, now, "submission.refused", "refused", reference=entry.reference, cause=outcome.problem
                )
            else:
                kept = outcomes.kept_answer(outcome)
                store.end_attempt(connection, entry.reference, "answered", moment, answer=kept)
                audit.append(
                    connection, now, "submission.answered", "success", reference=entry.reference, attempt=entry.attempts
                )

        await self._database.run(keep)
        self._recent[entry.reference] = outcome
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        if isinstance(outcome, Refused):
            log.error("submission.refused", reference=entry.reference, cause=outcome.problem)
        else:
            log.info("submission.answered", reference=entry.reference, attempt=entry.attempts)
            # The central answers: whatever else waits can go now.
            self.nudge()
        return outcome

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            try:
                done = await self._upkeep() and await self._send_all()
            except Exception as error:
                # A full disk must not end the sending for good: it may be cleared.
                log.error("outbox.round_failed", error=type(error).__name__)
                done = False
            if done:
                self._backoff.reset()
            await self._rest(_UPKEEP_S if done else self._backoff.wait_s())

    async def _rest(self, seconds: float) -> None:
        """Wait that long, or until woken."""
        waits = [asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(self._wake.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waits:
                each.cancel()

    async def _upkeep(self) -> bool:
        """Fetch the key to seal to, so that it is at hand when the central is not; forget what is long answered."""
        before = (self._clock.now() - _KEEP_ANSWERED).timestamp()
        await self._database.run(lambda connection: store.prune(connection, before))
        try:
            await self._central.seal_key()
        except (Unreachable, Problem) as error:
            log.warning("central.not_ready", cause=str(error))
            return False
        return True

    async def _send_all(self) -> bool:
        """One attempt for each that waits, oldest first; False where some still wait."""
        done = True
        for reference in await self._database.run(store.unsettled):
            outcome = await asyncio.shield(self.attempt(reference))
            if isinstance(outcome, StillWaiting):
                done = False
                if not outcome.alone:
                    break
        return done
