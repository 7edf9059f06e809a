"""Whether words of time date what follows them, or belong to something else that is named there."""

from __future__ import annotations

from reportparse.link.governing_words import (
    AND_ANOTHER,
    CARRIED_OVER,
    CLOSED,
    COMPARING,
    FOUNDED,
    GOAL_AFTER,
    NAMED_TOGETHER,
    OF_NOUN,
    OF_PEOPLE,
    OLD_SIDE,
    QUOTES,
    WHOLE_AFTER,
    WHOLE_BEFORE,
)
from reportparse.link.words import QUOTED
from reportparse.model.mentions import PeriodMention


def dates_what_follows(text: str, p: PeriodMention) -> bool:
    """Whether a mention of time dates the figures behind it, by the words around it: not 比上年…, not 2019年秋季退役士兵."""
    before = text[p.start - 1 : p.start] if p.start else ""
    if before in QUOTES and text[p.end : p.end + 1] not in CLOSED and "”" not in text[p.start : p.end]:
        return False  # “寒冬送温暖”专项行动
    if p.end - p.start == 2 and text.startswith("同期", p.start):  # 同期认定…: the time said before still holds
        return False
    if COMPARING.search(text[max(0, p.start - 5) : p.start]) and p.relation in ("past", "own"):
        return p.upto
    if p.first is None and p.last is None:
        return p.rule == "now"
    if before == "学" and text.startswith("年", p.start):
        return False  # 学年初招生
    if text.startswith(("均值", "平均值", "平均水平"), p.end) or (
        before == "和" and text.startswith(("相比", "比较"), p.end)
    ):
        return False  # 与近5年均值相比, 和上半年相比
    if text.endswith(CARRIED_OVER, 0, p.start) or OF_PEOPLE.match(text, p.end):
        return False  # 结转下年支出; 1954年10月31日前入伍的复员军人
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
    if p.rule == "festival" and p.start and text[p.start - 1] in "日号":
        return False  # 4月4日至6日清明假期: the days say when
    if p.rule == "day_name" and (text[p.start - 2 : p.start] in NAMED_TOGETHER or AND_ANOTHER.match(text, p.end)):
        return False  # “4·17”风雹和“7·3”暴雨两次: two days
    if before in ("由", "从") and OLD_SIDE.match(text[p.end : p.end + 4]):
        return False
    if p.grain in ("year", "half", "other", "quarter", "months") and OF_NOUN.match(text[p.end : p.end + 8]):
        return False
    if GOAL_AFTER.match(text[p.end : p.end + 6]) or text.startswith(("最强", "最大", "最高", "最重"), p.end):
        return False
    return not (p.relation == "past" and QUOTED.fullmatch(text[p.end : p.end + 4].rstrip("0123456789.")))
