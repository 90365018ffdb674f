"""What is counted of a device: by UnifiedPOS's names, over restarts, from any thread."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from devices import counting as counting_tables
from devices.counting import Counting
from devices.escpos.encoder import Paper, line_count
from devices.interfaces import (
    ChipRecord,
    Code,
    Document,
    DocumentKind,
    PinAnswer,
    PrintOutcome,
    PrintState,
    SocialCard,
)
from devices.model import Completion, DeviceClass, DeviceError
from devices.reasons import REASONS, observation
from devices.slip import KeyValue, QrCode, Rule, Slip, Text
from devices.statistics import OWN, UNIFIED_POS, Statistics, names

SLIP = Slip((Text("回执"), Rule(), KeyValue("金额", "¥12"), QrCode("K1")))


def counting(device_class: DeviceClass) -> tuple[Counting, Statistics]:
    statistics = Statistics.of(device_class)
    return Counting(device_class, statistics), statistics


def counted(statistics: Statistics) -> dict[str, float]:
    """What is not 0, without how commands ended."""
    return {name: value for name, value in statistics.snapshot().items() if value and not name.startswith("Command")}


@pytest.mark.parametrize("device_class", DeviceClass)
def test_every_class_shows_all_its_names_from_the_beginning(device_class: DeviceClass) -> None:
    snapshot = Statistics.of(device_class).snapshot()
    assert list(snapshot) == list(names(device_class))
    assert list(snapshot)[:2] == ["HoursPoweredCount", "CommunicationErrorCount"]
    assert set(snapshot.values()) == {0}
    assert len(set(names(device_class))) == len(names(device_class))


def test_counts_go_on_after_a_restart() -> None:
    before = Statistics.of(DeviceClass.RECEIPT_PRINTER, {"PaperCutCount": 41, "OfAnOlderVersion": 3})
    before.add("PaperCutCount")
    assert before.snapshot()["PaperCutCount"] == 42
    assert before.snapshot()["OfAnOlderVersion"] == 3


def test_the_version_changes_with_the_counts_alone() -> None:
    statistics = Statistics()
    version = statistics.version
    statistics.set("PagePrintedCount", 5)
    assert statistics.version != version
    version = statistics.version
    statistics.set("PagePrintedCount", 5)
    assert statistics.version == version


def test_reset_of_one_and_of_all() -> None:
    statistics = Statistics(("a", "b"), {"a": 2, "b": 3})
    statistics.reset("a")
    assert statistics.snapshot() == {"a": 0, "b": 3}
    statistics.reset()
    assert statistics.snapshot() == {"a": 0, "b": 0}


def test_threads_lose_no_count() -> None:
    statistics = Statistics()
    threads = [threading.Thread(target=lambda: [statistics.add("a") for _ in range(2000)] and None) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statistics.snapshot() == {"a": 8000}


def test_a_printed_slip() -> None:
    count, statistics = counting(DeviceClass.RECEIPT_PRINTER)
    count.ended("print", (SLIP,), PrintOutcome(PrintState.CONFIRMED))
    assert counted(statistics) == {
        "PrintConfirmedCount": 1,
        "PaperCutCount": 1,
        "ReceiptCharacterPrintedCount": 7,
        "BarcodePrintedCount": 1,
    }
    assert statistics.snapshot()["CommandSuccessCount"] == 1


def test_a_print_that_jams_counts_the_jam_once() -> None:
    count, statistics = counting(DeviceClass.RECEIPT_PRINTER)
    count.observed(observation("ok"), 1.0)
    count.ended("print", (SLIP,), PrintOutcome(PrintState.FAILED, "cutter_jam"))
    count.observed(observation("cutter_jam"), 2.0)
    count.observed(observation("cutter_jam"), 3.0)
    assert counted(statistics) == {"PrintFailedCount": 1, "FailedPaperCutCount": 1, "PrinterFaultCount": 1}
    assert statistics.snapshot()["CommandHardwareErrorCount"] == 1


def test_each_opening_of_the_cover() -> None:
    count, statistics = counting(DeviceClass.RECEIPT_PRINTER)
    for at, reason in enumerate(("ok", "cover_open", "cover_open", "ok", "cover_open")):
        count.observed(observation(reason), float(at))
    assert counted(statistics) == {"ReceiptCoverOpenCount": 2}


def test_lines_are_counted_as_the_paper_breaks_them() -> None:
    long = Slip((Text("字" * 40), KeyValue("金额", "¥12"), QrCode("K1")))
    assert line_count(SLIP, Paper(80)) == 3
    assert line_count(long, Paper(80)) == 3
    assert line_count(long, Paper(58)) == 4


def test_documents_by_their_copies() -> None:
    count, statistics = counting(DeviceClass.DOCUMENT_PRINTER)
    count.ended("print", (Document(b"", "t", copies=2),), PrintOutcome(PrintState.CONFIRMED))
    assert counted(statistics) == {"PrintConfirmedCount": 1, "DocumentPrintedCount": 2}


def test_reads_good_and_bad() -> None:
    count, statistics = counting(DeviceClass.CHIP_READER)
    record = ChipRecord(DocumentKind.RESIDENT, "黄", "女", "19970214", "1", "20190301", "20290301")
    count.ended("read_card", (), record)
    for reason in ("card_moved", "card_refused", "card_unknown", "no_card"):
        count.failed(DeviceError(Completion.USER_ERROR, reason))
    assert counted(statistics) == {
        "GoodReadCount": 1,
        "FailedReadCount": 3,
        "UnreadableCardCount": 1,
        "FailedCardAuthenticationDataCount": 1,
    }
    assert statistics.snapshot()["CommandUserErrorCount"] == 4


def test_social_security_cards_and_their_pins() -> None:
    count, statistics = counting(DeviceClass.CARD_READER)
    count.ended("read_card", (), SocialCard("3.00", "A", "1", "黄"))
    count.ended("verify_pin", ("123456",), PinAnswer(False, 2))
    count.ended("verify_pin", ("654321",), PinAnswer(True, 3))
    count.ended("eject", (), None)
    count.ended("retain", (), None)
    assert counted(statistics) == {
        "GoodReadCount": 1,
        "InvalidPINEntryCount": 1,
        "ValidPINEntryCount": 1,
        "CardEjectedCount": 1,
        "CardRetainedCount": 1,
    }


def test_scans() -> None:
    count, statistics = counting(DeviceClass.CODE_SCANNER)
    count.ended("next_code", (1.0,), None)
    count.ended("next_code", (1.0,), Code("K1"))
    assert counted(statistics) == {"GoodScanCount": 1}


def test_hours_are_counted_while_the_device_answers() -> None:
    count, statistics = counting(DeviceClass.POWER)
    for second in range(7201):
        count.observed(observation("ok"), float(second))
    assert statistics.snapshot()["HoursPoweredCount"] == pytest.approx(2.0)
    count.lost("no_answer")
    count.observed(observation("ok"), 20000.0)
    count.observed(observation("on_battery"), 20036.0)
    count.pause()
    assert statistics.snapshot()["HoursPoweredCount"] == pytest.approx(2.01)


def test_what_is_counted_by_its_reason_is_a_reason_and_has_a_name() -> None:
    reasons = {reason for _, reason in counting_tables._ENTERED} | set(counting_tables._FAILURES)
    assert reasons <= set(REASONS)
    for (device_class, _), counts in counting_tables._ENTERED.items():
        assert set(counts) <= set(names(device_class))
    readers = {*names(DeviceClass.CHIP_READER), *names(DeviceClass.CARD_READER)}
    assert {count for counts in counting_tables._FAILURES.values() for count in counts} <= readers


def test_losses_and_returns() -> None:
    count, statistics = counting(DeviceClass.CAMERA)
    count.connected()
    count.lost("unplugged")
    count.connected()
    count.observed(observation("frozen"), 1.0)
    assert counted(statistics) == {"CommunicationErrorCount": 1, "ReconnectionCount": 1, "FrozenPictureCount": 1}


def test_the_page_names_what_is_counted() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "device-model.md").read_text("utf-8")
    for device_class in DeviceClass:
        row = next(line for line in page.splitlines() if line.startswith(f"| `{device_class.value}` |"))
        assert re.findall(r"`(\w+)`", row)[1:] == [*UNIFIED_POS[device_class], *OWN[device_class]]
