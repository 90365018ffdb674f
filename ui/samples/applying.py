"""What is wanted: services, the form, the sheet."""

from __future__ import annotations

import msgspec

from kiosk import views
from kiosk.views import FormField, Message, Option, Row, Text, Tile
from ui.samples.base import SERVICE, Sample, chrome

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


SAMPLES: tuple[Sample, ...] = (
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
)
