"""Printing through a worker, with an outcome whatever happens."""

from __future__ import annotations

from typing import Any

from devices.interfaces import Document, PrintOutcome, PrintState
from devices.model import Completion, DeviceError
from devices.slip import Slip
from devices.worker import DeviceWorker


async def print_slip(worker: DeviceWorker[Any], slip: Slip) -> PrintOutcome:
    """Print once. Where the driver hung or was stopped within it, nobody knows what came out: sentUnconfirmed."""
    return await _print(worker, slip)


async def print_document(worker: DeviceWorker[Any], document: Document) -> PrintOutcome:
    """As `print_slip`, for a printer of A4 pages. It may take as long as the driver's whole budget."""
    return await _print(worker, document)


async def _print(worker: DeviceWorker[Any], what: Slip | Document) -> PrintOutcome:
    try:
        outcome: PrintOutcome = await worker.call("print", what)
    except DeviceError as error:
        begun = error.completion is not Completion.DEVICE_NOT_READY and error.reason != "stopped"
        return PrintOutcome(PrintState.SENT_UNCONFIRMED if begun else PrintState.NOT_SENT, error.reason)
    return outcome
