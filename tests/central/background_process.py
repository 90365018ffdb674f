"""A process of its own that does the tasks of a folder's central until it is killed or told to stop.

Each task writes "<number> begun" and "<number> done" to the folder's journal; one that finds the file `hang` waits
between the two for ever, so that the process can be killed there.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from running_central import serving

from central.background import later, task
from central.parts import Central

FOLDER = Path(sys.argv[1])


def write(line: str) -> None:
    with (FOLDER / "journal").open("a", encoding="utf-8") as journal:
        journal.write(line + "\n")


@task("test.step")
def step(_central: Central, payload: Mapping[str, Any]) -> None:
    write(f"{payload['number']} begun")
    if (FOLDER / "hang").exists() and payload["number"] == 2:
        threading.Event().wait()
    write(f"{payload['number']} done")


@task("test.fails")
def fails(_central: Central, payload: Mapping[str, Any]) -> None:
    write(f"{payload['number']} tried")
    if (FOLDER / "journal").read_text("utf-8").count("tried") < 2:
        raise OSError("no answer")


with serving(FOLDER, background=True) as running:
    print("ready", flush=True)
    for line in sys.stdin:
        kind, first, last = line.split()
        with running.central.database.begin() as transaction:
            for number in range(int(first), int(last) + 1):
                later(transaction, kind, {"number": number})
        print("left", flush=True)
