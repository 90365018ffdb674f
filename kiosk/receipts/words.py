"""The words of the slips. The services' own names and steps come from the central."""

from __future__ import annotations

from kiosk.views import Language, Text

SPECIMEN = Text(zh="样张 SPECIMEN · 模拟，无效力", en="SPECIMEN 样张 · simulation, not valid")

RECEIVED = Text(zh="提交回执", en="Submission receipt")
KEPT = Text(zh="已安全保存", en="Kept safely")
PROGRESS = Text(zh="办理进度", en="Progress")
TICKET = Text(zh="人工窗口号", en="Ticket for a desk")

SERVICE = Text(zh="事项", en="Service")
APPLICANT = Text(zh="申请人", en="Applicant")
TIME = Text(zh="时间", en="Time")
KIOSK = Text(zh="自助机", en="Kiosk")
NUMBER = Text(zh="申请编号", en="Application number")
REFERENCE = Text(zh="参考号", en="Reference")
STATE = Text(zh="状态", en="State")
SUBMITTED = Text(zh="提交", en="Submitted")
NEXT = Text(zh="接下来", en="What happens next")
DONE = Text(zh="已完成", en="done")
ONCE_RECEIVED = Text(zh="送达中心之后", en="Once the centre has received it")
WITHIN = Text(zh="{days}个工作日内", en="within {days} working days")
AT_ONCE = Text(zh="当即", en="at once")
TODAY = Text(zh="今天", en="today")
BY = Text(zh="约{date}前", en="by about {date}")

HOW_TO_TRACK = Text(
    zh="在任一自助机刷身份证，或凭编号拨打 12333 查询进度。",
    en="To see the progress, use your ID card at any kiosk, or call 12333 with the number.",
)
EVIDENCE = Text(
    zh="以上二维码是受理存证，无需联网即可核验，请妥善保存。",
    en="The code above is evidence that it was received. It can be verified without a network; keep it.",
)
NOT_YET_RECEIVED = Text(
    zh="您的申请已加密保存在本机，尚未送达中心。网络恢复后自动送达，无需再次提交。",
    en="Your application is kept safely on this kiosk, encrypted. The centre has not yet received it. "
    "It is sent by itself once the network is back; do not submit it again.",
)
TRACK_BY_REFERENCE = Text(
    zh="送达后可在任一自助机刷身份证查询；如三个工作日后仍查不到，请凭参考号到窗口或拨打 12333。",
    en="Once received you can see it with your ID card at any kiosk. If it is not there after three working days, "
    "show the reference at a desk or call 12333.",
)
URGENT = Text(
    zh="如情况紧急（如社保卡丢失），请现在就拨打 12333 或到窗口办理。",
    en="If it is urgent, as with a lost card, please call 12333 now or go to a desk.",
)
NO_DECISION = Text(
    zh="本回执只说明申请已提交，不是办理结果。全程免费。",
    en="This says that the application was submitted; it is no decision. The service is free of charge.",
)
REFERENCE_TIMES = Text(
    zh="所示时间为参考，以经办机构告知为准。",
    en="The times are for reference; what the office tells you counts.",
)
CONTACT = Text(zh="咨询：本大厅窗口，或电话 12333", en="Questions: any desk in this hall, or call 12333")
GO_TO_DESK = Text(
    zh="请到人工窗口，出示此号。工作人员会继续为您办理。",
    en="Please show this number at a desk. Staff will go on from here.",
)


def say(text: Text, language: Language) -> str:
    """In the language asked for; in Chinese where there is no other."""
    return (text.en or text.zh) if language == "en" else text.zh
