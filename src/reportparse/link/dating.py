"""Whether words of time date what follows them, or belong to something else that is named there."""

from __future__ import annotations

import re

from reportparse.link.governing_words import (
    AND_ANOTHER,
    CARRIED_OVER,
    CLOSED,
    COMPARING,
    DAY_SAID,
    DEFINING_SIGNS,
    FOUNDED,
    GOAL_AFTER,
    NAMED_BY_TIME,
    NAMED_TOGETHER,
    OF_A_DAY,
    OF_NOUN,
    OF_PEOPLE,
    OF_THINGS,
    OLD_SIDE,
    PROMISED,
    QUOTES,
    SERVED_BEFORE,
    SERVED_OF,
    SET_THEN,
    WHOLE_AFTER,
    WHOLE_BEFORE,
    WHOLE_IS,
    WHOLE_SHARE,
)
from reportparse.link.words import QUOTED
from reportparse.model.mentions import PeriodMention

SAID_OF = re.compile(r"(?:以来|来|入[汛夏秋冬]以来)?[^,。;\d]{0,6}(?:最(?!低)|第[一二三四五六]|首)")
"""7月11日的暴雨为今年最重的一次灾害过程: no time of its own."""


def dates_what_follows(text: str, p: PeriodMention) -> bool:
    """Whether a mention of time dates the figures behind it, by the words around it: not 比上年…, not 2019年秋季退役士兵."""
    before = text[p.start - 1 : p.start] if p.start else ""
    named_day = p.rule == "day_name" and p.grain == "day"  # “5·8世界红十字日”当天
    if (
        before in QUOTES
        and not named_day
        and text[p.end : p.end + 1] not in CLOSED
        and "”" not in text[p.start : p.end]
    ):
        return False  # “寒冬送温暖”专项行动
    if p.end - p.start == 2 and text.startswith("同期", p.start):  # 同期认定…: the time said before still holds
        return False
    if COMPARING.search(text[max(0, p.start - 5) : p.start]) and p.relation in ("past", "own"):
        return p.upto
    if p.first is None and p.last is None:
        return p.rule == "now"
    if p.rule == "year_begin" and SET_THEN.match(text, p.end):
        return False  # 年初承诺的38件实事: for the year
    if before in ("对", "把") and p.grain == "year":
        return False  # 对今年新增低保对象进行复核
    if p.rule == "festival" and text.startswith(NAMED_BY_TIME, p.end):
        return False  # 下拨春荒款2.3万元
    if before == "学" and text.startswith("年", p.start):
        return False  # 学年初招生
    if text.startswith(("均值", "平均值", "平均水平"), p.end) or (
        before == "和" and text.startswith(("相比", "比较"), p.end)
    ):
        return False  # 与近5年均值相比, 和上半年相比
    defines = text[p.end : p.end + 1] in DEFINING_SIGNS
    if text.endswith(CARRIED_OVER, 0, p.start) or (defines and OF_PEOPLE.match(text, p.end)):
        return False  # 结转下年支出; 1954年10月31日前入伍的复员军人
    if of_those_served(text, p) or (defines and OF_THINGS.match(text, p.end)):
        return False
    if text.endswith(FOUNDED, 0, p.start):
        return False  # 我院始建于1958年,占地23.6亩
    if before == "占" and p.relation == "past":
        return False  # 支出占上年募集总额的91%: the time of the whole
    if (
        p.grain == "year"
        and text[p.start].isdigit()
        and WHOLE_BEFORE.search(text, max(0, p.start - 8), p.start)
        and WHOLE_AFTER.match(text, p.end)
    ):
        return False  # 占全县2014年末农业人口总数的2.63%
    if p.rule == "year_begin" and PROMISED.match(text, p.end):
        return False  # 年初承诺的10件民生实事
    if before == "连" and text.startswith("的", p.end):
        return False  # 连去年的一起
    if p.rule == "festival" and OF_A_DAY.search(text, max(0, p.start - 6), p.start):
        return False  # 5月17日全国助残日当天
    if p.relation == "past" and WHOLE_IS.search(text, max(0, p.start - 4), p.start) and WHOLE_SHARE.match(text, p.end):
        return False  # 是去年外出务工总数的106.2%
    if (
        p.rule == "festival"
        and p.start
        and (
            before in "日号"
            or text[max(0, p.start - 3) : p.start].rstrip()[-1:] == "日"
            or DAY_SAID.search(text, max(0, p.start - 10), p.start)
        )
    ):
        return False  # 4月4日至6日清明假期, 5月15日全国助残日, “9·30”烈士纪念日: the days say when
    if p.rule == "day_name" and (text[p.start - 2 : p.start] in NAMED_TOGETHER or AND_ANOTHER.match(text, p.end)):
        return False  # “4·17”风雹和“7·3”暴雨两次: two days
    if before in ("由", "从") and OLD_SIDE.match(text[p.end : p.end + 10]):
        return False
    if p.grain in ("year", "half", "other", "quarter", "months") and OF_NOUN.match(text[p.end : p.end + 8]):
        return False
    if before in ("为", "是") and SAID_OF.match(text, p.end):
        return False
    if GOAL_AFTER.match(text[p.end : p.end + 6]) or text.startswith(("最强", "最大", "最高", "最重"), p.end):
        return False
    return not (p.relation == "past" and QUOTED.fullmatch(text[p.end : p.end + 4].rstrip("0123456789.")))


def of_those_served(text: str, p: PeriodMention) -> bool:
    """Whether words of time say which people are served: 为2016—2018年的63名退役士兵发放…."""
    if p.start == 0 or text[p.start - 1] not in SERVED_BEFORE or (p.relation != "past" and text[p.end] != "的"):
        return False
    return SERVED_OF.match(text, p.end) is not None
