"""What this machine's own services know of: card readers at pcscd, queues at CUPS, power supplies at upsd."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

from devices.finding.model import Connected, Match
from devices.ipp import codec
from devices.ipp.codec import CHARSET, KEYWORD, LANGUAGE, Attribute
from devices.ipp.line import Address, Line
from devices.model import Budgets, DeviceClass, DeviceError

BUDGETS = Budgets(connect=1.0, between_bytes=2.0, whole=3.0)
CUPS_GET_PRINTERS = 0x4002
PCSC_S = 4.0
MOST = 65536
VIRTUAL_READER = "Virtual PCD"

# pcscd's calls may hang without a limit: they are made by a process that can be killed.
_LIST_READERS = """
import json
from smartcard import scard
code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_SYSTEM)
readers = scard.SCardListReaders(context, [])[1] if code == 0 else []
print(json.dumps(readers))
"""


def card_readers() -> Iterator[Connected]:
    """The readers at pcscd; none where it does not run, or pyscard is not installed."""
    try:
        command = [sys.executable, "-I", "-c", _LIST_READERS]
        made = subprocess.run(command, check=False, capture_output=True, timeout=PCSC_S)
        names = json.loads(made.stdout or b"[]")
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return
    for name in names if isinstance(names, list) else []:
        model = re.sub(r"( \([^)]*\))? \d\d \d\d$", "", str(name))  # pcscd numbers readers as they come
        match = Match(
            DeviceClass.CARD_READER,
            "pcsc",
            {"kind": "pcsc", "reader": model},
            said="PC/SC",
            advice="virtual" if model.startswith(VIRTUAL_READER) else "",
        )
        yield Connected("pcsc", model, str(name), match)


def print_queues(host: str = "localhost", port: int = 631) -> Iterator[Connected]:
    """The queues of a CUPS server; none where none answers."""
    root = f"ipp://{host}:{port}/"
    try:
        wanted = [
            Attribute(CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(KEYWORD, "requested-attributes", ("printer-name", "printer-make-and-model")),
        ]
        line = Line(Address(root), BUDGETS)
        try:
            body = codec.encode(CUPS_GET_PRINTERS, 1, [(codec.OPERATION_GROUP, wanted)])
            answer = codec.decode(line.post(body, BUDGETS.whole))
        finally:
            line.close()
    except (DeviceError, ValueError):
        return
    for printer in answer.all(codec.PRINTER_GROUP):
        name = _text(printer, "printer-name")
        if re.fullmatch(r"[A-Za-z0-9._\-]+", name):
            url = f"{root}printers/{name}"
            match = Match(DeviceClass.DOCUMENT_PRINTER, "ipp", {"kind": "ipp", "url": url}, said="CUPS")
            yield Connected("ipp", url, _text(printer, "printer-make-and-model"), match)


def _text(attributes: codec.Attributes, name: str) -> str:
    values = attributes.get(name, ())
    return str(values[0]) if values else ""


def power_supplies(host: str = "127.0.0.1", port: int = 3493) -> Iterator[Connected]:
    """The power supplies that a Network UPS Tools server watches; none where none answers."""
    try:
        with socket.create_connection((host, port), BUDGETS.connect) as connection:
            connection.sendall(b"LIST UPS\n")
            text = _until(connection, b"END LIST UPS\n")
    except OSError:
        return
    for name, label in re.findall(r'^UPS ([A-Za-z0-9._\-]+) "((?:[^"\\\n]|\\.)*)"$', text, re.MULTILINE):
        match = Match(DeviceClass.POWER, "nut", {"kind": "tcp", "host": host, "port": port}, {"ups": name}, said="upsd")
        yield Connected("tcp", f"{host}:{port}", label or name, match)


def _until(connection: socket.socket, ending: bytes) -> str:
    end = time.monotonic() + BUDGETS.whole
    heard = b""
    while not heard.endswith(ending) and len(heard) < MOST and (left := end - time.monotonic()) > 0:
        connection.settimeout(left)
        data = connection.recv(4096)
        if not data:
            break
        heard += data
    return heard.decode("utf-8", "replace")
