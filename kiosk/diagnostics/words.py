"""What drivers and checks call their figures, in staff's words. A name that is not here is shown as it is."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.views import Row, Text

_NAMES = {
    "paper": ("纸张", "Paper"),
    "near_end": ("纸将尽", "Paper near end"),
    "cover": ("上盖", "Cover"),
    "cutter": ("切刀", "Cutter"),
    "buffer": ("缓冲区", "Buffer"),
    "tray": ("纸盒", "Tray"),
    "jam": ("卡纸", "Jam"),
    "toner": ("墨粉", "Toner"),
    "output": ("出纸口", "Output"),
    "supplies": ("耗材", "Supplies"),
    "jobs": ("任务", "Jobs"),
    "card": ("卡片", "Card"),
    "chip": ("芯片", "Chip"),
    "box": ("收卡箱", "Card box"),
    "entry": ("进卡", "Entry"),
    "shutter": ("闸门", "Shutter"),
    "position": ("卡片位置", "Card's position"),
    "door": ("柜门", "Door"),
    "presence": ("人体感应", "Presence"),
    "supply": ("供电", "Supply"),
    "charge": ("电量（%）", "Charge (%)"),
    "runtime": ("可用时间（秒）", "Runtime (s)"),
    "battery": ("电池", "Battery"),
    "answers": ("应答", "Answers"),
    "reading": ("读取", "Reading"),
    "model": ("型号", "Model"),
    "firmware": ("固件", "Firmware"),
    "picture": ("画面", "Picture"),
    "fps": ("每秒帧数", "Frames a second"),
    "brightness": ("亮度（0–255）", "Brightness (0–255)"),
    "dark_share": ("过暗部分", "Too dark, share"),
    "bright_share": ("过亮部分", "Too bright, share"),
    "sharpness": ("清晰度", "Sharpness"),
    "exposure": ("曝光", "Exposure"),
    "focus": ("对焦", "Focus"),
    "kind": ("种类", "Kind"),
    "side": ("面", "Side"),
    "read_ms": ("读取用时（毫秒）", "Read in (ms)"),
    "photo": ("照片", "Photograph"),
    "version": ("卡片版本", "Card's version"),
    "characters": ("字符数", "Characters"),
    "fields": ("读出项数", "Fields read"),
    "doubtful": ("存疑项数", "Doubtful fields"),
    "outputs": ("输出数", "Outputs"),
    "name": ("姓名", "Name"),
    "id_number": ("公民身份号码", "ID number"),
    "card_number": ("社保卡号", "Card number"),
    "code": ("码", "Code"),
    "module": ("安全模块编号", "Security module"),
    "milliseconds": ("应答用时（毫秒）", "Answered in (ms)"),
    "offset_s": ("相差（秒）", "Offset (s)"),
    "valid_to": ("有效期至", "Valid until"),
    "key_id": ("公钥编号", "Key"),
    "waiting": ("待送件数", "Waiting"),
    "free_mb": ("剩余（MB）", "Free (MB)"),
    "read_by": ("由谁读回", "Read by"),
    "seconds": ("用时（秒）", "Seconds"),
}
_VALUES = {
    "ok": ("正常", "Good"),
    "unknown": ("未知", "Not known"),
    "low": ("不多", "Low"),
    "out": ("用完", "Out"),
    "open": ("打开", "Open"),
    "closed": ("合上", "Closed"),
    "jammed": ("卡住", "Jammed"),
    "none": ("无", "None"),
    "found": ("有", "Found"),
    "on": ("开", "On"),
    "off": ("关", "Off"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "true": ("有", "Yes"),
    "false": ("无", "No"),
    "dark": ("太暗", "Too dark"),
    "bright": ("过亮", "Too bright"),
    "blurred": ("模糊", "Blurred"),
    "changed": ("已变化", "Changed"),
    "unchanged": ("没有变化", "Unchanged"),
    "mains": ("市电", "Mains"),
    "battery": ("电池", "Battery"),
    "inside": ("在内", "Inside"),
    "entrance": ("在入口", "At the entrance"),
    "missing": ("缺少", "Missing"),
    "full": ("已满", "Full"),
    "idle": ("空闲", "Idle"),
    "busy": ("忙", "Busy"),
    "resident_id": ("居民身份证", "Resident ID card"),
    "resident": ("居民身份证", "Resident ID card"),
    "foreigner_permanent": ("外国人永久居留身份证", "Foreigner's permanent residence card"),
    "front": ("正面", "Front"),
    "back": ("背面", "Back"),
    "allowed": ("允许", "Allowed"),
    "refused": ("不允许", "Refused"),
}
_FIGURES = {
    "HoursPoweredCount": ("通电小时", "Hours powered"),
    "CommunicationErrorCount": ("通信出错", "Communication errors"),
    "ReconnectionCount": ("重新连接", "Reconnections"),
    "GoodReadCount": ("读取成功", "Good reads"),
    "FailedReadCount": ("读取失败", "Failed reads"),
    "UnreadableCardCount": ("无法读取的卡", "Unreadable cards"),
    "GoodScanCount": ("扫码成功", "Good scans"),
    "FailedCardAuthenticationDataCount": ("芯片验证失败", "Chips refused"),
    "ValidPINEntryCount": ("密码正确", "Right PINs"),
    "InvalidPINEntryCount": ("密码错误", "Wrong PINs"),
    "ReceiptCharacterPrintedCount": ("打印字符", "Characters printed"),
    "ReceiptLinePrintedCount": ("打印行", "Lines printed"),
    "BarcodePrintedCount": ("打印条码", "Codes printed"),
    "PaperCutCount": ("切纸", "Cuts"),
    "FailedPaperCutCount": ("切纸失败", "Failed cuts"),
    "ReceiptCoverOpenCount": ("开盖", "Cover opened"),
    "MaximumTempReachedCount": ("过热", "Overheated"),
    "PrinterFaultCount": ("打印机故障", "Printer faults"),
    "PrintConfirmedCount": ("确认打印", "Prints confirmed"),
    "PrintUnconfirmedCount": ("未确认打印", "Prints unconfirmed"),
    "PrintFailedCount": ("打印失败", "Prints failed"),
    "PrintNotSentCount": ("未送出打印", "Prints not sent"),
    "PaperOutCount": ("缺纸", "Out of paper"),
    "FrozenPictureCount": ("画面静止", "Frozen pictures"),
    "DocumentPrintedCount": ("打印文件", "Documents printed"),
    "PaperJamCount": ("卡纸", "Paper jams"),
    "CoverOpenCount": ("开盖", "Cover opened"),
    "CardEjectedCount": ("退卡", "Cards ejected"),
    "CardRetainedCount": ("收卡", "Cards retained"),
    "CardJamCount": ("卡片卡住", "Card jams"),
    "OnBatteryCount": ("转用电池", "Times on battery"),
    "MotionEventCount": ("有人走近", "People came"),
    "CommandSuccessCount": ("命令成功", "Commands done"),
    "CommandTimeOutCount": ("命令超时", "Commands timed out"),
    "CommandHardwareErrorCount": ("命令出错", "Commands failed"),
}


def rows(values: Mapping[str, str]) -> tuple[Row, ...]:
    """Sub-states and measurements, a row each."""
    return tuple(Row(label=_label(name), value=_said(_VALUES, value)) for name, value in values.items())


def figures(counted: Mapping[str, float]) -> tuple[Row, ...]:
    """Statistics, what was counted at least once."""
    return tuple(
        Row(label=_said(_FIGURES, name), value=Text(zh=f"{value:.1f}" if value % 1 else f"{value:.0f}"))
        for name, value in counted.items()
        if value
    )


def _label(name: str) -> Text:
    """A lamp is named in the configuration, as light.printer."""
    kind, _, which = name.partition(".")
    if kind == "light" and which:
        return Text(zh=f"灯（{which}）", en=f"Light ({which})")
    return _said(_NAMES, name)


def _said(words: Mapping[str, tuple[str, str]], name: str) -> Text:
    found = words.get(name) or words.get(name.lower())
    return Text(zh=name) if found is None else Text(zh=found[0], en=found[1])
