"""Make words.tsv from the dictionaries of pypinyin and jieba (both MIT), which the kiosk itself does not need.

    pip install pypinyin jieba
    python -m ui.pinyin.make

A line is a key (pinyin without tones and gaps, ü as v), how common its commonest word is (in bits), and its words,
the commonest first.
"""

from __future__ import annotations

import importlib
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LEAST_COMMON = 100
LONGEST = 4
CHARACTERS_A_KEY, WORDS_A_KEY = 72, 10

ADDRESSES = """
广西 广西壮族自治区 南宁 南宁市 柳州 柳州市 桂林 桂林市 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
兴宁区 青秀区 江南区 西乡塘区 良庆区 邕宁区 武鸣区 隆安县 马山县 上林县 宾阳县 横州市 邕江 青秀山 五象 五象新区 仙葫
朝阳路 民族大道 中山路 新民路 七星路 建政路 古城路 园湖路 星光大道 友爱路 明秀路 秀灵路 大学路 长湖路 东葛路 桃源路
双拥路 金湖路 望园路 竹溪大道 民主路 共和路 人民路 衡阳路 北湖路 秀厢大道 安吉大道 科园大道 高新大道 壮锦大道
亭洪路 五一路 白沙大道 银海大道 玉洞大道 平乐大道 凤岭北路 凤岭南路 佛子岭路 月湾路 云景路 长堽路 鲤湾路
路 街 巷 号 栋 单元 室 楼 层 小区 社区 花园 新村 新城 大厦 广场 宿舍 村 屯 组 镇 乡 县 区 市 省 大道 东路 西路 南路 北路
一号 二号 三号 附近 对面 隔壁 旁边 街道 居委会 村委会 门牌 公寓 家园 苑 里 弄 坡 岭 塘 江 岸
"""
"""What people here write in an address; offered before the dictionary's own words."""


def main() -> None:
    pypinyin = importlib.import_module("pypinyin")
    jieba = importlib.import_module("jieba")
    style = pypinyin.Style.NORMAL
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    dictionary = Path(str(jieba.__file__)).with_name("dict.txt").read_text(encoding="utf-8")
    for line in dictionary.splitlines():
        word, count, _ = line.split(" ")
        if len(word) == 1 and _common(word):
            for reading in pypinyin.pinyin(word, heteronym=True, style=style)[0]:
                weights[reading][word] = max(int(count), weights[reading].get(word, 0))
        elif 2 <= len(word) <= LONGEST and int(count) >= LEAST_COMMON and all(map(_common, word)):
            weights["".join(pypinyin.lazy_pinyin(word, style=style))][word] = int(count)
    for place, word in enumerate(reversed(ADDRESSES.split())):
        key = "".join(pypinyin.lazy_pinyin(word, style=style))
        weights[key][word] = max(weights[key].get(word, 0), 10**7 + place if len(word) > 1 else 0)
    lines = []
    for key in sorted(key for key in weights if key.isascii() and key.isalpha()):
        words = sorted(weights[key], key=lambda word, key=key: -weights[key][word])  # type: ignore[misc]
        single = [word for word in words if len(word) == 1][:CHARACTERS_A_KEY]
        longer = [word for word in words if len(word) > 1][:WORDS_A_KEY]
        common = max(weights[key].values(), default=0).bit_length()
        lines.append(f"{key}\t{common}\t{' '.join(longer + single)}\n")
    (FOLDER / "words.tsv").write_text("".join(lines), encoding="utf-8")


def _common(word: str) -> bool:
    """Whether a character is of GB 2312: what everyday writing needs."""
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return all("\u4e00" <= character <= "\u9fff" for character in word)


if __name__ == "__main__":
    main()
