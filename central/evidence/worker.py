"""The log at work beside the API: a thread takes acts in as they are committed, another asks the witnesses."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from central import logs
from central.evidence import bell, sequencer
from central.evidence.log import Log
from central.evidence.policy import NONE
from central.evidence.sequencer import LogBroken
from central.evidence.tiles import TileMissing
from central.evidence.witnessing import Witnessing
from central.store.database import Database

_ASKS_AGAIN_S = 2.0
_LOOKS_AGAIN_S = 5.0
"""Nobody rings for acts that another process committed and died over."""


class Kept(Protocol):
    """What it works with; a running central is one."""

    @property
    def database(self) -> Database: ...

    @property
    def log(self) -> Log: ...

    def now(self) -> datetime: ...


@contextmanager
def working(kept: Kept) -> Iterator[None]:
    """Sequencing and witnessing until left; what waits then is taken in at the next start."""
    leaving, heard, grown = threading.Event(), threading.Event(), threading.Event()
    threads = [threading.Thread(target=_sequence, args=(kept, leaving, heard, grown), name="evidence")]
    if kept.log.witnessing.witnesses:
        threads.append(threading.Thread(target=_ask_witnesses, args=(kept, leaving, grown), name="witnesses"))
    heard.set()
    with bell.hearing(kept.database.engine, heard):
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            leaving.set()
            heard.set()
            grown.set()
            for thread in threads:
                thread.join()


def drain(kept: Kept) -> int:
    """Take in all that waits, here and now; how many."""
    total = 0
    while True:
        with kept.database.begin() as transaction:
            taken = sequencer.take_in(transaction, kept.log, kept.now())
        if not taken:
            return total
        total += taken


def _sequence(kept: Kept, leaving: threading.Event, heard: threading.Event, grown: threading.Event) -> None:
    log, well = logs.get(), True
    while not leaving.is_set():
        heard.wait(_LOOKS_AGAIN_S)
        heard.clear()
        try:
            drain(kept)
        except (LogBroken, TileMissing, SQLAlchemyError) as error:
            if well:
                log.error("evidence stands still", error=type(error).__name__)
            well = False
            leaving.wait(_LOOKS_AGAIN_S)
            continue
        if not well:
            log.info("evidence goes on")
        well = True
        if kept.log.witnessing.quorum == NONE:
            bell.publish(kept.database.engine)
        grown.set()


def _ask_witnesses(kept: Kept, leaving: threading.Event, grown: threading.Event) -> None:
    asking = Witnessing(kept.database, kept.log)
    while not leaving.is_set():
        grown.wait()
        grown.clear()
        if leaving.is_set():
            return
        if asking.ask_all(kept.now()):
            bell.publish(kept.database.engine)
        elif not leaving.wait(_ASKS_AGAIN_S):
            grown.set()
