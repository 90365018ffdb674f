"""`main.py diagnose`: each device asked how it is, for who looks after the kiosk, at a terminal or over SSH.

Beside a running kiosk it is asked, since it owns the devices; else they are checked from here.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

from devices.check import CheckResult, Level, check_alone
from kiosk.config import KioskConfig
from kiosk.control import messages, socket_of
from kiosk.control.client import ControlClient, KioskGone, NoKiosk
from kiosk.control.present import checked
from kiosk.diagnose_lines import Lines
from kiosk.logging import configure_structlog
from kiosk.starting import as_mapping, only_one

WORKS, FAULT, WRONG, NOT_NOW = 0, 1, 2, 3
"""Exit codes: all devices work; one does not; a name or a file is wrong; somebody is being served, or no permission."""

_GONE = "the kiosk ended while it was asked"
_NOT_PERMITTED = "the kiosk runs as another user: be that user, or root"


class NotNow(Exception):
    """The kiosk does not let this be done now; the message says why."""


def diagnose(
    config: KioskConfig,
    only: tuple[str, ...] = (),
    *,
    level: Level = Level.INTERNAL,
    as_json: bool = False,
    report: Path | None = None,
) -> int:
    """Check the devices named, or all; or make the readiness report into the folder `report`. The exit code."""
    known = [device.id for device in config.devices]
    unknown = [name for name in only if name not in known]
    if unknown:
        print(f"no device {', '.join(unknown)} in the configuration; there are: {', '.join(known)}", file=sys.stderr)
        return WRONG
    _quiet()
    lines = Lines(as_json=as_json)
    wanted = tuple(name for name in known if not only or name in only)
    try:
        try:
            with ControlClient(socket_of(config.kiosk.state_dir)) as kiosk:
                return _report(kiosk, report, lines) if report is not None else _through(kiosk, wanted, level, lines)
        except NoKiosk:
            return _alone(config, wanted, level, lines, report)
    except PermissionError:
        print(_NOT_PERMITTED, file=sys.stderr)
        return NOT_NOW
    except NotNow as reason:
        print(reason, file=sys.stderr)
        return NOT_NOW
    except KioskGone:
        print(_GONE, file=sys.stderr)
        return NOT_NOW
    finally:
        lines.clear()


def _through(kiosk: ControlClient, wanted: tuple[str, ...], level: Level, lines: Lines) -> int:
    """Let the running kiosk check its devices."""
    results = []
    for device in wanted:
        for answer in _heard(kiosk, messages.AskCheck(device=device, level=level), lines, device):
            if isinstance(answer, messages.Checked):
                lines.checked(answer)
                results.append(answer.verdict)
    return FAULT if "failed" in results else WORKS


def show(config: KioskConfig, what: str, only: tuple[str, ...], *, as_json: bool) -> int:
    """Print what the running kiosk knows: status, events, history (of checks) or statistics. The exit code."""
    _quiet()
    lines = Lines(as_json=as_json)
    device = only[0] if len(only) == 1 else None
    requests: dict[str, messages.AnyRequest] = {
        "status": messages.AskStatus(),
        "events": messages.AskEvents(device=device),
        "history": messages.AskHistory(device=device),
        "statistics": messages.AskStatistics(),
    }
    try:
        with ControlClient(socket_of(config.kiosk.state_dir)) as kiosk:
            for answer in _heard(kiosk, requests[what], lines, ""):
                if not only or getattr(answer, "device", "") in only:
                    lines.known(answer)
    except NoKiosk:
        print("no kiosk runs with this configuration", file=sys.stderr)
    except PermissionError:
        print(_NOT_PERMITTED, file=sys.stderr)
    except NotNow as reason:
        print(reason, file=sys.stderr)
    except KioskGone:
        print(_GONE, file=sys.stderr)
    else:
        return WORKS
    return NOT_NOW


def _report(kiosk: ControlClient, folder: Path, lines: Lines) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"{folder}: {error.strerror}", file=sys.stderr)
        return WRONG
    ready = False
    for answer in _heard(kiosk, messages.AskReport(), lines, ""):
        if isinstance(answer, messages.Part) and answer.outcome != "running":
            lines.part(answer)
        if isinstance(answer, messages.Report):
            ready = answer.ready
            for name, content in (("readiness.json", answer.signed.encode()), ("readiness.pdf", answer.pdf)):
                if content:
                    try:
                        (folder / name).write_bytes(content)
                    except OSError as error:
                        print(f"{folder / name}: {error.strerror}", file=sys.stderr)
                        return WRONG
                    lines.wrote(folder / name)
    return WORKS if ready else FAULT


def _heard(
    kiosk: ControlClient, request: messages.AnyRequest, lines: Lines, device: str
) -> Iterator[messages.AnyAnswer]:
    """The kiosk's answers, its questions answered from the terminal meanwhile."""
    for answer in kiosk.ask(request):
        match answer:
            case messages.Doing(code=code, seconds=seconds):
                lines.doing(device, code, seconds)
            case messages.Part(outcome="running", title_en=title):
                lines.doing(title, "trying", 0.0)
            case messages.Question(code=code):
                kiosk.send(messages.Reply(yes=lines.confirm(code)))
            case messages.Refused(reason=reason):
                raise NotNow(_REFUSALS.get(reason, reason))
            case _:
                yield answer


def _alone(config: KioskConfig, wanted: tuple[str, ...], level: Level, lines: Lines, report: Path | None) -> int:
    """No kiosk runs: each device has its worker here for as long as it is checked."""
    if report is not None:
        raise NotNow("the readiness report is made by the running kiosk, and none runs with this configuration")
    try:
        lock = only_one(config.kiosk.state_dir)
    except BlockingIOError:
        raise NotNow("a kiosk with this state_dir is starting or stopping; try again in a moment") from None
    except OSError as error:
        raise NotNow(f"{error.filename or config.kiosk.state_dir}: {error.strerror}") from None
    failed = False
    with lock:
        for device in wanted:
            made: CheckResult = asyncio.run(
                check_alone(as_mapping(config.device(device)), level, staff=lines.staff(device))
            )
            lines.checked(checked(made))
            failed = failed or made.verdict.value == "failed"
    return FAULT if failed else WORKS


def _quiet() -> None:
    """What the devices' layer logs is told by the results."""
    logging.getLogger().addHandler(logging.NullHandler())
    configure_structlog(level=logging.CRITICAL)


_REFUSALS = {
    "occupied": "somebody is being served at the kiosk: only --level internal can be done meanwhile",
    "not_permitted": "the kiosk runs as another user: be that user, or root",
    "not_understood": "the running kiosk is of another version",
    "failed": "the kiosk could not do it; see its log",
}
