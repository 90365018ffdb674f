"""Old forms of characters and the new ones that identity cards are set in: recognition takes one for the other."""

from __future__ import annotations

_PAIRS = """
    黃黄 強强 漢汉 壯壮 國国 呂吕 吳吴 溫温 產产 戶户 麗丽 貴贵 軍军 華华 東东 陳陈
    張张 劉刘 楊杨 趙赵 鄧邓 羅罗 韋韦 陸陆 盧卢 龍龙 鳳凤 蘭兰 蓮莲 連连 輝辉 傑杰
    偉伟 榮荣 慶庆 寶宝 潔洁 瓊琼 豔艳 艷艳 萬万 葉叶 許许 謝谢 鄭郑 馬马 馮冯 譚谭
    賴赖 閉闭 顏颜 顧顾 鐘钟 鍾钟 農农 歐欧 陽阳 孫孙 彥彦 禮礼 憲宪 鵬鹏 飛飞 勝胜
    貞贞 靜静 雲云 愛爱 義义 學学 樹树 業业 興兴 爾尔 滿满 維维 銀银 錦锦 鋒锋 銘铭
    鎮镇 鄉乡 縣县 區区 號号 棟栋 單单 樓楼 橫横 賓宾 寧宁 邊边 嶺岭 園园 場场 莊庄
    灣湾 橋桥 內内 衛卫 進进 達达 遠远 運运 長长 門门 開开 關关 雙双 頭头 顯显 魚鱼
    點点 齊齐 倫伦 侶侣 別别 週周 說说 蕭萧 藍蓝 鄒邹 龔龚 竇窦 韓韩 蘇苏 穎颖 燁烨
    瑋玮 綺绮 絲丝 嵐岚 瑩莹 瑤瑶 紅红 綠绿 純纯 緣缘 詩诗
"""
_NEW = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def in_new_forms(text: str) -> str:
    """The text with each old form that is known here as its new one."""
    return text.translate(_NEW)


def has_old_form(text: str) -> bool:
    return in_new_forms(text) != text
