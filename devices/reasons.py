"""Every reason a driver can give, with what it means to staff and what they should do.

A driver's code names a reason; the state of the device and the texts follow from this table alone. Drivers of other
packages bring their own by the entry point group `hrss_kiosk.reasons`: each entry point's object is an iterable of
`Reason`. A code that stands here already keeps its meaning.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from devices.model import Health, Observation, OperatorAction

_log = logging.getLogger(__name__)

ENTRY_POINTS = "hrss_kiosk.reasons"


@dataclass(frozen=True, slots=True)
class Reason:
    """`health` is the state of a device for this reason; for a reason about one command alone it is online.

    `wire`: the device itself cannot be reached or understood, so that it counts as lost and is connected anew.
    """

    code: str
    health: Health
    action: OperatorAction
    zh: str
    en: str
    wire: bool = False


_NONE, _RESET, _CLEAR = OperatorAction.NONE, OperatorAction.RESET, OperatorAction.CLEAR
_CONFIGURATION, _MAINTENANCE = OperatorAction.CONFIGURATION, OperatorAction.MAINTENANCE

_TABLE = (
    Reason("ok", Health.ONLINE, _NONE, "工作正常", "Working"),
    Reason("starting", Health.STARTING, _NONE, "正在启动", "Starting"),
    Reason("stopped", Health.OFFLINE, _NONE, "已停用", "Stopped"),
    # The wire
    Reason(
        "not_found",
        Health.NO_DEVICE,
        _MAINTENANCE,
        "找不到设备：请检查接线和电源",
        "Not there: check cable and power",
        wire=True,
    ),
    Reason(
        "not_connected",
        Health.OFFLINE,
        _MAINTENANCE,
        "连接不上：请检查网线和电源",
        "No connection: check cable and power",
        wire=True,
    ),
    Reason("claimed", Health.OFFLINE, _RESET, "设备被其他程序占用", "Another program is using the device", wire=True),
    Reason(
        "no_permission",
        Health.OFFLINE,
        _CONFIGURATION,
        "没有使用设备的权限",
        "No permission to use the device",
        wire=True,
    ),
    Reason(
        "unplugged",
        Health.NO_DEVICE,
        _MAINTENANCE,
        "连接中断：请检查接线",
        "The connection broke: check the cable",
        wire=True,
    ),
    Reason(
        "no_answer",
        Health.OFFLINE,
        _MAINTENANCE,
        "设备没有应答：请检查电源",
        "The device does not answer: check its power",
        wire=True,
    ),
    Reason(
        "garbled",
        Health.HARDWARE_ERROR,
        _MAINTENANCE,
        "应答无法识别：请检查接线和波特率",
        "Answers make no sense: check cable, baud",
        wire=True,
    ),
    Reason("write_timeout", Health.OFFLINE, _MAINTENANCE, "设备不接收数据", "The device takes no data", wire=True),
    Reason("aborted", Health.OFFLINE, _NONE, "操作被中断，正在重新连接", "Broken off; connecting again", wire=True),
    Reason(
        "hung",
        Health.HARDWARE_ERROR,
        _RESET,
        "设备长时间无反应，正在重启驱动",
        "Stuck for too long; its driver is restarted",
        wire=True,
    ),
    Reason("internal_error", Health.HARDWARE_ERROR, _MAINTENANCE, "驱动程序出错", "The driver failed", wire=True),
    Reason("unsupported", Health.ONLINE, _CONFIGURATION, "设备不支持此操作", "The device cannot do this"),
    # Cameras
    Reason(
        "camera_lost",
        Health.NO_DEVICE,
        _MAINTENANCE,
        "摄像头画面中断：请检查接线",
        "No more pictures: check the camera's cable",
    ),
    Reason("stale", Health.OFFLINE, _MAINTENANCE, "摄像头画面停止更新", "No new pictures come"),
    Reason(
        "frozen",
        Health.HARDWARE_ERROR,
        _RESET,
        "摄像头画面静止不动：请重新插拔",
        "The picture stands still: plug the camera in anew",
    ),
    Reason(
        "bad_picture",
        Health.HARDWARE_ERROR,
        _CONFIGURATION,
        "摄像头画面格式不对",
        "The camera's pictures have a wrong format",
    ),
    Reason(
        "camera_slow",
        Health.ONLINE,
        _MAINTENANCE,
        "摄像头画面太慢：请检查接线和光线",
        "Pictures come too seldom: check the camera's cable and the light",
    ),
    Reason(
        "virtual_camera",
        Health.FRAUD_ATTEMPT,
        _CONFIGURATION,
        "这是虚拟摄像头，画面由程序提供：不得使用",
        "A virtual camera: a program makes its pictures; it is not used",
    ),
    # Chip readers
    Reason("no_card", Health.ONLINE, _NONE, "没有检测到卡", "No card on the reader"),
    Reason("card_moved", Health.ONLINE, _NONE, "读卡时卡被移动", "The card was moved while it was read"),
    Reason("card_refused", Health.ONLINE, _NONE, "卡的芯片验证未通过", "The card's chip could not be authenticated"),
    Reason("card_unknown", Health.ONLINE, _NONE, "不认识的证件类型", "A kind of card that is not known"),
    Reason("reader_self_test", Health.HARDWARE_ERROR, _MAINTENANCE, "读卡器自检失败", "The reader's self-test failed"),
    Reason(
        "reader_unauthorised",
        Health.HARDWARE_ERROR,
        _MAINTENANCE,
        "读卡器安全模块未授权",
        "Its security module is not authorised",
    ),
    # Card readers
    Reason(
        "card_mute",
        Health.ONLINE,
        _NONE,
        "卡的芯片没有应答：可能插反了",
        "Its chip does not answer: perhaps turned over",
    ),
    Reason(
        "card_unreadable", Health.ONLINE, _NONE, "卡的芯片应答不正常", "What the card's chip answers makes no sense"
    ),
    Reason("card_blocked", Health.ONLINE, _NONE, "社保卡密码已锁定", "The card's PIN is locked"),
    Reason("card_disabled", Health.ONLINE, _NONE, "社保卡应用已锁定", "The card's application is locked"),
    Reason("pin_format", Health.ONLINE, _NONE, "密码应为六位数字", "A PIN has six digits"),
    Reason(
        "pin_required", Health.ONLINE, _NONE, "这张卡要先验证密码才能读取", "This card can be read with its PIN only"
    ),
    Reason("card_jammed", Health.HARDWARE_ERROR, _CLEAR, "卡堵在读卡器里", "A card is stuck in the reader"),
    Reason(
        "box_full", Health.ONLINE, _MAINTENANCE, "收卡箱已满：请清空", "The box of retained cards is full: empty it"
    ),
    Reason(
        "reader_failed",
        Health.HARDWARE_ERROR,
        _RESET,
        "读卡器故障：请重新开机",
        "The reader has failed: switch it off and on",
    ),
    Reason(
        "reader_busy",
        Health.DEVICE_BUSY,
        _RESET,
        "读卡器没有完成操作",
        "The reader does not finish what it began",
        wire=True,
    ),
    Reason(
        "reader_restarted",
        Health.OFFLINE,
        _NONE,
        "读卡器曾断电，正在恢复",
        "The reader lost its power; it is set up again",
        wire=True,
    ),
    Reason(
        "reader_not_found",
        Health.NO_DEVICE,
        _MAINTENANCE,
        "找不到读卡器：请检查接线",
        "No such reader: check its cable",
        wire=True,
    ),
    Reason(
        "pcscd_down",
        Health.OFFLINE,
        _RESET,
        "读卡服务没有运行：请启动 pcscd",
        "The card service does not run: start pcscd",
        wire=True,
    ),
    Reason(
        "pcsc_missing",
        Health.OFFLINE,
        _CONFIGURATION,
        "没有安装读卡软件：请运行 script/setup pcsc",
        "Software for card readers is missing: run script/setup pcsc",
        wire=True,
    ),
    # What only a check finds
    Reason("no_such_check", Health.ONLINE, _NONE, "这类设备没有这项检查", "This kind of device has no such check"),
    Reason("unattended", Health.ONLINE, _NONE, "没有人回答，未作判断", "Nobody answered; not judged"),
    Reason("no_code", Health.ONLINE, _NONE, "没有读到码", "No code was read"),
    Reason("other_code", Health.ONLINE, _NONE, "读到的不是这一张上的码", "Another code than the one printed was read"),
    Reason(
        "no_change", Health.ONLINE, _MAINTENANCE, "有输入没有变化：请检查接线", "An input did not change: check cables"
    ),
    Reason(
        "seen_otherwise",
        Health.ONLINE,
        _MAINTENANCE,
        "工作人员看到的结果不对",
        "What staff saw was not as it should be",
    ),
    Reason(
        "picture_dark",
        Health.ONLINE,
        _MAINTENANCE,
        "画面太暗：请检查补光灯和镜头",
        "The picture is too dark: check lamp and lens",
    ),
    Reason(
        "picture_bright",
        Health.ONLINE,
        _MAINTENANCE,
        "画面过亮：请避开直射光",
        "The picture is too bright: keep direct light off",
    ),
    # Receipt printers
    Reason("paper_low", Health.ONLINE, _MAINTENANCE, "打印纸快用完了", "Paper is nearly used up"),
    Reason("paper_out", Health.USER_ERROR, _MAINTENANCE, "打印机缺纸", "Out of paper"),
    Reason("cover_open", Health.USER_ERROR, _CLEAR, "打印机盖没有合上", "The cover is open"),
    Reason("cutter_jam", Health.HARDWARE_ERROR, _CLEAR, "切刀卡住", "The cutter is stuck"),
    Reason(
        "printer_error",
        Health.HARDWARE_ERROR,
        _RESET,
        "打印机故障：请重新开机",
        "The printer has failed: switch it off and on",
    ),
    Reason(
        "overheated",
        Health.HARDWARE_ERROR,
        _NONE,
        "打印头过热，稍后自动恢复",
        "The print head is too hot; it recovers by itself",
    ),
    Reason("printer_offline", Health.OFFLINE, _RESET, "打印机处于脱机状态", "The printer is off line"),
    Reason(
        "slip_left",
        Health.USER_ERROR,
        _RESET,
        "打印机里还有上一位办事人未打完的回执：请先关机再开机，然后装纸",
        "It still holds the last person's slip: switch it off and on before you load paper",
    ),
    Reason(
        "slip_came_out",
        Health.USER_ERROR,
        _CLEAR,
        "上一位办事人的回执后来打出来了：请取走销毁，再开合一次机盖",
        "The rest of the last person's slip came out: take it away, then open and close the cover",
    ),
    Reason("feeding", Health.DEVICE_BUSY, _NONE, "有人正在按走纸键", "Someone is feeding paper"),
    Reason("no_confirmation", Health.ONLINE, _NONE, "打印机没有确认打印完成", "The printer did not confirm the print"),
    # Document printers
    Reason(
        "paper_jam",
        Health.USER_ERROR,
        _CLEAR,
        "打印机卡纸：请打开机盖取出",
        "Paper is jammed: open the printer and take it out",
    ),
    Reason("paper_needed", Health.USER_ERROR, _MAINTENANCE, "打印机要求装入 A4 纸", "The printer asks for A4 paper"),
    Reason(
        "paper_size",
        Health.ONLINE,
        _MAINTENANCE,
        "纸盒登记的纸张不是 A4：请装 A4 纸并核对纸盒设置",
        "No tray is set to A4: load A4 paper and check the tray's setting",
    ),
    Reason("tray_missing", Health.USER_ERROR, _CLEAR, "纸盒没有装好", "A tray is not in place"),
    Reason("output_full", Health.USER_ERROR, _CLEAR, "出纸盒已满：请取走纸张", "The output tray is full: empty it"),
    Reason("output_nearly_full", Health.ONLINE, _CLEAR, "出纸盒快满了", "The output tray is nearly full"),
    Reason(
        "toner_low", Health.ONLINE, _MAINTENANCE, "墨粉不足：请备好新粉盒", "Toner is low: have a new cartridge ready"
    ),
    Reason(
        "toner_empty", Health.USER_ERROR, _MAINTENANCE, "墨粉用完：请更换粉盒", "Out of toner: replace the cartridge"
    ),
    Reason("toner_missing", Health.USER_ERROR, _MAINTENANCE, "没有装好粉盒", "A toner cartridge is not in place"),
    Reason("waste_nearly_full", Health.ONLINE, _MAINTENANCE, "废粉盒快满了", "The waste toner box is nearly full"),
    Reason(
        "waste_full", Health.USER_ERROR, _MAINTENANCE, "废粉盒已满：请更换", "The waste toner box is full: replace it"
    ),
    Reason(
        "paused",
        Health.USER_ERROR,
        _CLEAR,
        "打印机已暂停：请在面板上恢复",
        "The printer is paused: resume it at its panel",
    ),
    Reason(
        "printer_stopped",
        Health.HARDWARE_ERROR,
        _RESET,
        "打印机停止且未说明原因",
        "The printer stopped and does not say why",
    ),
    Reason(
        "not_accepting_jobs",
        Health.OFFLINE,
        _CONFIGURATION,
        "打印队列不接收任务：请在打印服务中启用",
        "The queue takes no jobs: enable it at the print server",
    ),
    Reason("printer_busy", Health.ONLINE, _NONE, "打印机正忙", "The printer is busy"),
    Reason("printer_refused", Health.ONLINE, _CONFIGURATION, "打印机拒绝了任务", "The printer refused the job"),
    Reason(
        "format_unsupported",
        Health.OFFLINE,
        _CONFIGURATION,
        "打印机不支持 PDF：请启用 PDF 或更换打印机",
        "The printer takes no PDF: enable it, or use another printer",
    ),
    Reason("job_canceled", Health.ONLINE, _NONE, "任务在打印机上被取消", "The job was cancelled at the printer"),
    Reason("job_aborted", Health.ONLINE, _NONE, "打印机中止了任务", "The printer gave the job up"),
    Reason(
        "leftover_job",
        Health.USER_ERROR,
        _CLEAR,
        "打印机里留有未能取消的文件：请在面板上取消",
        "A document is left in the printer that could not be taken back: cancel it at the panel",
    ),
    Reason(
        "queue_not_found",
        Health.NO_DEVICE,
        _CONFIGURATION,
        "该地址没有这个打印队列：请检查地址中的路径",
        "No such queue at this address: check the path in it",
        wire=True,
    ),
    Reason(
        "wrong_device",
        Health.NO_DEVICE,
        _CONFIGURATION,
        "接在此处的是别的设备：请检查配置的地址或端口",
        "Something else answers there: check the configured address or port",
        wire=True,
    ),
    Reason(
        "certificate",
        Health.OFFLINE,
        _CONFIGURATION,
        "不信任打印机的证书：请检查 ca_file 和地址",
        "The device's certificate is not trusted: check ca_file and address",
        wire=True,
    ),
    # Code scanners
    Reason(
        "scanner_unasked",
        Health.ONLINE,
        _NONE,
        "端口正常；此型号不应答，能否读码未知",
        "The port is there; this kind answers nothing, so whether it reads is not known",
    ),
    Reason(
        "scanner_mode",
        Health.HARDWARE_ERROR,
        _CONFIGURATION,
        "扫码器拒绝命令：请设为命令触发（主机）模式",
        "The scanner refuses commands: set it to host mode",
    ),
    # Contacts
    Reason("door_open", Health.USER_ERROR, _CLEAR, "机柜门开着：请关好", "The cabinet's door is open: close it"),
    Reason(
        "contacts_address",
        Health.HARDWARE_ERROR,
        _CONFIGURATION,
        "输入输出模块没有所配置的点位：请检查地址",
        "The module has no such input or output: check the addresses",
    ),
    Reason(
        "contacts_failed", Health.HARDWARE_ERROR, _RESET, "输入输出模块故障", "The input and output module has failed"
    ),
    Reason("contacts_busy", Health.DEVICE_BUSY, _NONE, "输入输出模块正忙", "The input and output module is busy"),
    # Power supplies
    Reason("on_battery", Health.ONLINE, _MAINTENANCE, "市电中断，正由 UPS 供电", "Mains power failed: on battery"),
    Reason(
        "battery_low",
        Health.USER_ERROR,
        _MAINTENANCE,
        "市电中断，UPS 电量将尽",
        "Mains power failed, and the battery is nearly empty",
    ),
    Reason(
        "battery_charging",
        Health.ONLINE,
        _NONE,
        "市电已恢复，UPS 电量不足，正在充电",
        "Mains power is there; the battery is low and charges",
    ),
    Reason("battery_replace", Health.ONLINE, _MAINTENANCE, "UPS 电池需要更换", "The UPS needs a new battery"),
    Reason("ups_overload", Health.HARDWARE_ERROR, _MAINTENANCE, "UPS 过载", "The UPS is overloaded"),
    Reason("ups_off", Health.POWER_OFF, _RESET, "UPS 输出已关闭", "The UPS has switched its output off"),
    Reason(
        "ups_bypass",
        Health.ONLINE,
        _MAINTENANCE,
        "UPS 处于旁路状态，停电时不能供电",
        "The UPS is bypassed: it cannot help when mains power fails",
    ),
    Reason("ups_alarm", Health.ONLINE, _MAINTENANCE, "UPS 报警：请查看其面板", "The UPS gives an alarm: see its panel"),
    Reason(
        "ups_stale",
        Health.OFFLINE,
        _MAINTENANCE,
        "UPS 的数据已过时：请检查与 UPS 的连接",
        "No current data from the UPS: check its cable",
    ),
    Reason(
        "ups_not_connected",
        Health.OFFLINE,
        _MAINTENANCE,
        "NUT 服务没有连上 UPS：请检查 UPS 的数据线",
        "The NUT server is not connected to the UPS: check its data cable",
    ),
    Reason(
        "ups_unknown",
        Health.NO_DEVICE,
        _CONFIGURATION,
        "NUT 服务中没有这台 UPS：请检查名称",
        "The NUT server knows no UPS of that name",
    ),
    Reason(
        "ups_refused",
        Health.OFFLINE,
        _CONFIGURATION,
        "NUT 服务拒绝访问：请检查其访问设置",
        "The NUT server refuses: check what it allows",
    ),
)


class _Reasons(Mapping[str, Reason]):
    """The reasons of the built-in drivers and those of installed packages."""

    def __getitem__(self, code: str) -> Reason:
        return _OURS[code] if code in _OURS else _installed()[code]

    def __iter__(self) -> Iterator[str]:
        yield from _OURS
        yield from _installed()

    def __len__(self) -> int:
        return len(_OURS) + len(_installed())


_OURS = {reason.code: reason for reason in _TABLE}
REASONS: Mapping[str, Reason] = _Reasons()


@cache
def _installed() -> Mapping[str, Reason]:
    found: dict[str, Reason] = {}
    for entry_point in entry_points(group=ENTRY_POINTS):
        try:
            reasons: tuple[Reason, ...] = tuple(entry_point.load())
        except Exception as error:  # somebody else's package: its devices suffer, the others do not
            _log.error("reasons not loaded", extra={"driver": entry_point.name, "error": type(error).__name__})
            continue
        for reason in reasons:
            if reason.code in _OURS or reason.code in found:
                _log.warning("reason given twice", extra={"reason": reason.code})
            else:
                found[reason.code] = reason
    return found


def reason_of(code: str) -> Reason:
    """The reason of this code; for one that no table knows, that the driver failed."""
    return REASONS.get(code, _OURS["internal_error"])


def observation(code: str, detail: Mapping[str, str] | None = None) -> Observation:
    """What a device with this reason looks like."""
    reason = reason_of(code)
    return Observation(reason.health, reason.code, reason.action, detail or {})


def is_wire(code: str) -> bool:
    """Whether the reason says that the device itself cannot be reached or understood."""
    return reason_of(code).wire
