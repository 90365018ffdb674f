"""Print a code on the receipt printer, have staff carry it to the scanner, and read the same code back."""

from __future__ import annotations

import asyncio
import secrets
import time

from devices.check import Doing, Staff
from devices.interfaces import PrintState
from devices.model import DeviceClass, DeviceError
from devices.slip import Align, QrCode, Rule, Slip, Text
from kiosk.diagnostics.readiness.model import Outcome
from kiosk.diagnostics.service import Diagnostics

CARRY_S = 60.0
PIECE_S = 1.0
_BYTES = 8


async def print_and_read_back(diagnostics: Diagnostics, staff: Staff) -> tuple[Outcome, str, dict[str, str]]:
    """The outcome, its reason, and by what the code was read and how soon after it was printed."""
    equipment = diagnostics.equipment
    scanners = [each for each in diagnostics.config.devices if each.device_class in _READING]
    usable = {each.device_id for each in diagnostics.seen() if each.health == "online"}
    if not equipment.fitted(DeviceClass.RECEIPT_PRINTER) or not scanners:
        return Outcome.SKIPPED, "not_fitted", {}
    code = f"LOOP-{secrets.token_hex(_BYTES).upper()}"
    staff.tell(Doing("printing"))
    printed = await equipment.print(_slip(code))
    if printed.state is not PrintState.CONFIRMED:
        return Outcome.FAILED, printed.reason if printed.reason != "ok" else "not_printed", {}
    staff.tell(Doing("carry_slip", CARRY_S))
    began = time.monotonic()
    reading = {
        asyncio.create_task(_read(diagnostics, each.device_class, each.id, code)): each.id
        for each in scanners
        if each.id in usable
    }
    seen = False
    try:
        waiting = set(reading)
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.result() == code:
                    took = f"{time.monotonic() - began:.1f}"
                    return Outcome.PASSED, "ok", {"read_by": reading[task], "seconds": took}
                seen = seen or task.result() is not None
    finally:
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
    return Outcome.FAILED, "other_code" if seen else "no_code", {}


async def _read(diagnostics: Diagnostics, device_class: DeviceClass, device: str, wanted: str) -> str | None:
    """What a device reads until the wanted code comes or the time is up: the last code read."""
    end = time.monotonic() + CARRY_S
    last: str | None = None
    while last != wanted and (left := end - time.monotonic()) > 0:
        if device_class is DeviceClass.DOCUMENT_CAMERA:
            text = await diagnostics.cameras.read_code(device, left)
        else:
            text = await _scan(diagnostics, device, left)
        last = text or last
        if text is None:
            break
        await asyncio.sleep(0.1)
    return last


async def _scan(diagnostics: Diagnostics, device: str, wait: float) -> str | None:
    worker = diagnostics.equipment.workers[device]
    end = time.monotonic() + wait
    try:
        await worker.enable()
        try:
            while (left := end - time.monotonic()) > 0:
                read = await worker.call("next_code", min(left, PIECE_S))
                if read is not None:
                    return str(read.text)
        finally:
            await worker.disable()
    except DeviceError:
        pass
    return None


def _slip(code: str) -> Slip:
    return Slip(
        (
            Text("运行就绪检查", size=2, bold=True, align=Align.CENTRE),
            Text("请把这一张放到扫描台上，码朝上\nLay this slip on the scanner, code up", align=Align.CENTRE),
            QrCode(code, module=8),
            Rule(),
            Text(code, align=Align.CENTRE),
        )
    )


_READING = (DeviceClass.DOCUMENT_CAMERA, DeviceClass.CODE_SCANNER)
