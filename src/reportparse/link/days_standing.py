"""The day of what stands where the words of time before it tell of something else: 现有 behind a month, what is left, an event."""

from __future__ import annotations

import re

from reportparse.link.date_words import STILL
from reportparse.link.frames import Frame
from reportparse.model.mentions import PeriodMention

NOW_SAID = re.compile(r"(?:现有|现共有|现在?(?:保障|享受|在册)|目前|实有)[^,。;\d]{0,12}\Z")
SINCE_THAT = re.compile(
    r"[^,。;\d]{0,6}(?:施行|实施|执行|出台|颁布|调整|换届|开业|启用|改革|合并|撤并)?(?:后|以后|之后)"
)
"""新条例3月1日施行后,…现有五保老人112名."""
"""4月份扩面1200人,现有1.86万人: what there is now, whenever it grew."""
STRUCK = re.compile(r"(?:受灾|受淹|受旱|受损|成灾|绝收|停电|被困|进水)[^,。;\d]{0,4}\Z")
"""受灾9个乡镇7.2万人: what it did."""
SET_UP = re.compile(r"(?:开放|设置|开设|启用|搭建|腾出|征用)[^,。;\d]{0,12}\Z")
"""开放临时安置点17个, while the storm lasted."""
ATTENDED = re.compile(r"[^,。;\d]{0,16}(?:参训|参加|参会|出席|到场|参赛|参与)")
"""3月15日,…培训班开班,128名儿童主任参训."""
WHOLE_AREA = re.compile(r"(?:^|[,;。])(?:全|本|我)(?:[省市县区镇乡州旗]|街道?)\Z")
"""4月4日至6日,全市23处公墓…: all that there are, whenever they were visited."""
RUN_ON = frozenset(("", "、"))


def said_now(text: str, mention: PeriodMention, frame: Frame) -> bool:
    """Whether a stock is told as of now, though words of time stand before it that name a month or a few."""
    if mention.rule == "now" or mention.start >= frame.own_start:
        return False
    months = mention.kind == "flow" and mention.grain in ("month", "quarter", "months")
    if not months and SINCE_THAT.match(text, mention.end) is None:
        return False
    return NOW_SAID.search(text, mention.end, frame.start) is not None


def still_left(text: str, mention: PeriodMention, frame: Frame, kind: str) -> bool:
    """5月底前已完工65户,其余7户正在扫尾: what is left now."""
    if kind != "kind.remaining" or mention.start >= frame.own_start or not text.startswith(("前", "之前"), mention.end):
        return False
    return STILL.match(frame.rest) is not None


def all_there_are(frame: Frame, kind: str, before_stands: bool) -> bool:
    """Whether a number of places in the days of an event is of all that there are."""
    if kind == "kind.program" and frame.quantity.measure == "count" and WHOLE_AREA.search(frame.own):
        return True
    return before_stands and kind == "kind.neighbour" and frame.lead[-1:] in ("和", "、", "及", "与")


def done_by_event(frame: Frame, before_flows: bool) -> bool:
    """Whether a number of places or people in the days of an event is what it did, or what was set up for it."""
    if frame.quantity.measure == "length" or STRUCK.search(frame.own) or SET_UP.search(frame.own):
        return True
    if ATTENDED.match(frame.tail):
        return True
    return before_flows and frame.lead in RUN_ON


def standing_at(
    text: str, mention: PeriodMention, frame: Frame, kind: str, event: bool, before: str | None
) -> tuple[bool, bool]:
    """Whether a stock is one after all, and whether the words of time before it are its own: `event` tells that they are the
    days of something that happened, `before` what kind of time the figure before has."""
    if event and all_there_are(frame, kind, before == "as_of"):
        return True, False
    if event and kind == "kind.place":  # 7月22日至24日,连降暴雨,全镇14个村有11个受淹
        return (False, True) if done_by_event(frame, before == "flow") else (True, False)
    if kind == "kind.size" and mention.kind == "flow":
        return True, mention.grain not in ("month", "months", "day")  # 10月封顶,建筑面积1.18万平方米
    return True, not (said_now(text, mention, frame) or still_left(text, mention, frame, kind))
