"""More forms of time of free text: 周三, 今明两天, 5月的最后一天, 20200305. Like period_forms: a match and today to days."""

from __future__ import annotations

import datetime as dt

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import Span
from reportparse.recognise.period_forms import WEEKDAYS, loose_date, monday, month_said, said_year
from reportparse.recognise.period_parts import Match, number

_PAIRS = {"前昨": -2, "昨前": -2, "前去": -2, "昨今": -1, "去今": -1, "今明": 0, "明后": 1}
"""Two days or years next to each other: how far the first is from this one."""


def weekday(m: Match, today: dt.date) -> Span | None:
    """周三, 星期天: of this week."""
    there = monday(today) + dt.timedelta(days=WEEKDAYS[m["weekday"]])
    return Span(there, there)


def pair_of_days(m: Match, today: dt.date) -> Span | None:
    """今明两天, 明后天."""
    there = today + dt.timedelta(days=_PAIRS[m["pair"]])
    return Span(there, there + dt.timedelta(days=1))


def pair_of_years(m: Match, today: dt.date) -> Span | None:
    """今明两年."""
    first = today.year + _PAIRS[m["pair"]]
    return calendar.years(first, first + 1)


def day_of_month(m: Match, today: dt.date) -> Span | None:
    """5月的最后一天, 上个月第三天."""
    first = month_said(m, today)
    return _day_of(m, calendar.months(first.year, first.month, first.month)) if first else None


def day_of_year(m: Match, today: dt.date) -> Span | None:
    """今年第一天, 2020年最后一天."""
    year = said_year(m["year_said"], today)
    return _day_of(m, calendar.years(year, year))


def _day_of(m: Match, whole: Span) -> Span | None:
    if whole.first is None or whole.last is None:
        return None
    if m["nth"]:
        there = whole.first + dt.timedelta(days=number(m["nth"]) - 1)
    else:
        there = whole.last if "最后" in m[0] else whole.first
    return Span(there, there) if there <= whole.last else None


def compact(m: Match, today: dt.date) -> Span | None:
    """20200305."""
    return loose_date(m, today)
