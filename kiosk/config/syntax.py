"""Where and how a text is no TOML, in words for who does not know TOML's grammar."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kiosk.config.findings import Finding, Said, finding
from kiosk.config.secret_keys import is_secret

_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")
_PAIR = re.compile(r"""^\s*([\w.\-"']+)\s*[=:：＝]\s*(.*)$""")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-]+)\s*\]")
_FULL_WIDTH = re.compile("[“”‘’，＝：；｛｝［］＃ａ-ｚＡ-Ｚ０-９　]")
_STRINGS = re.compile(r'"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'|#.*")
_COMMENT = re.compile(r"""^((?:[^#"']|"(?:\\.|[^"\\])*"|'[^']*')*)#.*$""")
_SPACES = re.compile("[\u00a0\u2000-\u200f\u2028-\u202f\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DATE_LIKE = re.compile(r"\d{4}\s*[年/.]\s*\d{1,2}")
_NUMBER_LIKE = re.compile(r"[+\-]?(\d[\d.,_ ]*|\.\d+)\s*([%a-zA-Z]{1,7})?$")
_LONGEST = 60
_OF_VALUES = ("Invalid value", "Expected newline or end of document after a statement", "Unclosed array")
_INVISIBLE = ("看不见的控制字符", "an invisible control character")

_WORDS = {
    "Invalid initial character for a key part": (
        "缺少键名，或 { 表 } 未写在一行内",
        "no key, or a {table} that is not on one line",
    ),
    "Escaped character is not a Unicode scalar value": ("引号内的反斜杠 \\", "a backslash within the quotes"),
    "Unclosed array": ("列表没有右方括号 ]", "a list without its closing ]"),
    "Unclosed inline table": ("表没有右花括号 }", "a table without its closing }"),
    "Unterminated string": ("文字没有右引号", "text without its closing quotes"),
    "Expected \"'''\"": ("文字没有右引号", "text without its closing quotes"),
    "Illegal character '\\n'": ("文字没有右引号", "text without its closing quotes"),
    "Expected '=' after a key in a key/value pair": ("键后面没有等号 =", "a key without = after it"),
    "Invalid date or datetime": ("没有这一天", "no such date"),
    "Invalid value": ("不是值", "no value"),
    "Cannot overwrite a value": ("此键已经写过", "a key that was given before"),
    "Expected newline or end of document after a statement": ("值后面多出内容", "more than one value"),
    "Unescaped '\\' in a string": ("引号内的反斜杠 \\", "a backslash within the quotes"),
    "Invalid hex value": ("引号内的反斜杠 \\", "a backslash within the quotes"),
    "Invalid statement": ("不是“键 = 值”", "no key = value"),
    "Expected ']' at the end of a table declaration": ("表头没有右方括号 ]", "a table's header without its closing ]"),
    "Expected ']]' at the end of an array declaration": (
        "表头没有右方括号 ]]",
        "a table's header without its closing ]]",
    ),
}


def fault(file: Path, text: str, error: tomllib.TOMLDecodeError) -> Finding:
    """The finding for a text that tomllib refused: on the line where the mistake was made, a secret never quoted."""
    lines = text.split("\n")
    place = _PLACE.search(str(error))
    reason = str(error)[: place.start()] if place else str(error)
    line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
    line = _began(lines, line, reason)
    written = _COMMENT.sub(r"\1", lines[line - 1]).strip() if line <= len(lines) else ""
    key = _key(lines, line)
    if reason == "Unclosed array" and (bare := _STRINGS.sub("", written)).count("[") == bare.count("]") > 0:
        reason = "Invalid value"  # it is closed; what stands in it is no value
    if reason == "Invalid value" and place and not place[1] and written.rstrip().endswith(("[", "{")):
        reason = "Unclosed array" if written.rstrip().endswith("[") else "Unclosed inline table"
    if _CONTROL.search(written):
        reason = "Illegal character"
    zh, en = _words(reason)
    quoted = (
        "…" if is_secret(key.rpartition(".")[2]) else repr(written[:_LONGEST] + ("…" if written[_LONGEST:] else ""))
    )
    return finding(file, line, key, Said(zh=f"{quoted}（{zh}）", en=f"{quoted} ({en})"), _hint(written, reason))


def _words(reason: str) -> tuple[str, str]:
    if reason.startswith("Cannot declare"):
        return "此表已经写过", "a table that was given before"
    if reason.startswith(("Cannot redefine", "Cannot mutate", "Duplicate inline table key")):
        return "此键已经写过", "a key that was given before"
    if reason.startswith(("Illegal character", "Found invalid character")):
        return _WORDS["Illegal character '\\n'"] if reason.endswith("'\\n'") else _INVISIBLE
    return _WORDS.get(reason, (f"不符合 TOML：{reason}", reason))


def _began(lines: list[str], line: int, reason: str) -> int:
    """tomllib tells where it could not go on; what was left open was opened further up."""
    if reason.startswith(("Unclosed array", "Unclosed inline table")):
        opening, closing = ("[", "]") if "array" in reason else ("{", "}")
        for number in range(min(line, len(lines)), 0, -1):
            bare = _STRINGS.sub("", lines[number - 1])
            if _PAIR.match(lines[number - 1]) and bare.count(opening) > bare.count(closing):
                return number
    if reason.startswith(("Unterminated string", "Expected \"'''\"", 'Expected \'"""\'')):
        for number in range(min(line, len(lines)), 0, -1):
            if any(lines[number - 1].count(fence) % 2 for fence in ('"""', "'''")):
                return number
    return line


def _key(lines: list[str], line: int) -> str:
    """The key that stands on the line, with its table's name; empty where none can be told."""
    pair = _PAIR.match(lines[line - 1]) if line <= len(lines) else None
    if pair is None:
        return ""
    for number in range(line - 1, 0, -1):
        header = _HEADER.match(lines[number - 1])
        if header is not None:
            name = header[2]
            if header[1] == "[[":
                same = re.compile(rf"^\s*\[\[\s*{re.escape(name)}\s*\]\]")
                name += f"[{sum(same.match(each) is not None for each in lines[:number]) - 1}]"
            return f"{name}.{pair[1]}"
    return pair[1]


def _hint(written: str, reason: str) -> Said:
    bare = _STRINGS.sub("", written)
    pair = _PAIR.match(written)
    value = pair[2] if pair else ""
    if _FULL_WIDTH.search(bare):
        return Said(zh='半角标点：" = , [ ] { }', en='half-width punctuation: " = , [ ] { }')
    if _SPACES.search(bare):
        return Said(zh="普通空格，无看不见的字符", en="plain spaces, no invisible characters")
    if _words(reason) == _INVISIBLE:
        return Said(zh="可见的文字", en="visible text")
    if reason in ("Invalid initial character for a key part", "Unclosed inline table") and "{" in value:
        return Said(
            zh="{ 表 } 全部写在一行内，最后一项后不加逗号",
            en="a {table} all on one line, without a comma after its last key",
        )
    if value.split("#")[0].strip().lower() in ("true", "false", "yes", "no", "on", "off"):
        return Said(zh="true 或 false（小写，不加引号）", en="true or false, lower-case, without quotes")
    if reason == "Invalid date or datetime":
        return Said(zh="存在的日期，如 2026-10-01", en="a date that exists, as 2026-10-01")
    if reason in ("Unescaped '\\' in a string", "Invalid hex value"):
        return Said(zh=r"正斜杠 /，或两个反斜杠 \\", en=r"a slash /, or two backslashes \\")
    if reason.startswith(("Cannot overwrite", "Cannot declare")):
        return Said(
            zh="每个键、每个表只写一次（设备用 [[devices]]）", en="each key and table once ([[devices]] for devices)"
        )
    if reason not in _OF_VALUES:
        return Said(zh="TOML 1.0：键 = 值", en="TOML 1.0: key = value")
    if _DATE_LIKE.search(_STRINGS.sub("", value)):
        return Said(zh="日期，不加引号，如 2026-10-01", en="a date without quotes, as 2026-10-01")
    if _NUMBER_LIKE.match(value.split("#")[0].strip()):
        return Said(
            zh="数，如 60 或 0.5：小数用点，不加单位和千分位逗号，不以 0 或点开头",
            en="a number, as 60 or 0.5: a point for decimals, no unit, no comma, no leading 0 or point",
        )
    if not value and pair:
        return Said(zh="等号后写一个值", en="a value after the =")
    if value and reason != "Unclosed array":
        return Said(
            zh='加引号的文字 "…"、数、true、false、日期、[ 列表 ]、{ 表 }',
            en='text in quotes "…", a number, true, false, a date, a [list], a {table}',
        )
    return Said(zh="TOML 1.0：键 = 值", en="TOML 1.0: key = value")
