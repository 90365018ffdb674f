"""Work that goes on after a transaction, durably: left with `later`, done by a function marked `@task`.

DBOS keeps, repeats and recovers it (see `central.background.engine`). A task is done at least once.
"""

from __future__ import annotations

from central.background.tasks import GivenUp, again, drain, later, scheduled, task, work_off

__all__ = ["GivenUp", "again", "drain", "later", "scheduled", "task", "work_off"]
