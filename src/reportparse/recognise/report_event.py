"""Reports of one disaster: from the day that it struck to the day that the report was made."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reportparse.model.folding import fold
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_opening import OPENING, Days, day_made

_CALAMITY = "(?:洪|涝|暴雨|强降雨|雹|雪|冰冻|低温|寒潮|台风|大风|龙卷|震|旱|泥石流|滑坡|灾|火|爆炸|事故)"
EVENT = re.compile(
    rf"(?:[“\"](?P<month>1[0-2]|[1-9])[·•・.](?P<day>[12]\d|3[01]|[1-9])[”\"]"
    rf"|(?P<month_of>1[0-2]|[1-9])月(?P<day_of>[12]\d|3[01]|[1-9])日)[^,。;\n]{{0,14}}?{_CALAMITY}"
)
"""关于“7·4”特大洪涝灾害…, 关于5月12日风雹灾害…."""
TOLD = re.compile(r"(?:情况|报告|汇报|通报|总结|小结|[快续专]报)(?:\([^()]{0,12}\))?$")
YEAR = re.compile(r"((?:19|20)\d\d) ?年")
UP_TO = re.compile(r"截[至止]到?(?:今年|当年)?(1[0-2]|0?[1-9])月([12]\d|3[01]|0?[1-9])日")
LONGEST = 366
"""Days from what happened to the report of it, at most."""


def event_period(title: str, opening: str, closing: str) -> Days | None:
    """The days of a report whose title names a disaster by its day and tells how it went; None for any other."""
    event = EVENT.search(title)
    if event is None or TOLD.search(title) is None:
        return None
    month, day = int(event["month"] or event["month_of"]), int(event["day"] or event["day_of"])
    text = opening[:OPENING]
    made = day_made([], "", closing)
    year = _year(title, text, month, day)
    if year is None and made is not None:
        year = made.year if (month, day) <= (made.month, made.day) else made.year - 1
    struck = _day(year, month, day)
    if year is None or struck is None:
        return None
    told = [_day(year, int(m[1]), int(m[2])) for m in UP_TO.finditer(text)]
    end = made or max((day for day in told if day is not None), default=None)
    return (struck, end) if end and dt.timedelta() <= end - struck <= dt.timedelta(LONGEST) else None


def _day(year: int | None, month: int, day: int) -> dt.date | None:
    """That day; None where the year is unknown or has no such day (“2·30”)."""
    if year is None or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day)


def _year(title: str, text: str, month: int, day: int) -> int | None:
    """The year that the title names, else that of the same day in the first words."""
    if said := YEAR.search(fold(title)):
        return int(said[1])
    told = next(
        (m for m in find_periods(text, Reference()) if m.first and (m.first.month, m.first.day) == (month, day)), None
    )
    return told.first.year if told and told.first else None
