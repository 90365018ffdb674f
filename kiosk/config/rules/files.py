"""The files that a configuration names must be there, be files, be readable by the kiosk, and, where secret, by nobody
else."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from cryptography import x509

from kiosk.config.devices import DocumentPrinterConfig, ReceiptPrinterConfig
from kiosk.config.findings import Said
from kiosk.config.lines import Path_
from kiosk.config.model import KioskConfig
from kiosk.config.rules.fault import Fault
from kiosk.staff.pin_file import PinFile

DEVICE_KEY = "device-key.pem"
LARGEST = 1 << 20
_THERE = Said(zh="一个存在的文件", en="a file that exists")
_BY_DEMO = Said(
    zh="一个存在的文件（演示用的由 script/demo 生成）", en="a file that exists (script/demo makes the demonstration's)"
)
_MADE_BY_STAFF_PIN = Said(
    zh="一个存在的文件（由 main.py staff-pin 生成）", en="a file that exists (main.py staff-pin makes it)"
)


def faults(config: KioskConfig) -> Iterator[Fault]:
    demo = config.mode == "simulation"
    exists = _BY_DEMO if demo else _THERE
    yield from _file(("central", "ca_file"), config.central.ca_file, exists, kind=_AUTHORITY)
    if config.central.enrolment_code_file is not None:
        yield from _file(
            ("central", "enrolment_code_file"),
            config.central.enrolment_code_file,
            exists,
            secret=not demo,
        )
    if config.staff is not None:
        made = _BY_DEMO if demo else _MADE_BY_STAFF_PIN
        yield from _file(("staff", "pin_file"), config.staff.pin_file, made, secret=True, kind=_PIN)
    for index, device in enumerate(config.devices):
        match device:
            case ReceiptPrinterConfig(font=Path() as font):
                yield from _file(("devices", index, "font"), font, _THERE)
            case DocumentPrinterConfig(ca_file=Path() as ca_file):
                yield from _file(("devices", index, "ca_file"), ca_file, _THERE, kind=_AUTHORITY)
    yield from _state(config.kiosk.state_dir)


def _is_authority(content: bytes) -> bool:
    try:
        return bool(x509.load_pem_x509_certificates(content))
    except ValueError:
        return False


def _is_pin_file(content: bytes) -> bool:
    try:
        msgspec.json.decode(content, type=PinFile)
    except msgspec.DecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a file has to hold."""

    is_right: Callable[[bytes], bool]
    said: Said


_AUTHORITY = _Kind(
    _is_authority,
    Said(zh="PEM 证书（-----BEGIN CERTIFICATE-----）", en="certificates in PEM (-----BEGIN CERTIFICATE-----)"),
)
_PIN = _Kind(_is_pin_file, Said(zh="由 main.py staff-pin 生成的文件", en="a file made by main.py staff-pin"))


def _content(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(LARGEST)


def _state(folder: Path) -> Iterator[Fault]:
    path = ("kiosk", "state_dir")
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if there != folder and not there.is_dir():
        yield Fault(
            path,
            Said(zh=f'"{folder}"，但 "{there}" 不是文件夹', en=f'"{folder}", while "{there}" is no folder'),
            Said(zh="一个文件夹，或尚不存在的路径", en="a folder, or a path that does not exist yet"),
        )
    elif there == folder and not folder.is_dir():
        yield Fault(
            path,
            Said(zh=f'"{folder}"，不是文件夹', en=f'"{folder}", which is no folder'),
            Said(zh="一个文件夹，或尚不存在的路径", en="a folder, or a path that does not exist yet"),
        )
    elif folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        yield Fault(
            path,
            Said(zh=f'"{folder}"，本用户不能写入', en=f'"{folder}", which this user may not write to'),
            Said(zh="一个可写入的文件夹", en="a folder that can be written to"),
        )
    else:
        yield from _others(path, folder / DEVICE_KEY)


def _file(
    path: Path_, file: Path, allowed: Said, *, secret: bool = False, kind: _Kind | None = None
) -> Iterator[Fault]:
    try:
        yield from _look(path, file, allowed, secret=secret, kind=kind)
    except OSError as error:
        yield Fault(path, Said(zh=f'"{file}"，{error.strerror}', en=f'"{file}": {error.strerror}'), allowed)


def _look(path: Path_, file: Path, allowed: Said, *, secret: bool, kind: _Kind | None) -> Iterator[Fault]:
    if file.is_dir():
        yield Fault(path, Said(zh=f'"{file}"，是文件夹', en=f'"{file}", which is a folder'), allowed)
    elif not file.exists():
        yield Fault(path, Said(zh=f'"{file}"，没有此文件', en=f'"{file}", which is no file'), allowed)
    elif not file.is_file():
        yield Fault(path, Said(zh=f'"{file}"，不是普通文件', en=f'"{file}", no regular file'), allowed)
    elif not os.access(file, os.R_OK):
        yield Fault(
            path,
            Said(zh=f'"{file}"，本用户不能读取', en=f'"{file}", which this user may not read'),
            Said(zh="一个可读取的文件", en="a file that can be read"),
        )
    elif kind is not None and not kind.is_right(_content(file)):
        yield Fault(
            path,
            Said(zh=f'"{file}"，内容不对', en=f'"{file}", which holds something else'),
            kind.said,
        )
    elif secret:
        yield from _others(path, file)


def _others(path: Path_, file: Path) -> Iterator[Fault]:
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except OSError:
        return
    if mode & 0o077:
        yield Fault(
            path,
            Said(zh=f'"{file}"，其他用户也能访问（{mode:04o}）', en=f'"{file}", open to other users ({mode:04o})'),
            Said(zh=f"只有本用户能访问：chmod 600 {file}", en=f"open to its owner alone: chmod 600 {file}"),
        )
