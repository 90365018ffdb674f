"""Files that are no configuration's text: other encodings, no end, no bottom, nothing that a terminal may obey."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.config import ConfigError, check_config_command, in_force, load
from kiosk.config.reading import LARGEST

TEXT = (Path(__file__).parents[2] / "config" / "simulated.toml").read_text("utf-8")


def said(path: Path, content: bytes | str) -> tuple[int, str, str, str]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    found = caught.value.findings[0]
    return found.line, found.key, found.message_en, found.message_zh


def test_utf8_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert load(path, require_files=False).kiosk.id == "nn-demo-01"


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (TEXT.encode("utf-16"), 1, "UTF-16 text"),
        (TEXT.encode("gb18030"), 4, "byte 0xb2, not UTF-8"),
        (b"# x\n" * LARGEST, 1, f"a file of more than {LARGEST} bytes"),
        ("x = " + "[" * 3000, 1, "nested too deeply"),
        ("a = 1\nx = " + "[" * 100 + "]" * 100, 2, "nested too deeply"),
        ("a = 1\n" + ".".join("a" * 2000) + ".b = 1", 2, "a key that was given before"),
        (".".join("b" * 2000) + " = 1\n" + TEXT, 1, "nested too deeply"),
        (TEXT.replace("baud = 115200", "baud = 1" + "0" * 5000), 68, "a number of too many figures"),
        (b"\0" * 4096, 1, "an invisible control character"),
    ],
)
def test_what_is_no_text_of_a_configuration(tmp_path: Path, content: bytes | str, line: int, found: str) -> None:
    at, _, en, zh = said(tmp_path / "kiosk.toml", content)
    assert at == line
    assert found in en
    assert zh.startswith("发现")


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("baud = 115200 }", "baud = 115200, }", "a {table} all on one line, without a comma after its last key"),
        ("baud = 115200 }", "baud = 115200\n}", "a {table}"),
        ("idle_warning_s = 60.0", "idle_warning_s = 60,0", "a number, as 60 or 0.5"),
        ("width = 1080", "width = 01080", "a number, as 60 or 0.5"),
        ("width = 1080", "width\u00a0= 1080", "plain spaces, no invisible characters"),
        ("width = 1080", "width = ", "a value after the ="),
        ("self_test_min = 30", "closed_on = [2026年10月1日]", "a date without quotes, as 2026-10-01"),
        ('"nn-demo-01"', '"nn\x01"', "visible text"),
    ],
)
def test_a_mistake_in_the_grammar_says_what_to_write(tmp_path: Path, old: str, new: str, allowed: str) -> None:
    assert old in TEXT
    _, _, en, _ = said(tmp_path / "kiosk.toml", TEXT.replace(old, new, 1))
    assert f"allowed: {allowed}" in en


def test_nothing_that_a_terminal_obeys_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_text(
        TEXT.replace("[kiosk]\nid", '[kiosk]\n"\\u001b[31m\\u009b" = 1\nid').replace("450103", "\u202e\u009b")
    )
    assert check_config_command(path) == 2
    printed = capsys.readouterr().err
    assert "kiosk.\\x1b[31m\\x9b" in printed
    assert all(each.isprintable() or each == "\n" for each in printed)


def test_why_a_file_cannot_be_read_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for name, en, zh in (
        ("loop", "Too many levels", "链接指向自身"),
        ("none", "No such file", "没有此文件"),
        (".", "Is a directory", "是文件夹"),
    ):
        with pytest.raises(ConfigError) as caught:
            load(tmp_path / name)
        assert en in caught.value.findings[0].message_en
        assert zh in caught.value.findings[0].message_zh


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kiosk.toml")
    for read in (load, in_force):
        with pytest.raises(ConfigError, match="no regular file"):
            read(tmp_path / "kiosk.toml")


@pytest.mark.parametrize("key", ["passwort", "pasword", "passwd"])
def test_a_misspelt_secret_is_not_repeated_either(tmp_path: Path, key: str) -> None:
    assert "hunter2" not in "".join(map(str, said(tmp_path / "kiosk.toml", f"{TEXT}\n{key} = hunter2")))
