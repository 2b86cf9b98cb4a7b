"""A glossary for clerks: terms of this program, each explained in a phrase.

Other names of a term are in brackets: those of older versions, or of texts that keep another word.
"""

from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

ALL_TERMS: Final = "词语"
TERMS: Final = {
    "N、分母": "定名单时定下的企业数，各种比率都除以它",
    "定名单（报表、解读写 锁定）": "定下本月要打的企业，以后只加不减",
    "封名单（解读写 冻结）": "抽签前封好，谁也不能再换",
    "核对码（从前叫校验码；SHA-256）": "名单或记录簿改一个字，它就变；印在纸上备查",
    "种子": "机关纪委当场说的一串字，决定抽签的名次",
    "递补": "谢绝一家，按名次请下一家",
    "正在打（租约、领取）": "一户由谁正在打；30分钟没动就放回，别人才能打",
    "领取凭号": "取出这一户时给的号；别人接手以后，原来的号就不认了",
    "待改（从前叫暂存）": "台账里这一行没有收下，单位改好再报",
    "回执": "写明哪几格有问题、寄回单位的表",
    "补号码（解读写 补号）": "号码打不通，请单位给新的",
    "记成问题（从前叫立项）": "企业说的意见、困难，限期内要答复",
    "转到下月（报表写 结转）": "没办完的，领导点名同意才转到下月",
    "清零": "一个月逐项办完、出单；不删任何记录",
    "待核实、已认定（报表写 嫌疑、认定）": "程序只提醒，定性要有人署名",
    "没记完的（从前叫草稿）": "答了一半的，只有您自己能接着记",
    "会记下谁看过（从前叫留痕）": "看完整电话、更正都记名",
    "记录簿（从前叫日志）": "谁、哪天、做了什么，改不掉",
    "接通率（CON1）": "名单里联系上的占几成",
    "有效回访率（RR2）": "名单里答了主要问题的占几成",
    "覆盖率（打过的）": "名单里至少打过一次的占几成",
    "答了一部分（解读写 部分回答）": "不再打扰，缺的照空",
    "公钥、封存": "廉洁方面的原话锁起来，只有机关纪委的私钥打得开",
    "要上门的（触发）": "投诉、超期、难办、差评等，一户不落",
    "复核": "换一个人不看原记录再打一次，看记录可不可信",
}
# Former words of states and outcomes, which may still be typed or be on older sheets.
FORMER: Final[Mapping[str, str]] = {
    "部分回答": "答了一部分",
    "退回补号": "等补号码",
    "嫌疑": "待核实",
}
_SHORTEST = 2  # characters: a single one would match too many


def terms_like(text: str) -> dict[str, str]:
    """Return the terms that equal or contain a text, with their meanings."""
    wanted = normalize("NFKC", text).strip().lower()
    if len(wanted) < _SHORTEST:
        return {}
    return {
        word: meaning
        for word, meaning in TERMS.items()
        if wanted in normalize("NFKC", word).lower()
    }
