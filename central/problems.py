"""Refusals, as RFC 9457 problem documents. The types are stable; the words may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from central.words import Text


@dataclass(frozen=True, slots=True)
class Kind:
    status: int
    title: Text
    detail: Text


def _kind(status: int, zh: str, en: str, detail_zh: str, detail_en: str) -> Kind:
    return Kind(status, Text(zh=zh, en=en), Text(zh=detail_zh, en=detail_en))


KINDS: Mapping[str, Kind] = {
    "malformed-request": _kind(
        422,
        "请求格式不对",
        "Malformed request",
        "有内容缺失或格式不对。",
        "Something is missing or has the wrong shape.",
    ),
    "unreadable-request": _kind(
        400, "请求无法读取", "Unreadable request", "请求内容无法读取。", "The request cannot be read."
    ),
    "not-found": _kind(404, "没有找到", "Not found", "没有这样的内容。", "There is nothing here by that name."),
    "method-not-allowed": _kind(
        405,
        "不支持这种操作",
        "Method not allowed",
        "这个地址不支持这种操作。",
        "This address does not take this method.",
    ),
    "body-too-large": _kind(
        413, "内容过大", "Body too large", "请求内容超过上限。", "The request is larger than the limit."
    ),
    "request-too-slow": _kind(
        408,
        "请求传输过慢",
        "Request too slow",
        "请求没有在时限内传完。",
        "The request did not come in within its time.",
    ),
    "token-missing": _kind(401, "缺少凭证", "No token", "请求没有带凭证。", "The request carries no bearer token."),
    "token-invalid": _kind(
        401,
        "凭证无效",
        "Token not valid",
        "凭证的签名、对象或时间不对；请核对设备时钟。",
        "The token's signature, audience or time is wrong; check the clock.",
    ),
    "scope-missing": _kind(
        403,
        "没有权限",
        "Not allowed",
        "您的岗位不能做这一步。",
        "Your role does not include this.",
    ),
    "sign-in-failed": _kind(
        403,
        "登录没有完成",
        "Sign-in not completed",
        "请从头再登录一次。",
        "Please sign in again from the start.",
    ),
    "provider-unreachable": _kind(
        503,
        "暂时不能登录",
        "Cannot sign in now",
        "连不上统一身份认证。已登录的不受影响。",
        "The sign-in provider is out of reach. Who has signed in already is not affected.",
    ),
    "form-foreign": _kind(
        403,
        "页面已过期",
        "Page out of date",
        "这张表单不是本站当前页面发出的，没有改动任何内容。请返回并刷新页面。",
        "This form did not come from a present page of this site; nothing was changed. Go back and reload it.",
    ),
    "token-replayed": _kind(
        401, "凭证已用过", "Token used before", "每个凭证只能用一次。", "Each token can be used once."
    ),
    "enrolment-code-wrong": _kind(
        403, "登记码不对", "Wrong enrolment code", "请核对登记码。", "Check the enrolment code."
    ),
    "enrolment-locked": _kind(
        429,
        "登记已锁定",
        "Enrolment locked",
        "登记码输错次数过多，请管理员更换登记码。",
        "Too many wrong codes; an operator has to set a new one.",
    ),
    "kiosk-exists": _kind(
        409,
        "该终端已登记",
        "Kiosk enrolled before",
        "该编号已用另一密钥登记，请管理员先解除。",
        "This id is enrolled with another key; an operator has to release it first.",
    ),
    "kiosk-differs": _kind(
        403,
        "终端不一致",
        "Kiosk differs",
        "申请与发送它的终端不一致。",
        "The submission names another kiosk than the one that sent it.",
    ),
    "idempotency-key-missing": _kind(
        400, "缺少幂等键", "Idempotency-Key missing", "请求必须带 Idempotency-Key。", "Idempotency-Key is required."
    ),
    "idempotency-key-running": _kind(
        409,
        "正在处理",
        "Still running",
        "同一请求正在处理，请稍后再取结果。",
        "The same request is being worked on; ask again shortly.",
    ),
    "idempotency-key-reused": _kind(
        422,
        "幂等键重复",
        "Idempotency-Key reused",
        "同一个键对应了不同的内容。",
        "This key was used before with another body.",
    ),
    "reference-invalid": _kind(
        422, "凭证号不对", "Reference not valid", "请核对受理凭证号。", "Check the reference number."
    ),
    "reference-reused": _kind(
        422,
        "凭证号重复",
        "Reference reused",
        "该凭证号已用于另一申请。",
        "This reference belongs to another submission.",
    ),
    "sequence-reused": _kind(
        422, "序号重复", "Sequence reused", "该序号已用于另一申请。", "This number belongs to another submission."
    ),
    "signature-invalid": _kind(
        422, "签名无效", "Signature not valid", "签名与内容不符。", "The signature does not fit the content."
    ),
    "seal-key-unknown": _kind(
        422, "密封公钥不识别", "Seal key unknown", "不识别密封所用的公钥。", "The sealing key is not one of ours."
    ),
    "envelope-invalid": _kind(
        422,
        "密封内容无法打开",
        "Envelope not valid",
        "密封内容无法打开或格式不对。",
        "The envelope cannot be opened or read.",
    ),
    "item-unknown": _kind(
        422, "没有这个事项", "Item unknown", "目录里没有这个事项或版本。", "The catalogue has no such item or version."
    ),
    "form-invalid": _kind(
        422, "有内容需要更正", "Some answers need correcting", "请更正列出的各项。", "Correct each field listed."
    ),
    "assurance-too-low": _kind(
        403,
        "身份核验级别不够",
        "Identity not established well enough",
        "请在本机重新核验身份，或到窗口由工作人员核验。",
        "Check your identity again here, or go to a desk.",
    ),
    "code-unknown": _kind(
        404,
        "不是电子社保卡的二维码",
        "Not an electronic card's code",
        "请打开电子社保卡的二维码再扫。",
        "Open the electronic social security card's code and show that.",
    ),
    "code-expired": _kind(
        410, "二维码已过期", "Code expired", "请在手机上刷新二维码后再扫。", "Refresh the code on the phone."
    ),
    "session-ended": _kind(
        403, "本次办理已结束", "Visit has ended", "请重新核验身份后再办理。", "Identify yourself again to go on."
    ),
    "too-many-attempts": _kind(
        429,
        "核验次数过多",
        "Too many attempts",
        "请稍后再试，或到窗口由工作人员核验。",
        "Try again later, or go to a desk.",
    ),
    "signer-unknown": _kind(
        422, "没有登记的签名方", "Signer unknown", "没有登记这个签名方的公钥。", "No key is registered for this signer."
    ),
    "signer-known": _kind(
        409, "签名方已登记", "Signer known", "这个签名方的公钥已登记。", "A key is registered for this signer already."
    ),
    "conflict-of-interest": _kind(
        403,
        "需要回避",
        "Conflict of interest",
        "该工作人员与申请人有利害关系，不能经办。",
        "This member of staff has a conflict of interest in it.",
    ),
    "not-yours": _kind(
        403, "不是您经办", "Not yours", "这件办件由别人经办。", "Somebody else handles this application."
    ),
    "precondition-missing": _kind(
        428,
        "缺少 If-Match",
        "If-Match missing",
        "请带上所看到版本的 ETag。",
        "Send the ETag of the version that you saw in If-Match.",
    ),
    "state-conflict": _kind(
        409,
        "当前状态不能这样办",
        "Not possible in this state",
        "请先查看办件的最新状态。",
        "Look at the application's present state first.",
    ),
    "version-conflict": _kind(
        412, "办件已有变化", "Changed meanwhile", "请查看最新内容后再办。", "Look at it as it is now, then decide."
    ),
    "too-many-commands": _kind(
        409,
        "指令过多",
        "Too many commands",
        "该终端还有许多指令没有取走。",
        "The kiosk has many commands that it has not fetched yet.",
    ),
    "too-often": _kind(429, "请求过于频繁", "Too many requests", "请稍后再试。", "Try again later."),
    "command-ended": _kind(
        409,
        "指令已结束",
        "Command has ended",
        "这条指令已经结束，或还没有发给终端。",
        "This command has ended, or was never handed out.",
    ),
    "exchange-refused": _kind(
        503,
        "现在不能核对",
        "No comparison now",
        "数据核对暂停，办件会等待，不用重新提交。",
        "Comparisons have stopped; applications wait and need not be sent again.",
    ),
    "term-unknown": _kind(
        422,
        "没有这个选项",
        "Not among the terms",
        "职业、地区或技能不在列表里。",
        "An occupation, district or skill is not among those listed.",
    ),
    "exit-invalid": _kind(
        422,
        "离职申报不能接受",
        "Exit declaration not accepted",
        "请核对人员、日期和原因。",
        "Check the person, the date and the reason.",
    ),
    "busy": _kind(503, "系统繁忙", "Busy", "请稍后再试。", "Try again shortly."),
    "internal": _kind(
        500,
        "暂时办不了",
        "Cannot be done now",
        "我们这边出了问题，没有改动任何内容。",
        "Our fault; nothing was changed.",
    ),
}


class Problem(Exception):
    """A refusal: the name of its kind, and members that go with it (`errors`, `reason`, …). Carries no personal data.

    `detail` replaces the kind's general one.
    """

    def __init__(self, name: str, detail: Text | None = None, /, **members: Any) -> None:
        super().__init__(name)
        self.name = name
        self.kind = KINDS[name]
        self.detail = detail or self.kind.detail
        self.members = members

    def document(self) -> dict[str, Any]:
        return {
            "type": f"/problems/{self.name}",
            "title": self.kind.title.en,
            "status": self.kind.status,
            "detail": self.detail.en,
            "title_zh": self.kind.title.zh,
            "detail_zh": self.detail.zh,
            **self.members,
        }
