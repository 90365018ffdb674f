"""Printing through a worker, with an outcome whatever happens."""

from __future__ import annotations

from typing import Any

from devices.interfaces import PrintOutcome, PrintState
from devices.model import Completion, DeviceError
from devices.slip import Slip
from devices.worker import DeviceWorker


async def print_slip(worker: DeviceWorker[Any], slip: Slip) -> PrintOutcome:
    """Print once. Where the driver hung or was stopped within it, nobody knows what came out: sentUnconfirmed."""
    try:
        outcome: PrintOutcome = await worker.call("print", slip)
    except DeviceError as error:
        begun = error.completion is not Completion.DEVICE_NOT_READY and error.reason != "stopped"
        return PrintOutcome(PrintState.SENT_UNCONFIRMED if begun else PrintState.NOT_SENT, error.reason)
    return outcome
