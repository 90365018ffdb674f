"""The report as a slip: what is not well in full, the rest by its name."""

from __future__ import annotations

from datetime import datetime

from devices.slip import Align, Element, KeyValue, QrCode, Rule, Slip, Text
from kiosk.day.hours import china
from kiosk.diagnostics.readiness.model import Outcome, Report
from kiosk.diagnostics.readiness.signing import fingerprint

_WORDS = {
    Outcome.PASSED: "正常",
    Outcome.ATTENTION: "注意",
    Outcome.FAILED: "故障",
    Outcome.SKIPPED: "未查",
}


def as_slip(report: Report, signed: bytes) -> Slip:
    """The code holds the kiosk, the report's number and the beginning of the signed file's SHA-256."""
    elements: list[Element] = []
    if report.mode == "simulation":
        elements.append(Text("样张 SPECIMEN", bold=True, align=Align.CENTRE))
    elements += [
        Text("运行就绪报告", size=2, bold=True, align=Align.CENTRE),
        Text("可以开始服务" if report.ready else "有故障，请处理", bold=True, align=Align.CENTRE),
        Rule(),
        KeyValue("自助机", report.kiosk),
        KeyValue("编号", str(report.number)),
        KeyValue("时间", f"{china(datetime.fromisoformat(report.made_at)):%Y-%m-%d %H:%M:%S}"),
        Rule(),
    ]
    for part in report.parts:
        elements.append(KeyValue(part.title_zh, _WORDS[part.outcome], bold=part.outcome is Outcome.FAILED))
        if part.outcome in (Outcome.FAILED, Outcome.ATTENTION):
            elements.append(Text(f"  {part.zh}"))
    elements += [Rule(), QrCode(f"{report.kiosk} {report.number} {fingerprint(signed)}", module=4)]
    return Slip(tuple(elements))
