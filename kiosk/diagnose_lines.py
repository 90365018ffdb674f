"""What `main.py diagnose` writes: results on standard output, progress and questions at a terminal alone."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import east_asian_width

from devices.check import Doing, Unattended
from kiosk.control import messages
from kiosk.day.hours import china

_MARKS = {"passed": "✓", "failed": "✗", "unsupported": "–", "attention": "!", "skipped": "–"}
_WORDS = {"passed": "works 正常", "failed": "does not work 不正常", "unsupported": "not judged 未作判断"}
_ACTIONS = {
    "reset": "switch it off and on 断电重启",
    "clear": "clear it 清除故障",
    "configuration": "correct the configuration 改正配置",
    "maintenance": "see to it 处理",
    "suspend": "take it out of service 停用",
}
DOINGS = {
    "observing": "asking 询问状态",
    "looking": "looking at the picture 查看画面",
    "printing": "printing 打印",
    "reading": "reading 读取",
    "trying": "trying 检查",
    "lights": "look: the light is on for a moment 请看：灯亮一下",
    "lay_card": "lay an ID card on the reader 请放身份证",
    "insert_card": "insert a social security card 请插入社保卡",
    "take_card": "take the card 请取走卡片",
    "show_code": "hold a code before the scanner 请出示二维码",
    "lay_document": "lay an ID card under the camera 请把证件放到扫描台",
    "change_inputs": "open and close each door, step up and back 请开关门、走近再离开",
    "carry_slip": "lay the slip under the camera or scanner, code up 请把小票放到扫描台，码朝上",
}
QUESTIONS = {
    "legible": "Did it come out whole and legible? 打印完整清楚吗？",
    "lights_seen": "Did every light go on and off? 每盏灯都亮过吗？",
}


class Lines:
    """Writes for people, or one JSON object a line."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._progress = sys.stderr.isatty()
        self._shown = False

    def staff(self, device: str) -> Terminal:
        return Terminal(self, device)

    def checked(self, made: messages.Checked) -> None:
        self.clear()
        if self._as_json:
            print(messages.encode(made).decode(), flush=True)
            return
        told = _pairs({**made.detail, **made.measured, **made.shown})
        print(f"{_MARKS[made.verdict]} {made.device:18} {_WORDS[made.verdict]}, {made.milliseconds:.0f} ms")
        if made.verdict != "passed":
            print(f"  {'':18} {made.zh}\n  {'':18} {made.en} ({made.reason})")
            if made.action in _ACTIONS:
                print(f"  {'':18} → {_ACTIONS[made.action]}")
        if told:
            print(f"  {'':18} {told}")
        sys.stdout.flush()

    def part(self, tried: messages.Part) -> None:
        self.clear()
        if self._as_json:
            print(messages.encode(tried).decode(), flush=True)
            return
        title = f"{tried.title_zh} {tried.title_en}"
        padding = " " * max(1, 44 - sum(2 if east_asian_width(each) in "WF" else 1 for each in title))
        print(f"{_MARKS[tried.outcome]} {title}{padding}{tried.zh} {tried.en}", flush=True)

    def known(self, answer: messages.AnyAnswer) -> None:
        """One line of what is known: a device, an event, a check, statistics."""
        self.clear()
        match answer:
            case _ if self._as_json:
                print(messages.encode(answer).decode())
            case messages.DeviceSeen() as seen:
                told = _pairs(seen.detail)
                print(f"{seen.device:18} {_when(seen.since)}  {seen.zh} {seen.en}{f' ({told})' if told else ''}")
            case messages.Event() as event:
                print(f"{event.sequence:6} {_when(event.wall)}  {event.device:18} {event.health} {event.reason}")
            case messages.Check() as check:
                made = f"{check.level} {check.verdict} {check.reason}"
                print(f"{check.sequence:6} {_when(check.wall)}  {check.device:18} {made} ({check.asked_by})")
            case messages.Counted() as counted:
                for name, value in sorted(counted.figures.items()):
                    if value:
                        print(f"{counted.device:18} {name} {value:g}")
            case _:
                pass

    def wrote(self, file: Path) -> None:
        if not self._as_json:
            print(f"→ {file}", flush=True)

    def doing(self, device: str, code: str, seconds: float) -> None:
        """Progress, on standard error; what staff must do also where that is no terminal."""
        text = DOINGS.get(code, code)
        if self._progress:
            self.clear()
            limit = f" ({seconds:.0f} s)" if seconds else ""
            whose = f"{device}: " if device else ""
            print(f"  {whose}{text}{limit} …", file=sys.stderr, end="", flush=True)
            self._shown = True
        elif seconds:
            whose = f"{device}: " if device else ""
            print(f"{whose}{text} ({seconds:.0f} s)", file=sys.stderr, flush=True)

    def confirm(self, code: str) -> bool | None:
        """Ask at the terminal; None where there is none."""
        try:
            return self.asked(code)
        except Unattended:
            return None

    def asked(self, code: str) -> bool:
        """Raises `Unattended` without a terminal."""
        if not sys.stdin.isatty():
            raise Unattended(code)
        self.clear()
        print(f"{QUESTIONS.get(code, code)} [y/n] ", file=sys.stderr, end="", flush=True)
        return sys.stdin.readline().strip().lower() in ("y", "yes", "是")

    def clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", file=sys.stderr, end="", flush=True)
            self._shown = False


class Terminal:
    """Staff at the terminal, for a check made from here."""

    def __init__(self, lines: Lines, device: str) -> None:
        self._lines = lines
        self._device = device

    def tell(self, doing: Doing) -> None:
        self._lines.doing(self._device, doing.code, doing.seconds)

    async def confirm(self, question: str) -> bool:
        return self._lines.asked(question)


def _when(wall: float | None) -> str:
    return "-" * 19 if wall is None else f"{china(datetime.fromtimestamp(wall, UTC)):%Y-%m-%d %H:%M:%S}"


def _pairs(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())
