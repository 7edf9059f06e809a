"""Reports of one disaster: from the day that it struck to the day that the report was made."""

from __future__ import annotations

import datetime as dt
import re

from reportparse.recognise.period_calendar import day
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_made import OPENING, Days, day_made

_CALAMITY = "(?:洪|涝|暴雨|强降雨|雹|雪|冰冻|低温|寒潮|台风|大风|龙卷|震|旱|泥石流|滑坡|灾|火|爆炸|事故)"
EVENT = re.compile(
    rf"(?:[“\"](?P<month>1[0-2]|[1-9])[·•・.](?P<day>[12]\d|3[01]|[1-9])[”\"]"
    rf"|(?P<month_of>1[0-2]|[1-9])月(?P<day_of>[12]\d|3[01]|[1-9])日)[^,。;\n]{{0,14}}?{_CALAMITY}"
)
"""关于“7·4”特大洪涝灾害…, 关于5月12日风雹灾害…."""
NO_EVENT = re.compile("防灾|减灾日|防火|防震|宣传|活动|演练|培训|纪念|周年")
"""“5·12”防灾减灾日宣传活动总结: the day only has its name from what happened on it."""
TOLD = re.compile(r"(?:情况|报告|汇报|通报|总结|小结|[快续专]报)(?:\([^()]{0,12}\))?$")
YEAR = re.compile(r"((?:19|20)\d\d) ?年")
LONGEST = 366
"""Days from what happened to the report of it, at most."""


def event_period(title: str, opening: str, closing: str) -> Days | None:
    """The days of a report whose title names a disaster by its day and tells how it went; None for any other."""
    event = EVENT.search(title)
    if event is None or TOLD.search(title) is None or NO_EVENT.search(title):
        return None
    month, number = int(event["month"] or event["month_of"]), int(event["day"] or event["day_of"])
    text, made = opening[:OPENING], day_made([], "", closing)
    year = _year(title, text, month, number)
    if year is None and made is not None:
        year = made.year if (month, number) <= (made.month, made.day) else made.year - 1
    struck = day(year, month, number).first
    if struck is None:
        return None
    told = find_periods(text, Reference(start=struck, end=dt.date(struck.year, 12, 31)))
    end = made or max((m.last for m in told if m.kind == "as_of" and m.last), default=None)
    return (struck, end) if end and dt.timedelta() <= end - struck <= dt.timedelta(LONGEST) else None


def _year(title: str, text: str, month: int, number: int) -> int | None:
    """The year that the title names, else that of the same day in the first words."""
    if said := YEAR.search(title):
        return int(said[1])
    for m in find_periods(text, Reference()):
        if m.first and (m.first.month, m.first.day) == (month, number):
            return m.first.year
    return None
