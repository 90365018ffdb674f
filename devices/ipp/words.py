"""IPP's numbers that this driver speaks (RFC 8011)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Operation(IntEnum):
    PRINT_JOB = 0x02
    VALIDATE_JOB = 0x04
    CREATE_JOB = 0x05
    SEND_DOCUMENT = 0x06
    CANCEL_JOB = 0x08
    GET_JOB_ATTRIBUTES = 0x09
    GET_JOBS = 0x0A
    GET_PRINTER_ATTRIBUTES = 0x0B


class JobState(IntEnum):
    PENDING = 3
    PENDING_HELD = 4
    PROCESSING = 5
    PROCESSING_STOPPED = 6
    CANCELED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterStateCode(IntEnum):
    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


class Status(IntEnum):
    OK = 0x0000
    BAD_REQUEST = 0x0400
    FORBIDDEN = 0x0401
    NOT_AUTHENTICATED = 0x0402
    NOT_AUTHORIZED = 0x0403
    NOT_POSSIBLE = 0x0404
    NOT_FOUND = 0x0406
    GONE = 0x0407
    FORMAT_NOT_SUPPORTED = 0x040A
    ATTRIBUTES_NOT_SUPPORTED = 0x040B
    INTERNAL_ERROR = 0x0500
    OPERATION_NOT_SUPPORTED = 0x0501
    SERVICE_UNAVAILABLE = 0x0502
    DEVICE_ERROR = 0x0504
    TEMPORARY_ERROR = 0x0505
    NOT_ACCEPTING_JOBS = 0x0506
    BUSY = 0x0507
    JOB_CANCELED = 0x0508


OK_BELOW = 0x0100
"""Statuses below this are kinds of success (RFC 8011, appendix B.1.2)."""

_REFUSALS: Mapping[int, str] = {
    Status.FORBIDDEN: "no_permission",
    Status.NOT_AUTHENTICATED: "no_permission",
    Status.NOT_AUTHORIZED: "no_permission",
    Status.NOT_FOUND: "queue_not_found",
    Status.GONE: "queue_not_found",
    Status.FORMAT_NOT_SUPPORTED: "format_unsupported",
    Status.ATTRIBUTES_NOT_SUPPORTED: "unsupported",
    Status.OPERATION_NOT_SUPPORTED: "unsupported",
    Status.SERVICE_UNAVAILABLE: "printer_busy",
    Status.DEVICE_ERROR: "printer_error",
    Status.TEMPORARY_ERROR: "printer_busy",
    Status.NOT_ACCEPTING_JOBS: "not_accepting_jobs",
    Status.BUSY: "printer_busy",
}
"""Why a printer refused, by its status; any other is `printer_refused`."""


def refusal(status: int) -> str:
    """The reason code of a status that is no success."""
    return _REFUSALS.get(status, "printer_refused")
