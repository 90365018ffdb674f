"""Diagnostics, for staff: the PIN, the devices, one of them, its checks, touch, history, the readiness report."""

from __future__ import annotations

import msgspec

from kiosk import views
from kiosk.views import DeviceLine, LogLine, Message, Row, Text
from ui.samples.base import Sample, chrome

STAFF = msgspec.structs.replace(chrome(None, leave=False), can_help=False)

GOOD = Text(zh="工作正常", en="Working")
NO_PAPER = Text(zh="打印机缺纸", en="Out of paper")
NO_ANSWER = Text(zh="设备没有应答：请检查电源", en="The device does not answer: check its power")

PRINTER = DeviceLine(
    id="receipt-printer",
    kind="receipt_printer",
    mark="trouble",
    reason=NO_PAPER,
    since="2026-11-24 09:12",
    action="maintenance",
)
CAMERA = DeviceLine(id="face-camera", kind="camera", mark="works", reason=GOOD, since="2026-11-24 07:30")
DEVICES = (
    PRINTER,
    DeviceLine(id="scanner", kind="document_camera", mark="starting", reason=Text(zh="正在启动", en="Starting")),
    DeviceLine(id="chip-reader", kind="chip_reader", mark="works", reason=GOOD, since="2026-11-24 07:30"),
    DeviceLine(
        id="card-reader",
        kind="card_reader",
        mark="unknown",
        reason=NO_ANSWER,
        since="2026-11-23 16:58",
        action="maintenance",
    ),
    CAMERA,
    DeviceLine(
        id="a4-printer",
        kind="document_printer",
        mark="attention",
        reason=Text(zh="打印纸快用完了", en="Paper is nearly used up"),
        since="2026-11-24 08:40",
        action="maintenance",
    ),
    DeviceLine(id="code-scanner", kind="code_scanner", mark="works", reason=GOOD, since="2026-11-24 07:30"),
    DeviceLine(id="case", kind="contacts", mark="works", reason=GOOD, since="2026-11-24 07:30"),
    DeviceLine(id="ups", kind="power", mark="works", reason=GOOD, since="2026-11-24 07:30"),
)

DETAIL = (
    Row(label=Text(zh="纸张", en="Paper"), value=Text(zh="用完", en="Out")),
    Row(label=Text(zh="上盖", en="Cover"), value=Text(zh="合上", en="Closed")),
    Row(label=Text(zh="切刀", en="Cutter"), value=Text(zh="正常", en="Good")),
    Row(label=Text(zh="缓冲区", en="Buffer"), value=Text(zh="未知", en="Not known")),
)
EVENTS = (
    LogLine(when="09:12:41", text=NO_PAPER, mark="trouble"),
    LogLine(when="08:40:02", text=Text(zh="打印纸快用完了", en="Paper is nearly used up"), mark="attention"),
    LogLine(when="07:30:18", text=GOOD, mark="works"),
    LogLine(when="07:30:05", text=Text(zh="正在启动", en="Starting"), mark="starting"),
)
TRAFFIC = (
    LogLine(when="09:12:41.203", text=Text(zh="DLE EOT 4"), way="to"),
    LogLine(when="09:12:41.219", text=Text(zh="7E"), way="from"),
    LogLine(when="09:12:41.220", text=Text(zh="DLE EOT 2"), way="to"),
    LogLine(when="09:12:41.236", text=Text(zh="32"), way="from"),
)
PICTURE = (
    Row(label=Text(zh="画面", en="Picture"), value=Text(zh="1280x720")),
    Row(label=Text(zh="每秒帧数", en="Frames a second"), value=Text(zh="29")),
    Row(label=Text(zh="曝光", en="Exposure"), value=Text(zh="合适", en="Good")),
    Row(label=Text(zh="清晰度", en="Sharpness"), value=Text(zh="184")),
)
HISTORY = (
    LogLine(
        when="11-24 09:14",
        text=Text(zh="回执打印机 · 试运行：打印机缺纸", en="Receipt printer · let it work: out of paper"),
        mark="trouble",
    ),
    LogLine(
        when="11-24 09:13",
        text=Text(zh="身份证读卡区 · 配合测试：工作正常", en="ID card reader · tested together: working"),
        mark="works",
    ),
    LogLine(
        when="11-24 07:31",
        text=Text(zh="整机 · 运行就绪检查：工作正常", en="Kiosk · readiness report: working"),
        mark="works",
    ),
)
PARTS = (
    LogLine(when="", text=Text(zh="摄像头：正常", en="Camera: good"), mark="works"),
    LogLine(when="", text=Text(zh="身份证读卡区：正常", en="ID card reader: good"), mark="works"),
    LogLine(when="", text=Text(zh="回执打印机：正常", en="Receipt printer: good"), mark="works"),
    LogLine(when="", text=Text(zh="打印后读回", en="Printed and read back"), mark="running"),
    LogLine(when="", text=Text(zh="业务系统", en="Central"), mark="waiting"),
    LogLine(when="", text=Text(zh="磁盘空间", en="Disk space"), mark="waiting"),
)
MADE = (
    *PARTS[:3],
    LogLine(
        when="",
        text=Text(zh="打印后读回：没有读到码", en="Printed and read back: no code was read"),
        mark="trouble",
    ),
    LogLine(when="", text=Text(zh="业务系统：正常", en="Central: good"), mark="works"),
    LogLine(
        when="",
        text=Text(zh="待送业务：有业务等待送出", en="Outbox: submissions wait to be sent"),
        mark="attention",
    ),
    LogLine(when="", text=Text(zh="磁盘空间：正常", en="Disk space: good"), mark="works"),
)


def _device(tab: views.Tab, **fields: object) -> views.DiagnosticsDevice:
    return views.DiagnosticsDevice(
        number=1,
        chrome=STAFF,
        device=PRINTER,
        levels=("internal", "external", "interactive"),
        tab=tab,
        care="new_roll" if tab == "state" else "",
        **fields,  # type: ignore[arg-type]
    )


LAST_GOOD = views.Text(
    zh="配置文件 /etc/hrss-kiosk/kiosk.toml 不可用，正在使用上次可用的配置"
    '（第 32 行：发现 "30s"；允许：以秒为单位的数，不加引号和单位：30）',
    en="/etc/hrss-kiosk/kiosk.toml cannot be used; running on the last good configuration "
    '(line 32: found "30s"; allowed: the number of seconds, without quotes and unit: 30)',
)


CANNOT_TELL = tuple(
    Message(id=f"liveness.not_covered.{each}")
    for each in (
        "mask_that_blinks_and_turns",
        "video_injected_in_place_of_the_camera",
        "deepfake_in_real_time",
        "screen_that_moves_as_asked",
        "makeup_and_twins",
    )
)


def _check(**fields: object) -> views.DiagnosticsCheck:
    about: dict[str, object] = {"device": "chip-reader", "kind": "chip_reader", "level": "interactive"}
    return views.DiagnosticsCheck(number=1, chrome=STAFF, **about | fields)  # type: ignore[arg-type]


SAMPLES: tuple[Sample, ...] = (
    Sample("diagnostics_pin", views.DiagnosticsPin(number=1, chrome=STAFF), "primary", touch="key:4 key:8 key:2"),
    Sample("diagnostics_pin_wrong", views.DiagnosticsPin(number=1, chrome=STAFF, wrong=True, tries_left=3), "primary"),
    Sample("diagnostics_pin_wait", views.DiagnosticsPin(number=1, chrome=STAFF, wrong=True, wait_s=30), "primary"),
    Sample("diagnostics_pin_locked", views.DiagnosticsPin(number=1, chrome=STAFF, locked=True), "primary"),
    Sample("diagnostics_devices", views.DiagnosticsDevices(number=1, chrome=STAFF, devices=DEVICES), "primary"),
    Sample(
        "diagnostics_last_good",
        views.DiagnosticsDevices(number=1, chrome=STAFF, devices=DEVICES[:3], notice=LAST_GOOD),
        "primary",
    ),
    Sample("diagnostics_device", _device("state", rows=DETAIL), "choice:check:external"),
    Sample(
        "diagnostics_device_camera",
        views.DiagnosticsDevice(
            number=1,
            chrome=STAFF,
            device=CAMERA,
            levels=("picture", "internal", "interactive"),
            rows=(Row(label=Text(zh="每秒画面", en="Frames a second"), value=Text(zh="15")),),
            cannot_tell=CANNOT_TELL,
        ),
        "choice:check:picture",
    ),
    Sample("diagnostics_device_events", _device("events", lines=EVENTS), "choice:tab:state"),
    Sample("diagnostics_device_traffic", _device("traffic", lines=TRAFFIC), "choice:tab:state"),
    Sample("diagnostics_device_nothing", _device("statistics"), "choice:tab:state"),
    Sample(
        "diagnostics_check_running",
        _check(state="running", doing=Message(id="doing.lay_card"), picture="lay_card", seconds=18),
        "primary",
    ),
    Sample(
        "diagnostics_check_question",
        _check(
            device="receipt-printer",
            kind="receipt_printer",
            state="question",
            doing=Message(id="doing.legible"),
            picture="legible",
        ),
        "primary",
    ),
    Sample(
        "diagnostics_check_passed",
        _check(
            state="passed",
            reason=GOOD,
            rows=(
                Row(label=Text(zh="姓名", en="Name"), value=Text(zh="韦**")),
                Row(label=Text(zh="公民身份号码", en="ID number"), value=Text(zh="450*************10")),
                Row(label=Text(zh="读取用时", en="Read in"), value=Text(zh="1240 ms")),
            ),
        ),
        "primary",
    ),
    Sample(
        "diagnostics_check_failed",
        _check(
            device="receipt-printer",
            kind="receipt_printer",
            level="external",
            state="failed",
            reason=NO_PAPER,
            action="maintenance",
            rows=DETAIL,
        ),
        "primary",
    ),
    Sample(
        "diagnostics_check_picture",
        _check(
            device="scanner",
            kind="document_camera",
            level="picture",
            state="running",
            doing=Message(id="doing.live"),
            rows=PICTURE,
            preview=views.Preview(ring="", shape="page"),
        ),
        "primary",
    ),
    Sample("diagnostics_touch", views.DiagnosticsTouch(number=1, chrome=STAFF), "choice:broken"),
    Sample("diagnostics_history", views.DiagnosticsHistory(number=1, chrome=STAFF, checks=HISTORY), "back"),
    Sample(
        "diagnostics_report_running",
        views.DiagnosticsReport(
            number=1,
            chrome=STAFF,
            parts=PARTS,
            doing=Message(id="doing.carry_slip"),
            picture="carry_slip",
            seconds=42,
        ),
        "primary",
    ),
    Sample(
        "diagnostics_report_made",
        views.DiagnosticsReport(number=1, chrome=STAFF, parts=MADE, ready=False, report=37),
        "primary",
    ),
)
