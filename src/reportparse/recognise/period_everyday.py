"""More forms of time of free text: 周三, 今明两天, 5月的最后一天, 上个季度, 20200305. Like period_forms: a match and today to days."""

from __future__ import annotations

import datetime as dt

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import Span, shift_months
from reportparse.recognise.period_forms import (
    WEEKDAYS,
    loose_date,
    monday,
    month_said,
    said_year,
    short_year,
)
from reportparse.recognise.period_parts import Match, number

_PAIRS = {"前昨": -2, "昨前": -2, "前去": -2, "昨今": -1, "去今": -1, "今明": 0, "明后": 1}
"""Two days or years next to each other: how far the first is from this one."""


def weekday(m: Match, today: dt.date) -> Span | None:
    """周三, 星期天: of this week."""
    there = monday(today) + dt.timedelta(days=WEEKDAYS[m["weekday"]])
    return Span(there, there)


def weekdays(m: Match, today: dt.date) -> Span | None:
    """周一到周五: of this week, after 从 or by itself; before other words it is mostly said of every week."""
    around = m.string[m.start() - 1 : m.start()] + m.string[m.end() : m.end() + 1]
    if not around.startswith("从") and any(char.isalnum() for char in around):
        return None
    first, last = (monday(today) + dt.timedelta(days=WEEKDAYS[m[name]]) for name in ("weekday", "until"))
    return Span(first, last)


def pair_of_days(m: Match, today: dt.date) -> Span | None:
    """今明两天, 明后天."""
    there = today + dt.timedelta(days=_PAIRS[m["pair"]])
    return Span(there, there + dt.timedelta(days=1))


def three_days(m: Match, today: dt.date) -> Span | None:
    """今明后三天."""
    first = today + dt.timedelta(days={"前": -2, "昨": -1, "今": 0}[m["three"][0]])
    return Span(first, first + dt.timedelta(days=2))


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


def month_middle(m: Match, today: dt.date) -> Span | None:
    """3月中."""
    year, month = said_year(m["year_said"], today), number(m["month"])
    return Span(dt.date(year, month, 10), dt.date(year, month, 20))


def quarter_middle(m: Match, today: dt.date) -> Span | None:
    """二季度中: its second month."""
    month = number(m["quarter"]) * 3 - 1
    return calendar.months(said_year(m["year_said"], today), month, month)


def month_begin(m: Match, today: dt.date) -> Span | None:
    """月初: of this month."""
    return Span(today.replace(day=1), today.replace(day=5))


def near_quarter(m: Match, today: dt.date) -> Span | None:
    """上一季度, 这个季度, 下个季度初: its first month."""
    there = shift_months(today, 3 * (m["ways"].count("下") - m["ways"].count("上")))
    first = calendar.quarter_of(there) * 3 - 2
    if m["part"]:
        first += {"初": 0, "中": 1}.get(m["part"], 2)
        return calendar.months(there.year, first, first)
    return calendar.months(there.year, first, first + 2)


def half_year(m: Match, today: dt.date) -> Span | None:
    """2020上半年, 2020全年: the year without 年."""
    first, last = {"上": (1, 6), "前": (1, 6), "下": (7, 12), "后": (7, 12)}.get(m["half"][0], (1, 12))
    return calendar.months(int(m["year"]), first, last)


def days_of_month(m: Match, today: dt.date) -> Span | None:
    """5-10号, 5号到10号: of this month."""
    first = calendar.day(today.year, today.month, number(m["day"]))
    last = calendar.day(today.year, today.month, number(m["last_day"]))
    return Span(first.first, last.last) if first.first and last.last else None


def days_of_year(m: Match, today: dt.date) -> Span | None:
    """2020年前三天, 今年最后十天."""
    year, by = said_year(m["year_said"], today), dt.timedelta(days=number(m["count"]) - 1)
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return Span(last - by, last) if m["way"][-1] == "后" else Span(first, first + by)


def last_quarters(m: Match, today: dt.date) -> Span | None:
    """2020年后两个季度."""
    return calendar.months(said_year(m["year_said"], today), 13 - 3 * number(m["count"]), 12)


def month_of_year(m: Match, today: dt.date) -> Span | None:
    """2020年第三个月."""
    which = number(m["nth"]) if m["nth"] else 1
    return calendar.months(said_year(m["year_said"], today), which, which) if which <= 12 else None


def years_between(m: Match, today: dt.date) -> Span | None:
    """2015与2017年之间."""
    return calendar.years(int(m["first"]), int(m["last"]))


def short_years(m: Match, today: dt.date) -> Span | None:
    """19年到21年: at the begin of a clause or after 从, where it is no length of time."""
    return calendar.years(short_year(m["first"]), short_year(m["last"]))


def day_to_day(m: Match, today: dt.date) -> Span | None:
    """2021.8.5-8.10."""
    first = calendar.day(int(m["year"]), int(m["month"]), int(m["day"]))
    last = calendar.day(int(m["year"]), int(m["last_month"]), int(m["last_day"]))
    return Span(first.first, last.last) if first.first and last.last else None


def bare_month(m: Match, today: dt.date) -> Span | None:
    """2021/3, 2021.12."""
    return calendar.months(int(m["year"]), int(m["month"]), int(m["month"]))


def now(m: Match, today: dt.date) -> Span | None:
    """从现在到年底: only where 到 follows."""
    return Span(today, today)


def near_season(m: Match, today: dt.date) -> Span | None:
    """上个冬天: the last that is over; 下个春天: the next to begin; 这个夏天: this year's."""
    spans = [calendar.months(today.year + by, *calendar.SEASONS[m["season"]]) for by in (-2, -1, 0, 1)]
    if m["way"] == "上":
        return max((s for s in spans if s.last and s.last < today), default=None)
    if m["way"] == "下":
        return min((s for s in spans if s.first and s.first > today), default=None)
    return spans[2]
