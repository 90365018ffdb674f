"""What became of it: done, the list of applications."""

from __future__ import annotations

import msgspec

from kiosk import views
from kiosk.views import Action, ApplicationSummary, Message, Text
from kiosk.views import TimelineEntry as Entry
from ui.samples.base import SERVICE, Sample, chrome

TIMELINE = (
    Entry(text=Text(zh="您提交了申请", en="You submitted the application"), when="2026-11-24", state="done"),
    Entry(
        text=Text(zh="已受理：核对记录后符合条件", en="Accepted: your records meet the conditions"),
        when="2026-11-24",
        state="done",
    ),
    Entry(
        text=Text(zh="已分给工作人员审核", en="Given to a member of staff for review"), when="2026-11-24", state="now"
    ),
    Entry(text=Text(zh="最迟在这一天告诉您审核结果", en="Decision by this day at the latest"), when="2026-12-08"),
    Entry(
        text=Text(zh="发到您的银行账户（参考日期）", en="Paid into your account (reference date)"), when="2026-12-15"
    ),
)


RECEIPT = (
    "样张 SPECIMEN · 模拟，无效力",
    "南宁市民中心 社保服务大厅",
    "提交回执",
    "————————————————",
    "事项  申领失业保险金",
    "申请人  韦*强",
    "时间  2026-11-24 10:42",
    "自助机  nn-demo-01",
    "————————————————",
    "申请编号",
    "NN2611240000010",
    "参考号  K7Q2M-9XH4T-3BNRA",
    "在任一自助机刷身份证，或凭编号拨打 12333 查询进度。",
    "————————————————",
    "接下来",
    "· 您提交了申请 (2026年11月24日 已完成)",
    "· 已受理：核对记录后符合条件 (2026年11月24日 已完成)",
    "· 最迟在这一天告诉您审核结果 (2026年12月8日)",
    "咨询：本大厅窗口，或电话 12333",
)


APPLICATIONS = (
    ApplicationSummary(
        number="NN2611240000010", name=SERVICE, state=Text(zh="审核中", en="In review"), submitted="2026-11-23"
    ),
    ApplicationSummary(
        number="NN2610140000311",
        name=Text(zh="社会保障卡挂失", en="Loss of social security card"),
        state=Text(zh="已办结", en="Completed"),
        submitted="2026-10-14",
    ),
)


MORE = Action(id="more", label=Message(id="action.more"))


FINISH = Action(id="finish", label=Message(id="action.finish"), primary=True)


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "done_received",
        views.Done(
            number=1,
            chrome=chrome("finish", back=False, leave=False),
            received=True,
            application="NN2611240000010",
            reference="K7Q2M-9XH4T-3BNRA",
            service=SERVICE,
            timeline=TIMELINE,
            printing="printed",
            receipt_lines=RECEIPT,
            qr="K7Q2M-9XH4T-3BNRA",
            actions=(FINISH, MORE),
        ),
        "primary",
    ),
    Sample(
        "done_kept",
        views.Done(
            number=1,
            chrome=chrome("finish", back=False, leave=False, strip="strip.kept_safely"),
            received=False,
            application="",
            reference="K7Q2M-9XH4T-3BNRA",
            service=SERVICE,
            timeline=TIMELINE[2:],
            printing="failed",
            printer=Message(id="print.paper_out"),
            actions=(FINISH, Action(id="reprint", label=Message(id="action.reprint")), MORE),
        ),
        "primary",
    ),
    Sample(
        "track",
        views.Track(number=1, chrome=chrome("choose"), applications=APPLICATIONS),
        "choice:NN2611240000010",
    ),
    Sample(
        "track_code",
        views.Track(
            number=1, chrome=chrome("choose"), applications=APPLICATIONS, scan=Message(id="track.show_receipt")
        ),
        "choice:NN2611240000010",
    ),
    Sample(
        "idle",
        views.Track(
            number=1,
            chrome=msgspec.structs.replace(chrome("choose"), idle=views.Idle(seconds=30)),
            applications=APPLICATIONS,
        ),
        "stay",
    ),
    Sample("track_empty", views.Track(number=1, chrome=chrome("choose"), applications=()), "back"),
    Sample(
        "track_detail",
        views.TrackDetail(
            number=1,
            chrome=chrome("choose"),
            application="NN2611240000010",
            service=SERVICE,
            state=Text(zh="审核中", en="In review"),
            timeline=TIMELINE,
            actions=(Action(id="print", label=Message(id="action.print"), primary=True),),
        ),
        "primary",
    ),
    Sample(
        "track_detail_on_paper",
        views.TrackDetail(
            number=1,
            chrome=chrome("choose"),
            application="NN2611240000010",
            service=SERVICE,
            state=Text(zh="审核中", en="In review"),
            timeline=TIMELINE,
            printing="failed",
            pages="unconfirmed",
            actions=(
                Action(id="return", label=Message(id="action.return"), primary=True),
                Action(id="reprint", label=Message(id="action.reprint")),
                Action(id="print_pages", label=Message(id="action.reprint_pages")),
                Action(id="finish", label=Message(id="action.finish")),
            ),
        ),
        "primary",
    ),
)
