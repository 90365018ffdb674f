"""From a file to its text, and from the text to its tables."""

from __future__ import annotations

import codecs
import errno
import re
import tomllib
from pathlib import Path
from typing import Any

from kiosk.config import syntax
from kiosk.config.findings import ConfigError, Finding, Said, finding

LARGEST = 1 << 20
"""Bytes in a file; a kiosk's has some thousands."""
DEEPEST = 16
"""Tables and lists within each other; the configuration needs six."""

_A_FILE = Said(zh="一个配置文件", en="a configuration file")
_UTF_8 = Said(
    zh="UTF-8 文字：在编辑器中“另存为”，编码选 UTF-8", en='UTF-8 text: in the editor "Save as", with the encoding UTF-8'
)
_WHY = {
    errno.ENOENT: "没有此文件",
    errno.EISDIR: "是文件夹",
    errno.EACCES: "本用户不能读取",
    errno.ELOOP: "链接指向自身",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "路径过长",
}
_OPENING = re.compile(r"[\[{.]")
_ENDLESS = re.compile(r"\d[\d_]{1000}")


def read_text(path: Path) -> str:
    """The file's text; raises ConfigError where it is none."""
    raw = _read(path)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ConfigError([finding(path, 1, "", Said(zh="UTF-16 文字", en="UTF-16 text"), _UTF_8)])
    raw = raw.removeprefix(codecs.BOM_UTF8)  # some editors begin UTF-8 with it; it means nothing there
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = Said(zh=f"非 UTF-8 字节 0x{raw[error.start]:02x}", en=f"byte 0x{raw[error.start]:02x}, not UTF-8")
        raise ConfigError([finding(path, line, "", found, _UTF_8)]) from None


def _read(path: Path) -> bytes:
    try:
        # A pipe or a device may never end, or never begin.
        if path.exists() and not path.is_file() and not path.is_dir():
            raise ConfigError([finding(path, 1, "", Said(zh="不是普通文件", en="no regular file"), _A_FILE)])
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        found = Said(
            zh=f"无法读取的文件（{_WHY.get(error.errno or 0, error.strerror)}）",
            en=f"no readable file ({error.strerror})",
        )
        raise ConfigError([finding(path, 1, "", found, _A_FILE)]) from None
    if len(raw) > LARGEST:
        found = Said(zh=f"超过 {LARGEST} 字节的文件", en=f"a file of more than {LARGEST} bytes")
        raise ConfigError([finding(path, 1, "", found, _A_FILE)])
    return raw


def parse(path: Path, text: str) -> dict[str, Any]:
    """The file's tables; raises ConfigError where the text is no TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([syntax.fault(path, text, error)]) from None
    except RecursionError:
        raise ConfigError([_too_deep(path, text)]) from None
    except ValueError:  # Python reads no whole number of thousands of figures
        line = next((number for number, each in enumerate(text.split("\n"), 1) if _ENDLESS.search(each)), 1)
        found = Said(zh="位数过多的数", en="a number of too many figures")
        raise ConfigError([finding(path, line, "", found, Said(zh="至多 18 位", en="at most 18 figures"))]) from None
    if _is_deep(data):
        raise ConfigError([_too_deep(path, text)])
    return data


def _is_deep(data: object) -> bool:
    level = [data]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
    return bool(level)


def _too_deep(path: Path, text: str) -> Finding:
    depths = [len(_OPENING.findall(line)) for line in text.split("\n")]
    found = Said(zh="嵌套过深的列表或表", en="lists or tables nested too deeply")
    return finding(path, depths.index(max(depths)) + 1, "", found, Said(zh="TOML 1.0", en="TOML 1.0"))
