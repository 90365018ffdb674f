"""Everything that is connected, asked at the same time, each within a limit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from devices.finding import ports, services
from devices.finding.model import Connected, Match
from devices.finding.questions import ESCPOS, FIRST, MODBUS_TCP, THEN, Question
from devices.model import DeviceClass, DeviceError
from devices.transport import Transport, from_config

LIMIT_S = 20.0
"""What asking one port may take as a whole: every question at every speed, unanswered, takes ten seconds."""
CONNECT_S = 2.0
AT_ONCE = 8

Tell = Callable[[str], None]


def find(
    more_ports: Sequence[str] = (),
    addresses: Sequence[tuple[str, int]] = (),
    *,
    own: bool = True,
    tell: Tell = lambda _: None,
) -> Iterator[Connected]:
    """What is connected: to this machine where `own`, and at the ports and addresses named. `tell` hears what is asked
    now. Whoever owns a port keeps it: it is found as claimed."""
    named = [Connected("serial", port) for port in more_ports]
    named += [Connected("tcp", f"{host}:{port}") for host, port in addresses]
    found = [*ports.serial_ports(), *ports.usb_printers()] if own else []
    asked = _without_doubles([*named, *found])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        listed: list[Callable[[], Iterable[Connected]]] = (
            [_cameras, services.card_readers, services.print_queues, services.power_supplies] if own else []
        )
        services_found = [pool.submit(_all, each) for each in listed]
        yield from pool.map(lambda each: _asked(each, tell), asked)
        for each in services_found:
            yield from each.result()


def _without_doubles(connected: Iterable[Connected]) -> list[Connected]:
    return list({each.address: each for each in reversed(list(connected))}.values())[::-1]


def _all(listing: Callable[[], Iterable[Connected]]) -> list[Connected]:
    return list(listing())


def _cameras() -> Iterator[Connected]:
    for camera, virtual in ports.cameras():
        transport = {"kind": "v4l2", "path": camera.address}
        advice = "virtual" if virtual else "camera"
        yield replace(camera, match=Match(DeviceClass.CAMERA, "opencv", transport, said=camera.label, advice=advice))


def _asked(device: Connected, tell: Tell) -> Connected:
    """The device with the driver that it answered to; with the wire's reason where it could not be asked."""
    end = time.monotonic() + LIMIT_S
    tell(device.address)
    try:
        for question, transport in _attempts(device):
            if time.monotonic() > end:
                break
            wire = from_config(transport, CONNECT_S)
            told = _put(question, wire)
            if told is not None:
                return replace(device, match=replace(told, transport=transport))
    except DeviceError as error:
        return replace(device, reason=error.reason)
    return device


def _attempts(device: Connected) -> Iterator[tuple[Question, dict[str, str | int]]]:
    if device.kind == "tcp":
        host, _, port = device.address.rpartition(":")
        for question in (MODBUS_TCP, ESCPOS) if port == "502" else (ESCPOS, MODBUS_TCP):
            yield question, {"kind": "tcp", "host": host, "port": int(port)}
    elif device.kind == "usb":
        yield ESCPOS, {"kind": "usb", "path": device.address}
    else:
        for question in (*FIRST, *THEN):
            for baud in question.bauds:
                yield question, {"kind": "serial", "port": device.address, "baud": baud}


def _put(question: Question, wire: Transport) -> Match | None:
    wire.open()
    try:
        told = question.ask(wire)
        return None if told is None else question.match({}, told)
    except DeviceError as error:
        if error.reason == "write_timeout":  # it holds the line: not this one, at this speed
            return None
        raise
    finally:
        wire.close()
