"""The words of the pages. The services' own names and steps come from the central."""

from __future__ import annotations

from kiosk.views import Text

SPECIMEN = Text(zh="样张 SPECIMEN", en="SPECIMEN 样张")
STATEMENT = Text(zh="办理进度单", en="Statement of progress")
SERVICE = Text(zh="办理事项", en="Service")
NUMBER = Text(zh="申请编号", en="Application number")
APPLICANT = Text(zh="申请人", en="Applicant")
ID_NUMBER = Text(zh="证件号码", en="ID number")
SUBMITTED = Text(zh="提交日期", en="Submitted")
STATE = Text(zh="当前状态", en="State")
COURSE = Text(zh="办理经过", en="Course")
DONE = Text(zh="已完成", en="Done")
NOW = Text(zh="进行中", en="Now")
TO_COME = Text(zh="接下来", en="To come")
HOW_TO_TRACK = Text(
    zh="在任一自助机上刷身份证或扫此码可查询最新进度，也可凭申请编号拨打 12333。",
    en="For the latest state use your ID card or this code at any kiosk, or call 12333 with the application number.",
)
AS_OF = Text(zh="本单所示为 {moment} 查询时的情况。", en="This shows the state found on {moment}.")
NO_DECISION = Text(
    zh="本单不是办理结果，也不作为证明使用；以经办机构的记录和通知为准。全程免费。",
    en="It is neither a decision nor a certificate; the office's records and notices count. "
    "The service is free of charge.",
)
DATES = Text(zh="尚未到来的日期为参考日期。", en="Dates to come are for reference.")
PRINTED = Text(zh="{moment} 打印于自助机 {kiosk}", en="Printed {moment} at kiosk {kiosk}")
CONTACT = Text(zh="咨询：本大厅窗口，或电话 12333", en="Questions: any desk in this hall, or call 12333")
PAGE = Text(zh="第 {page} 页，共 {pages} 页", en="Page {page} of {pages}")

READINESS = Text(zh="设备就绪报告", en="Readiness report")
READY = Text(zh="可以开放服务", en="Ready to serve")
NOT_READY = Text(zh="暂不能完全开放服务", en="Not ready")
DEVICES = Text(zh="设备", en="Devices")
LOOPS = Text(zh="联合检查", en="Checks of the whole")
MEASURED = Text(zh="测得", en="Measured")
OUTCOMES = {
    "passed": Text(zh="通过", en="Passed"),
    "attention": Text(zh="注意", en="Attention"),
    "failed": Text(zh="未通过", en="Failed"),
    "skipped": Text(zh="未检", en="Not tried"),
}
LEVELS = {
    "internal": Text(zh="内部", en="internal"),
    "external": Text(zh="外部", en="external"),
    "interactive": Text(zh="人工配合", en="with staff"),
}
FINGERPRINT = Text(zh="签名指纹", en="Signature's fingerprint")
VERIFY = Text(
    zh="本页由同名的已签名报告生成；核验请运行 main.py verify-report。",
    en="This page was made from the signed report of the same number; main.py verify-report verifies that.",
)
