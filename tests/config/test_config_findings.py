"""Each broken configuration is refused with the line, the key, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import ConfigError, Finding, check_config_command, load
from tests.config.config_files import right_files

SHIPPED = Path(__file__).parents[2] / "config" / "simulated.toml"


def broken(folder: Path, old: str, new: str) -> tuple[Path, int]:
    """The shipped configuration with one piece changed, and the line where the change begins."""
    text = SHIPPED.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} is not unique"
    path = folder / "kiosk.toml"
    path.write_text(text.replace(old, new), "utf-8")
    return path, text[: text.index(old)].count("\n") + 1


def findings(path: Path, *, require_files: bool = False) -> list[Finding]:
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=require_files)
    return caught.value.findings


def only(path: Path) -> Finding:
    found = findings(path)
    assert len(found) == 1, found
    return found[0]


CHIP = 'transport = { kind = "serial", port = "../var/sim/chip-reader", baud = 115200 }'
PRINTER = 'transport = { kind = "tcp", host = "127.0.0.1", port = 9100 }'

# what is replaced, by what, lines below the change's first, key, found, a part of allowed
CASES = {
    "no toml": ("width = 1080", "width = = 1080", 0, "screen.width", "'width = = 1080'", "text in quotes"),
    "unclosed text": ('id = "scanner"', 'id = "scanner', 0, "devices[1].id", "'id = \"scanner'", "TOML 1.0"),
    "key twice": ("width = 1080", "width = 1080\nwidth = 1081", 1, "screen.width", "'width = 1081'", "once"),
    "unknown key": ("fullscreen = false", "fulscreen = false", 0, "screen.fulscreen", "an unknown key", "fullscreen ("),
    "unknown section": ("[visit]", "[visits]", 0, "visits", "an unknown key", "visit (did you mean it?)"),
    "unknown nested key": (
        CHIP,
        CHIP.replace("baud =", "bauds ="),
        0,
        "devices[2].transport.bauds",
        "an unknown key",
        "baud (did you mean it?)",
    ),
    "another class's key": (
        'id = "chip-reader"\n',
        'id = "chip-reader"\npaper_mm = 80\n',
        1,
        "devices[2].paper_mm",
        "an unknown key",
        "id, class",
    ),
    "text for a number": (
        "width = 1080",
        'width = "wide"',
        0,
        "screen.width",
        '"wide"',
        "a whole number of pixels, at least 320",
    ),
    "number for a text": ('district = "450103"', "district = 450103", 0, "kiosk.district", "450103", "six digits"),
    "fraction for a whole": ("attempts = 3", "attempts = 2.5", 0, "face.attempts", "2.5", "a whole number"),
    "text for a truth": (
        "near_end_sensor = true",
        'near_end_sensor = "yes"',
        0,
        "devices[3].near_end_sensor",
        '"yes"',
        "true, false",
    ),
    "truth for a number": ("attempts = 3", "attempts = true", 0, "face.attempts", "true", "a whole number"),
    "word for a baud": (CHIP, CHIP.replace("115200", '"fast"'), 0, "devices[2].transport.baud", '"fast"', "1200, 2400"),
    "no such baud": (CHIP, CHIP.replace("115200", "115201"), 0, "devices[2].transport.baud", "115201", "1200, 2400"),
    "port out of range": (
        PRINTER,
        PRINTER.replace("9100", "91000"),
        0,
        "devices[3].transport.port",
        "91000",
        "at most 65535",
    ),
    "too soon": ("idle_end_s = 30.0", "idle_end_s = 5.0", 0, "visit.idle_end_s", "5.0", "at least 20"),
    "no class": ('class = "chip_reader"', "", -2, "devices[2].class", "nothing", '"chip_reader"'),
    "no such class": (
        'class = "chip_reader"',
        'class = "toaster"',
        0,
        "devices[2].class",
        '"toaster"',
        '"chip_reader"',
    ),
    "no such driver": ('driver = "sdt"', 'driver = "sdtx"', 0, "devices[2].driver", '"sdtx"', '"sdt"'),
    "wrong transport": (
        PRINTER,
        'transport = { kind = "v4l2" }',
        0,
        "devices[3].transport.kind",
        '"v4l2"',
        '"serial"',
    ),
    "transport of another class": (
        CHIP,
        CHIP.replace('"serial"', '"tcp"'),
        0,
        "devices[2].transport.kind",
        '"tcp"',
        '"serial"',
    ),
    "no port": (
        PRINTER,
        PRINTER.replace(", port = 9100", ""),
        0,
        "devices[3].transport.port",
        "nothing",
        "a whole number",
    ),
    "no host": (PRINTER, PRINTER.replace("127.0.0.1", ""), 0, "devices[3].transport.host", '""', "a host name"),
    "no url": ('url = "https://127.0.0.1:8443"', "", -1, "central.url", "nothing", "an https:// address"),
    "plain central": (
        '"https://127.0.0.1:8443"',
        '"http://127.0.0.1:8443"',
        0,
        "central.url",
        '"http://127.0.0.1:8443"',
        "https://",
    ),
    "no such mode": ('mode = "simulation"', 'mode = "test"', 0, "mode", '"test"', '"production", "simulation"'),
    "later schema": ("schema = 2", "schema = 3", 0, "schema", "version 3", "at most 2"),
    "hall in one language": (
        ', en = "Nanning Civic Centre · Social Security Hall"',
        "",
        0,
        "kiosk.hall.en",
        "nothing",
        "text in quotes",
    ),
    "same id": ('id = "scanner"', 'id = "face-camera"', 0, "devices[1].id", '"face-camera"', "other than devices[0]'s"),
    "same camera": (
        "8071/scanner.mjpg",
        "8071/face.mjpg",
        0,
        "devices[1].transport.url",
        '"http://127.0.0.1:8071/face.mjpg"',
        "devices[0] (face-camera)",
    ),
    "printer on the camera's port": (
        PRINTER,
        PRINTER.replace("9100", "8071"),
        0,
        "devices[3].transport.port",
        '"127.0.0.1:8071"',
        "other than",
    ),
    "printer on the dock's port": (
        PRINTER,
        PRINTER.replace("9100", "8070"),
        0,
        "devices[3].transport.port",
        '"127.0.0.1:8070"',
        "simulation.dock",
    ),
    "camera on the dock's port": (
        "8071/scanner.mjpg",
        "8070/scanner.mjpg",
        0,
        "devices[1].transport.url",
        '"http://127.0.0.1:8070/scanner.mjpg"',
        "simulation.dock",
    ),
    "no port to be": ("8071/scanner.mjpg", "99999/scanner.mjpg", 0, "devices[1].transport.url", '"http', "http://"),
    "no port of a dock": ("127.0.0.1:8070", "127.0.0.1:70000", 0, "simulation.dock", '"127.0.0.1:70000"', "host:port"),
    "no port of a central": ("127.0.0.1:8443", "127.0.0.1:0", 0, "central.url", '"https://127.0.0.1:0"', "https://"),
    "no path": ('state_dir = "../var/kiosk"', 'state_dir = ""', 0, "kiosk.state_dir", '""', "a path"),
    "no dock": ('dock = "127.0.0.1:8070"', 'dock = "8070"', 0, "simulation.dock", '"8070"', "host:port"),
}


@pytest.mark.parametrize("case", CASES)
def test_names_the_line_the_key_and_what_is_allowed(tmp_path: Path, case: str) -> None:
    old, new, below, key, found, allowed = CASES[case]
    path, line = broken(tmp_path, old, new)
    finding = only(path)
    assert (finding.line, finding.key) == (line + below, key)
    assert finding.found.startswith(found)
    assert allowed in finding.allowed
    assert "发现 " in finding.message_zh
    assert "found" not in finding.message_zh


def test_prints_place_key_found_and_allowed_in_both_languages(tmp_path: Path) -> None:
    path, line = broken(tmp_path, CHIP, CHIP.replace("115200", '"fast"'))
    assert str(only(path)) == (
        f'{path}:{line}: devices[2].transport.baud: found "fast"; allowed: '
        "1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200\n"
        '    发现 "fast"；允许：1200、2400、4800、9600、19200、38400、57600、115200'
    )


def test_all_faults_are_said_at_once_in_the_files_order(tmp_path: Path) -> None:
    path, _ = broken(tmp_path, "width = 1080", 'width = "wide"\ncolour = 1')
    path.write_text(path.read_text("utf-8").replace("attempts = 3", "attempts = 0"), "utf-8")
    assert [each.key for each in findings(path)] == ["screen.width", "screen.colour", "face.attempts"]


def test_no_file(tmp_path: Path) -> None:
    finding = only(tmp_path / "absent.toml")
    assert (finding.line, finding.allowed) == (1, "a configuration file")
    assert "No such file" in finding.found


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "directory" in only(tmp_path).found


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes(b"schema = 1\n# " + "南宁".encode("gbk") + b"\n")
    assert only(path).line == 2


def test_missing_files_are_found_on_their_lines(tmp_path: Path) -> None:
    path, line = broken(tmp_path, 'ca_file = "../var/demo/ca.pem"', 'ca_file = "nowhere.pem"')
    found = {each.key: each for each in findings(path, require_files=True)}
    assert found["central.ca_file"].line == line
    assert str(tmp_path / "nowhere.pem") in found["central.ca_file"].found
    assert "central.enrolment_code_file" in found


def test_the_command_says_every_fault_and_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, line = broken(tmp_path, "width = 1080", 'width = "wide"')
    assert check_config_command(path) == 2
    assert f"{path}:{line}: screen.width: " in capsys.readouterr().err


def test_the_command_accepts_what_can_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right_files(tmp_path)
    text = SHIPPED.read_text("utf-8").replace("../var/demo/", "")
    (tmp_path / "kiosk.toml").write_text(text, "utf-8")
    assert check_config_command(tmp_path / "kiosk.toml") == 0
    assert "nn-demo-01" in capsys.readouterr().out


JUNK = (
    "",
    "=",
    "[",
    "[[devices]]",
    "[devices]",
    "devices = 3",
    'kiosk = ""',
    "transport = 1",
    "x.y = 1",
    "\x00",
    '"""',
)
VALUES = ("1", "-1", "1.5", "true", '""', '"x"', "[]", "{}", "1979-05-27", "[{ a = 1 }]", "{ kind = 1 }", "nan", "inf")


def lines_of_findings(path: Path) -> list[int]:
    """Any other exception than ConfigError fails the test."""
    try:
        load(path, require_files=False)
    except ConfigError as error:
        return [finding.line for finding in error.findings]
    return []


@pytest.mark.parametrize("junk", JUNK)
def test_a_wrong_line_anywhere_is_a_finding_and_no_crash(tmp_path: Path, junk: str) -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    path = tmp_path / "kiosk.toml"
    found: list[int] = []
    for number in range(len(lines)):
        replaced = number % 2
        path.write_text("\n".join([*lines[:number], junk, *lines[number + replaced :]]), "utf-8")
        found += lines_of_findings(path)
    assert found
    assert all(1 <= line <= len(lines) + 1 for line in found)


@pytest.mark.parametrize("value", VALUES)
def test_any_value_anywhere_is_a_finding_on_its_line(tmp_path: Path, value: str) -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    path = tmp_path / "kiosk.toml"
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            path.write_text(
                "\n".join([*lines[:number], f"{line.split('=')[0]}= {value}", *lines[number + 1 :]]), "utf-8"
            )
            found = lines_of_findings(path)
            # Without its inputs, what is inverted has a fault of its own, a line further down.
            assert not found or number + 1 in found or line.startswith("inputs")
