"""One view of each kind, as core would publish it: what the gallery and the tests of the screens show."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from kiosk import views
from kiosk.views import Action, ApplicationSummary, Chrome, FormField, Message, Option, Row, StepMark, Text, Tile
from kiosk.views import TimelineEntry as Entry

HALL = Text(zh="南宁市民中心 社保服务大厅", en="Nanning Civic Centre · Social Security Hall")
SERVICE = Text(zh="失业保险金申领", en="Unemployment benefit")
ORDER = ("identify", "face", "choose", "fill", "review", "finish")


def chrome(now: str | None, *, back: bool = True, leave: bool = True, strip: str = "") -> Chrome:
    """What surrounds a screen at step `now`."""
    marks: tuple[StepMark, ...] = ()
    if now is not None:
        at = ORDER.index(now)
        marks = tuple(
            StepMark(id=each, state="done" if i < at else "now" if i == at else "to_come")  # type: ignore[arg-type]
            for i, each in enumerate(ORDER)
        )
    return Chrome(
        hall=HALL,
        steps=marks,
        can_back=back,
        can_leave=leave,
        simulation=True,
        strip=Message(id=strip) if strip else None,
    )


@dataclass(frozen=True)
class Sample:
    """A named view, the objectName of what leads on from it ("" where nothing does), and what is touched first."""

    name: str
    view: views.AnyView
    way_on: str
    touch: str = ""


def adapted(view: views.AnyView, **changes: object) -> views.AnyView:
    """The same view with another language, text size, contrast or idle warning."""
    return msgspec.structs.replace(view, chrome=msgspec.structs.replace(view.chrome, **changes))


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

CARD = (
    Row(label=Text(zh="姓名", en="Name"), value=Text(zh="韦志强"), source="chip"),
    Row(label=Text(zh="性别", en="Sex"), value=Text(zh="男"), source="chip"),
    Row(label=Text(zh="民族", en="Ethnic group"), value=Text(zh="壮"), source="chip"),
    Row(label=Text(zh="出生日期", en="Date of birth"), value=Text(zh="1985-03-12"), source="chip"),
    Row(label=Text(zh="公民身份号码", en="ID number"), value=Text(zh="450103198503120010"), source="chip"),
    Row(label=Text(zh="有效期至", en="Valid until"), value=Text(zh="2036-05-20"), source="chip"),
)

EVENTS = (
    Tile(
        id="unemployed",
        icon="unemployment",
        name=Text(zh="我失业了", en="I lost my job"),
        summary=Text(zh="申领失业保险金、技能补贴", en="Benefit and training subsidies"),
    ),
    Tile(
        id="pension",
        icon="pension",
        name=Text(zh="我在领养老金", en="I draw a pension"),
        summary=Text(zh="每年一次的领取资格认证", en="The yearly confirmation"),
    ),
    Tile(
        id="card",
        icon="card",
        name=Text(zh="社保卡问题", en="My social security card"),
        summary=Text(zh="挂失、补办、改密码", en="Lost, replaced, a new PIN"),
    ),
    Tile(
        id="prove",
        icon="certificate",
        name=Text(zh="我要打印证明", en="I need a certificate"),
        summary=Text(zh="参保证明、缴费记录", en="Insurance and payment records"),
    ),
    Tile(
        id="track",
        icon="track",
        name=Text(zh="查办理进度", en="My applications"),
        summary=Text(zh="看看申请办到哪一步", en="See how far they are"),
    ),
)

ITEMS = (
    Tile(
        id="UNE-001",
        icon="unemployment",
        name=SERVICE,
        summary=Text(zh="按月领取，最长 24 个月", en="Monthly, for up to 24 months"),
    ),
    Tile(
        id="UNE-002",
        icon="training",
        name=Text(zh="技能提升补贴", en="Training subsidy"),
        summary=Text(zh="取得证书后一次发放", en="Paid once you hold the certificate"),
        closed=Message(id="services.closed_offline"),
    ),
    Tile(
        id="UNE-003",
        icon="job",
        name=Text(zh="灵活就业社保补贴", en="Subsidy for flexible work"),
        summary=Text(zh="请到就业窗口办理，当场核算", en="At the employment desk, worked out while you wait"),
        closed=Message(id="services.at_the_desk"),
    ),
)

FIELDS = (
    FormField(
        id="exit_reason",
        kind="choice",
        label=Text(zh="离开单位的原因", en="Why the job ended"),
        options=(
            Option(value="expired", label=Text(zh="合同到期，单位没有续签", en="Contract ended, not renewed")),
            Option(value="dismissed", label=Text(zh="单位解除合同", en="Dismissed by the employer")),
            Option(value="closed", label=Text(zh="单位关闭或破产", en="Employer closed or bankrupt")),
        ),
    ),
    FormField(
        id="exit_date",
        kind="date",
        label=Text(zh="离开单位的日期", en="Last day of work"),
        value="2026-10-31",
        source="department",
    ),
    FormField(
        id="phone",
        kind="phone",
        label=Text(zh="手机号码", en="Mobile number"),
        help=Text(zh="结果会发短信到这个号码", en="The result is sent to this number"),
    ),
    FormField(
        id="seeking",
        kind="confirm",
        label=Text(zh="我正在找工作，愿意接受职业介绍", en="I am looking for work and accept offers of placement"),
    ),
)

ANSWERS = (
    Row(label=Text(zh="姓名", en="Name"), value=Text(zh="韦志强"), source="chip"),
    Row(label=Text(zh="公民身份号码", en="ID number"), value=Text(zh="4501************10"), source="chip"),
    Row(
        label=Text(zh="离开单位的原因", en="Why the job ended"),
        value=Text(zh="合同到期，单位没有续签", en="Contract ended, not renewed"),
        source="you",
        change="exit_reason",
    ),
    Row(
        label=Text(zh="离开单位的日期", en="Last day of work"),
        value=Text(zh="2026-10-31"),
        source="department",
        change="exit_date",
    ),
    Row(label=Text(zh="手机号码", en="Mobile number"), value=Text(zh="138****2046"), source="you", change="phone"),
    Row(
        label=Text(zh="发放到", en="Paid to"),
        value=Text(zh="桂林银行 **** 6621", en="Guilin Bank **** 6621"),
        source="department",
        change="bank",
    ),
)
DECLARATION = Text(
    zh="以上内容属实，如有不实，愿意退回多领的待遇。",
    en="What I stated is true; what was paid on untrue statements will be returned.",
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
STAFF = Action(id="staff", label=Message(id="action.staff"))
AGAIN = Action(id="again", label=Message(id="action.again"), primary=True)


def _notice(
    reason: str,
    kind: str,
    actions: tuple[Action, ...],
    safe: bool = True,
    ticket: str = "",
    now: str | None = "identify",
    **args: str,
) -> views.Notice:
    return views.Notice(
        number=1,
        chrome=chrome(now),
        kind=kind,  # type: ignore[arg-type]
        title=Message(id=f"notice.{reason}.title", args=args),
        body=Message(id=f"notice.{reason}.body", args=args),
        safe=Message(id=f"notice.{reason}.safe", args=args) if safe else None,
        ticket=ticket,
        actions=actions,
    )


SAMPLES: tuple[Sample, ...] = (
    Sample("attract", views.Attract(number=1, chrome=chrome(None, back=False, leave=False)), "primary"),
    Sample(
        "attract_trouble",
        views.Attract(
            number=1,
            chrome=chrome(None, back=False, leave=False),
            notices=(Message(id="attract.no_receipt"), Message(id="attract.no_scanner")),
        ),
        "primary",
    ),
    Sample("attract_closed", views.Attract(number=1, chrome=chrome(None, back=False, leave=False), open=False), ""),
    Sample("language", views.ChooseLanguage(number=1, chrome=chrome(None, back=False)), "choice:zh"),
    Sample("privacy", views.Privacy(number=1, chrome=chrome(None), retention_days=0), "primary"),
    Sample(
        "place_card_both",
        views.PlaceCard(
            number=1, chrome=chrome("identify"), ways=("scan", "chip"), guidance=Message(id="identify.place")
        ),
        "choice:staff",
    ),
    Sample(
        "place_card_chip",
        views.PlaceCard(
            number=1, chrome=chrome("identify"), ways=("chip",), guidance=Message(id="identify.card_moved")
        ),
        "choice:staff",
    ),
    Sample(
        "place_card_scan",
        views.PlaceCard(
            number=1,
            chrome=chrome("identify"),
            ways=("scan",),
            guidance=Message(id="document.reading"),
            busy=True,
        ),
        "choice:staff",
    ),
    Sample(
        "confirm_identity",
        views.ConfirmIdentity(
            number=1, chrome=chrome("identify"), rows=CARD, warnings=(Message(id="document.low_confidence"),)
        ),
        "primary",
    ),
    Sample(
        "face_look",
        views.FaceCheck(number=1, chrome=chrome("face"), instruction=Message(id="face.look_here"), progress=0.1),
        "choice:staff",
    ),
    Sample(
        "face_turn",
        views.FaceCheck(
            number=1,
            chrome=chrome("face"),
            instruction=Message(id="face.turn_left"),
            progress=0.55,
            challenge="turn_left",
            attempt=2,
        ),
        "choice:staff",
    ),
    Sample(
        "services_events",
        views.Services(
            number=1,
            chrome=chrome("choose"),
            title=Message(id="services.what_brings_you"),
            tiles=EVENTS,
            person="韦*强",
        ),
        "choice:unemployed",
    ),
    Sample(
        "services_items",
        views.Services(
            number=1,
            chrome=chrome("choose", strip="strip.offline"),
            title=Message(id="services.which"),
            tiles=ITEMS,
        ),
        "choice:UNE-001",
    ),
    Sample(
        "form",
        views.FillForm(number=1, chrome=chrome("fill"), service=SERVICE, title=SERVICE, fields=FIELDS, pages=2),
        "primary",
    ),
    Sample(
        "form_confirm",
        views.FillForm(
            number=1,
            chrome=chrome("fill"),
            service=SERVICE,
            title=SERVICE,
            fields=(
                FormField(
                    id="seeking",
                    kind="confirm",
                    label=Text(zh="我愿意工作，正在找工作", en="I am willing to work and looking for work"),
                    help=Text(
                        zh="还没有办失业登记的，提交时一并登记。",
                        en="If you are not registered as unemployed yet, this registers you.",
                    ),
                    value="yes",
                ),
            ),
        ),
        "primary",
    ),
    Sample(
        "form_keys",
        views.FillForm(number=1, chrome=chrome("fill"), service=SERVICE, title=SERVICE, fields=FIELDS[1:3]),
        "primary",
        touch="field:phone",
    ),
    Sample(
        "form_letters",
        views.FillForm(
            number=1,
            chrome=chrome("fill"),
            service=SERVICE,
            title=SERVICE,
            fields=(
                FormField(
                    id="where",
                    kind="text",
                    label=Text(zh="在哪里遗失的", en="Where it was lost"),
                    help=Text(zh="不记得可以不填", en="Leave it empty if you do not remember"),
                    required=False,
                ),
            ),
        ),
        "primary",
        touch="field:where key:n key:a key:n",
    ),
    Sample(
        "form_errors",
        views.FillForm(
            number=1,
            chrome=chrome("fill"),
            service=SERVICE,
            title=SERVICE,
            fields=(
                msgspec.structs.replace(
                    FIELDS[2],
                    value="1380",
                    error=Text(zh="手机号码是 11 位，请检查", en="A mobile number has 11 figures; please check it"),
                ),
                msgspec.structs.replace(FIELDS[0], value="expired", source="you"),
            ),
            page=2,
            pages=2,
        ),
        "primary",
    ),
    Sample(
        "review",
        views.Review(number=1, chrome=chrome("review"), service=SERVICE, rows=ANSWERS, declaration=DECLARATION),
        "primary",
    ),
    Sample("busy", views.Busy(number=1, chrome=chrome("review", back=False), title=Message(id="submit.sending")), ""),
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
    Sample("notice_offline", _notice("central_down", "offline", (AGAIN, STAFF)), "primary"),
    Sample("notice_camera", _notice("camera_gone", "trouble", (AGAIN, STAFF)), "primary"),
    Sample("notice_no_match", _notice("no_match", "question", (AGAIN, STAFF), now="face", left="2"), "primary"),
    Sample(
        "notice_staff",
        _notice(
            "staff",
            "staff",
            (Action(id="finish", label=Message(id="action.finish"), primary=True),),
            ticket="A017",
            now=None,
        ),
        "primary",
    ),
    Sample(
        "notice_leave",
        _notice(
            "leave_question",
            "question",
            (
                Action(id="stay", label=Message(id="action.stay"), primary=True),
                Action(id="leave", label=Message(id="action.leave")),
            ),
            safe=False,
            now="fill",
        ),
        "primary",
    ),
    Sample(
        "notice_help",
        _notice(
            "help", "staff", (Action(id="return", label=Message(id="action.return"), primary=True),), False, now="fill"
        ),
        "primary",
    ),
    Sample(
        "notice_spent",
        _notice(
            "not_live",
            "staff",
            (Action(id="staff", label=Message(id="action.staff"), primary=True),),
            safe=False,
            now="face",
            left="0",
        ),
        "primary",
    ),
    Sample(
        "farewell",
        views.Farewell(number=1, chrome=chrome(None, back=False, leave=False), reminders=("card", "receipt")),
        "primary",
    ),
)


def sample(name: str) -> views.AnyView:
    """The sample view with this name."""
    return next(each.view for each in SAMPLES if each.name == name)
