"""`main.py staff-pin`: the PIN file made or changed, and a locked kiosk unlocked."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from kiosk.staff import pin_file
from kiosk.staff.lock import unlock


def set_pin(path: Path) -> int:
    """Ask for a PIN twice and keep it as a hash; cards let in before stay so. The exit code."""
    try:
        pin = _asked("New PIN 新密码: ")
        if _asked("Once more 再输一次: ") != pin:
            print("the two differ; nothing was changed  两次输入不同，未作修改", file=sys.stderr)
            return 1
        made = pin_file.made_from(pin)
        if path.exists():
            before = pin_file.load(path)
            made = pin_file.PinFile(pin=made.pin, card_salt=before.card_salt, cards=before.cards)
        pin_file.save(path, made)
    except (ValueError, pin_file.PinFileError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(path)
    return 0


def add_card(path: Path) -> int:
    """Ask for the number of a staff card and let it in. The exit code."""
    try:
        number = _asked("Card number 卡号: ")
        if not number:
            raise ValueError("a card has a number  卡号不能为空")
        pin_file.save(path, pin_file.load(path).with_card(number))
    except (ValueError, pin_file.PinFileError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(path)
    return 0


def unlock_kiosk(state_dir: Path) -> int:
    """Let staff try again after 15 wrong PINs. The exit code."""
    try:
        unlock(state_dir)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def _asked(prompt: str) -> str:
    """From the terminal without an echo; from a pipe a line each."""
    return (getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()).strip()
