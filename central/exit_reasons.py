"""Why an employment ended: the employer's words in the exit declaration, and the answers of the claim's form."""

from __future__ import annotations

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
