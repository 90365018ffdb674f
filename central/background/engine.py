"""DBOS behind the tasks: it queues, recovers and repeats them, and does the routines by the clock.

The rows of `background_tasks` are the truth, and what DBOS knows can be lost without losing a task. Rows are handed
over in batches, a workflow each: on SQLite, DBOS does about 100 workflows a second whatever is in them. A batch that a
process died in is begun again, without what was done of it.
"""

from __future__ import annotations

import secrets
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from dbos import DBOS, DBOSConfig, ScheduleInput, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import Engine, create_engine, event, make_url, select, update

from central import logs, private_file
from central.background.tasks import KINDS, SCHEDULES, WAKE, work_off
from central.store.tables import BackgroundTask

if TYPE_CHECKING:
    from central.parts import Central

_LOCAL, _REMOTE = "local", "remote"
_AT_ONCE = {_LOCAL: 2, _REMOTE: 8}
_MOST_IN_BATCH = 100
_POLL_S = 0.1
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 2, 3600
_LOST_AFTER = timedelta(minutes=20)
"""A task that was handed over and is neither done nor due again after this is handed over anew."""
_LOOK_FOR_LOST = "*/5 * * * *"
_LEAVING_S = 5

_central: Central | None = None


def start(central: Central) -> None:
    """Begin doing tasks in this process. One central a process can."""
    global _central
    if _central is not None:
        raise RuntimeError("another central's tasks are done in this process")
    _central = central
    schedules = [ScheduleInput(schedule_name="lost", workflow_fn=_lost, schedule=_LOOK_FOR_LOST, context="")]
    engine = _system_engine(central)
    config: DBOSConfig = {
        "name": "central",
        "application_version": "1",  # tasks are rows: a later version does those that an earlier one left
        "executor_id": central.settings.process,
        "system_database_url": _system_url(central),
        "console_log_level": "CRITICAL",  # its messages may hold values; failures are in our own log, by name
        "max_executor_threads": 32,
        "scheduler_polling_interval_sec": 5.0,
    }
    if engine is not None:
        config["system_database_engine"] = engine
    DBOS(config=config)
    DBOS.launch()
    for name, most in _AT_ONCE.items():
        DBOS.register_queue(name, worker_concurrency=most, polling_interval_sec=_POLL_S)
    for name, each in SCHEDULES.items():
        schedules.append(ScheduleInput(schedule_name=name, workflow_fn=_by_the_clock, schedule=each.cron, context=name))
    DBOS.apply_schedules(schedules)
    _HandOver.begin(central)


def stop() -> None:
    """End it; what is not done stays and is begun again at the next start."""
    global _central
    if _central is None:
        return
    _HandOver.end(_central)
    DBOS.destroy(workflow_completion_timeout_sec=0)
    _central = None


class _HandOver:
    """Gives committed rows to DBOS as soon as they are there: woken by each commit that left some."""

    stopped, woken = threading.Event(), threading.Event()
    thread: threading.Thread | None = None

    @classmethod
    def begin(cls, central: Central) -> None:
        cls.stopped.clear()
        cls.woken.set()  # rows that an earlier run left
        cls.thread = threading.Thread(target=cls._run, args=(central,), name="background", daemon=True)
        WAKE[central.database.engine] = cls.woken.set
        cls.thread.start()

    @classmethod
    def end(cls, central: Central) -> None:
        cls.stopped.set()
        cls.woken.set()
        if cls.thread is not None:
            cls.thread.join(_LEAVING_S)
        WAKE.pop(central.database.engine, None)

    @classmethod
    def _run(cls, central: Central) -> None:
        while not cls.stopped.is_set():
            cls.woken.wait()
            cls.woken.clear()
            try:
                while not cls.stopped.is_set() and hand_over(central):
                    pass
            except Exception as error:  # the rows stay; the next commit or the next look finds them
                logs.get().error("hand-over failed", error=type(error).__name__)
                if not cls.stopped.wait(1):
                    cls.woken.set()


def hand_over(central: Central) -> bool:
    """Give the next rows to DBOS; False where there are none."""
    now = central.now()
    batches: list[tuple[str, str]] = []
    with central.database.begin() as transaction:
        wanted = select(BackgroundTask).where(BackgroundTask.batch.is_(None), BackgroundTask.done_at.is_(None))
        wanted = wanted.order_by(BackgroundTask.id).limit(_MOST_IN_BATCH).with_for_update(skip_locked=True)
        local = secrets.token_hex(16)
        for row in transaction.scalars(wanted):
            remote = row.kind in KINDS and KINDS[row.kind].remote
            row.batch, row.handed_at = secrets.token_hex(16) if remote else local, now
            batches.append((row.batch, _REMOTE if remote else _LOCAL))
    for batch, queue in dict(batches).items():
        _enqueue(batch, queue)
    return bool(batches)


def _enqueue(batch: str, queue: str, pause: float = 0.0) -> None:
    with SetWorkflowID(batch), SetEnqueueOptions(delay_seconds=pause or None):
        DBOS.enqueue_workflow(queue, _work_batch, batch, queue)


@DBOS.workflow(name="work_batch")
def _work_batch(batch: str, queue: str) -> None:
    """Done rows are left out, so that this can be begun again at any point."""
    assert _central is not None
    central = _central
    with central.database.begin() as transaction:
        wanted = select(BackgroundTask.id).where(BackgroundTask.batch == batch, BackgroundTask.done_at.is_(None))
        tasks = list(transaction.scalars(wanted.order_by(BackgroundTask.id)))
    for again in work_off(central, tasks):
        _again(central, again, queue)


def _again(central: Central, number: int, queue: str) -> None:
    """A workflow of its own for a task that failed, after a pause that doubles."""
    batch = secrets.token_hex(16)
    with central.database.begin() as transaction:
        row = transaction.get_one(BackgroundTask, number)
        pause = min(_FIRST_PAUSE_S * 2 ** (row.attempts - 1), _LONGEST_PAUSE_S)
        row.batch, row.handed_at = batch, central.now() + timedelta(seconds=pause)
    _enqueue(batch, queue, pause)


@DBOS.workflow(name="by_the_clock")
def _by_the_clock(_at: datetime, name: str) -> None:
    assert _central is not None
    try:
        SCHEDULES[name].routine(_central)
    except Exception as error:
        logs.get().error("routine failed", action=name, error=type(error).__name__)


@DBOS.workflow(name="lost")
def _lost(_at: datetime, _context: Any) -> None:
    """Hand over anew what a process took and did not do: one that never came back, or a lost system database."""
    assert _central is not None
    with _central.database.begin() as transaction:
        transaction.execute(
            update(BackgroundTask)
            .where(BackgroundTask.done_at.is_(None), BackgroundTask.failed_at.is_(None))
            .where(BackgroundTask.handed_at < _central.now() - _LOST_AFTER)
            .values(batch=None, handed_at=None)
        )
    _HandOver.woken.set()


def _system_url(central: Central) -> str:
    """The same PostgreSQL database in a schema of DBOS's own; beside SQLite's file, a file of its own."""
    url = make_url(central.settings.database_url)
    if url.get_backend_name() == "sqlite":
        return f"sqlite:///{central.settings.state_dir / 'background.db'}"
    return url.render_as_string(hide_password=False)


def _system_engine(central: Central) -> Engine | None:
    """SQLite as in `central.store.database`, but no commit waits for the disk: the rows are the truth."""
    if make_url(central.settings.database_url).get_backend_name() != "sqlite":
        return None
    private_file.write(central.settings.state_dir / "background.db", b"")
    engine = create_engine(
        _system_url(central),
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 30},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        connection.isolation_level = "IMMEDIATE"
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
