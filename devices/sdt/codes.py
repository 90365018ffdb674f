"""Code tables of the ID card: sex (GB/T 2261.1), ethnic groups (GB/T 3304), replies of the reader."""

from __future__ import annotations

SEX = {"0": "未知", "1": "男", "2": "女", "9": "未说明"}

_GROUPS = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
ETHNICITY = {f"{number:02}": name for number, name in enumerate(_GROUPS.split(" "), 1)}
ETHNICITY |= {"97": "其他", "98": "外国血统中国籍人士"}

# The third status byte of a reply that is neither success nor about the card's presence → a reason. Those marked are
# from memory of the readers' manuals: in no public source read here.
CARD_FAULTS = {
    0x31: "card_refused",  # the module did not authenticate the card
    0x32: "card_refused",  # the card did not authenticate the module
    0x33: "card_refused",  # what was read could not be verified
    0x3F: "card_refused",  # what was read has a wrong length (from memory)
    0x40: "card_unknown",
    0x41: "card_moved",
    0x47: "card_moved",  # no random number from the card
    0x80: "no_card",
    0x81: "card_moved",
    0x91: "card_unknown",  # the card has no such content
}
READER_FAULTS = {
    0x10: "garbled",  # the request's checksum
    0x11: "garbled",  # the request's length
    0x21: "garbled",  # the request's command
    0x23: "reader_unauthorised",  # a command that it may not obey (from memory)
    0x24: "garbled",  # not recognised
    0x60: "reader_self_test",
    0x66: "reader_unauthorised",
}
