"""Old forms of characters and the new ones that identity cards are set in: recognition takes one for the other."""

from __future__ import annotations

_PAIRS = """
    黃黄 涼凉 強强 漢汉 壯壮 國国 呂吕 吳吴 溫温 產产 戶户 麗丽 貴贵 軍军 華华 東东 陳陈 張张
    劉刘 楊杨 趙赵 鄧邓 羅罗 韋韦 陸陆 盧卢 龍龙 鳳凤 蘭兰 蓮莲 連连 輝辉 傑杰 偉伟 榮荣
    慶庆 寶宝 潔洁 瓊琼 豔艳 艷艳 萬万 葉叶 許许 謝谢 鄭郑 馬马 馮冯 譚谭 賴赖 閉闭 顏颜
    顧顾 鐘钟 鍾钟 農农 歐欧 陽阳 孫孙 彥彦 禮礼 憲宪 鵬鹏 飛飞 勝胜 貞贞 靜静 雲云 愛爱
    義义 學学 樹树 業业 興兴 爾尔 滿满 維维 銀银 錦锦 鋒锋 銘铭 鎮镇 鄉乡 縣县 區区 號号
    棟栋 單单 樓楼 橫横 賓宾 寧宁 邊边 嶺岭 園园 場场 莊庄 灣湾 橋桥 內内 衛卫 進进 達达
    遠远 運运 長长 門门 開开 關关 雙双 頭头 顯显 魚鱼 點点 齊齐 倫伦 侶侣 別别 週周 說说
    蕭萧 藍蓝 鄒邹 龔龚 竇窦 韓韩 蘇苏 穎颖 燁烨 瑋玮 綺绮 絲丝 嵐岚 瑩莹 瑤瑶 紅红 綠绿
    純纯 緣缘 詩诗 粵粤 遼辽 濟济 瀋沈 陝陕 薩萨 廈厦 濱滨 島岛 嶼屿 澤泽 灘滩 壩坝 壇坛
    鋪铺 溝沟 峽峡 層层 組组 團团 營营 總总 廠厂 礦矿 處处 屬属 勞劳 輪轮 車车 鐵铁 線线
    臺台 廣广 風风 鳥鸟 鳴鸣 瀾澜 滄沧 漣涟 潛潜 濤涛 澗涧 漁渔 鯉鲤 鹽盐 麥麦 黨党 龜龟
    賀贺 賈贾 贛赣 軒轩 轉转 選选 郵邮 鄔邬 釗钊 鈞钧 鋼钢 錢钱 鎖锁 鏡镜 閻阎 閩闽 闊阔
    隊队 陰阴 陣阵 際际 隴陇 霧雾 靈灵 韻韵 頂顶 項项 順顺 頌颂 頻频 題题 額额 願愿 類类
    館馆 駐驻 駿骏 騰腾 驥骥 鮑鲍 鵝鹅 鶴鹤 齡龄 湯汤 濃浓 瀘泸 瀟潇 熾炽 爐炉 獅狮 環环
    瓏珑 畢毕 畫画 當当 盤盘 祿禄 禎祯 種种 窩窝 築筑 簡简 籃篮 糧粮 紀纪 級级 納纳 紋纹
    紹绍 終终 統统 經经 綱纲 緯纬 練练 縱纵 織织 繼继 續续 羋芈 聖圣 聞闻 聯联 聰聪 膠胶
    艦舰 莖茎 葦苇 蔣蒋 薊蓟 蘆芦 虛虚 蝦虾 補补 裝装 覺觉 訓训 評评 試试 誠诚 諸诸 論论
    講讲 譯译 護护 豐丰 財财 貨货 貿贸 費费 資资 賢贤 質质 贊赞 趕赶 躍跃 軌轨 較较 載载
    輔辅 過过 違违 釀酿 釣钓 鋁铝 鑄铸
"""
_NEW = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})


def in_new_forms(text: str) -> str:
    """The text with each old form that is known here as its new one."""
    return text.translate(_NEW)


def has_old_form(text: str) -> bool:
    return in_new_forms(text) != text
