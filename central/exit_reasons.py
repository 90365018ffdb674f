"""Why an employment ended: the employer's words in the exit declaration, and the answers of the claim's form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from central.words import Text

_BY_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("resigned", ("本人提出", "劳动者提出", "主动辞职", "辞职")),
    ("unpaid", ("拖欠", "未及时足额", "被迫解除")),
    ("closed", ("破产", "关闭", "撤销", "解散", "吊销")),
    ("laid_off", ("裁减", "裁员", "经济性")),
    ("dismissed", ("辞退", "除名", "开除", "用人单位解除")),
    ("agreed", ("协商一致", "协商解除")),
    ("ended", ("期满", "到期", "终止")),
)


def code_of(declared: str) -> str:
    """The form's answer that the declared words mean; empty where they are not among the known ones."""
    return next((code for code, words in _BY_WORDS if any(word in declared for word in words)), "")


@dataclass(frozen=True, slots=True)
class ExitReason:
    """One of the reasons that an employer declares. `involuntary`: the worker lost the work against their will."""

    code: str
    words: Text
    involuntary: bool


_AGAINST_THEIR_WILL = (
    ("expired", "劳动合同期满，用人单位不续签", "Contract ended, employer did not renew"),
    ("agreed_employer", "用人单位提出，协商一致解除劳动合同", "Employer proposed it, both agreed"),
    ("forced", "用人单位未及时足额支付报酬等，劳动者被迫解除", "Left for unpaid wages or the like"),
    ("probation", "试用期不符合录用条件，用人单位解除", "Not kept after probation"),
    ("misconduct", "严重违反规章制度，用人单位解除", "Dismissed for misconduct"),
    ("unfit", "医疗期满或不能胜任工作，用人单位解除", "Dismissed as unfit for the work"),
    ("changed", "客观情况重大变化，用人单位解除", "Dismissed for a change of circumstances"),
    ("laid_off", "用人单位经济性裁员", "Laid off for economic reasons"),
    ("closed", "用人单位破产、关闭、撤销或解散", "Employer went bankrupt or closed"),
    ("removed", "被机关事业单位辞退或除名", "Removed from a public institution"),
)
_OTHERWISE = (
    ("expired_by_worker", "劳动合同期满，本人提出不续签", "Contract ended, worker did not renew"),
    ("agreed_worker", "劳动者提出，协商一致解除劳动合同", "Worker proposed it, both agreed"),
    ("resigned", "本人提出，主动辞职", "Worker resigned"),
    ("other_end", "退休、死亡、参军等，劳动合同终止", "Retired, died, joined the army or the like"),
)
REASONS: Mapping[str, ExitReason] = {
    code: ExitReason(code, Text(zh=zh, en=en), involuntary)
    for reasons, involuntary in ((_AGAINST_THEIR_WILL, True), (_OTHERWISE, False))
    for code, zh, en in reasons
}
"""The employer chooses among fourteen; which ones is the operator's to confirm (reference)."""
