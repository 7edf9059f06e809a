"""Words of time that begin or end a span together with others: 自去年…以来,截至8月; 自三月份开始,至六月底结束."""

from __future__ import annotations

import datetime as dt
import re

from reportparse.link.frames import Scene
from reportparse.model.mentions import PeriodMention

JOINED = re.compile(r"(?:[^,。;:\n\d]{0,46}以来)?[,、 ]{0,2}(?:截[至止]到?|到|至)?")
REACH = 8
"""Characters at most between the two."""
BEGUN = re.compile(
    r"[^。]{0,2}(?:起|开始|启动)(?![步点])(?:(?!标准|提高|调整|上调|执行)[^。;\n]){0,60}[。;,]?(?:(?!标准|提高|调整)[^。;\n]){0,12}(?:截[至止]到?|到|至)"
)
"""4月1日起,对五类对象免除基本殡葬服务费。至年底共减免…; what begins may also be a rate, which says nothing of the money paid."""
BEGUN_ON = frozenset({"day", "month"})
UNTIL = re.compile("[,、 ]{0,2}(?:至|到|截[至止]到?)")
ENDED = re.compile("(?:全部|全面|基本|顺利|正式|圆满)?(?:结束|完成|为止|止|告一段落)")


def begun_before(scene: Scene, p: PeriodMention) -> dt.date | None:
    """自去年启动…以来,截至今年8月: the day from which what is told up to these words was done."""
    for other in reversed(scene.periods_in(max(0, p.start - 60), p.start)):
        joined = JOINED.fullmatch(scene.text, other.end, p.start)
        if joined is None and p.last is not None and other.first is not None and other.first < p.last:
            begun = BEGUN.fullmatch(scene.text, other.end - 2, p.start)
            return other.first if begun and other.first.year == p.last.year and other.grain in BEGUN_ON else None
        if joined is None or other.first is None or p.last is None or other.first >= p.last:
            return None
        said = scene.text[other.start : p.start]
        return other.first if other.rule in ("since", "lasting") and "来" in said else None
    return None


def ended_by(scene: Scene, p: PeriodMention) -> dt.date | None:
    """自三月份开始,至六月底结束: the day on which what began with these words ended."""
    for other in scene.periods_in(p.end, p.end + REACH):
        if UNTIL.fullmatch(scene.text, p.end, other.start) and ENDED.match(scene.text, other.end):
            return other.last
        return None
    return None
