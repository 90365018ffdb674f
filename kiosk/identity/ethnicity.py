"""The ethnicities printed on resident cards: a closed list, GB/T 3304."""

from __future__ import annotations

from kiosk.identity.old_forms import in_new_forms
from kiosk.identity.reading import SURE, Field

_LIST = (
    "汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|"
    "傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|"
    "阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
_NAMES = frozenset(_LIST.split("|"))
_NEAR_SURE = 0.95
_DOUBT = SURE / 2


def from_the_list(found: Field) -> Field:
    """What was read, weighed against the list.

    A listed name of several characters that no other listed name resembles is what is printed, even where one of its
    characters was read with doubt. A name of several characters that is not listed but differs from exactly one in a
    single character becomes that one, marked as doubtful, and so does a listed name in old forms; any other stays as
    read, doubtful too.
    """
    if in_new_forms(found.value) != found.value and in_new_forms(found.value) in _NAMES:
        return Field(in_new_forms(found.value), min(found.confidence, _DOUBT))
    near = [name for name in _NAMES if _one_apart(name, found.value)]
    if found.value in _NAMES:
        alone = len(found.value) > 1 and not near
        return Field(found.value, max(found.confidence, _NEAR_SURE) if alone else found.confidence)
    value = near[0] if len(near) == 1 and len(found.value) > 1 else found.value
    return Field(value, min(found.confidence, _DOUBT))


def likelier(first: str, second: str) -> bool:
    """Whether a second look at a line is a listed name where the first differs from it in one character: 仏佬, 仫佬."""
    first, second = first.removeprefix("民族"), second.removeprefix("民族")
    return len(second) > 1 and second in _NAMES and first not in _NAMES and _one_apart(first, second)


def _one_apart(first: str, second: str) -> bool:
    return len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1
