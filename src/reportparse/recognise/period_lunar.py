"""Days of the Chinese calendar in free text: 农历五月初五, 腊月二十三, 大年三十, 八月十五. Converted by borax (1900 to 2100).

A day in Chinese numerals without 日 or 号 is one of this calendar (八月十五), unless a year of the other stands before it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from reportparse.recognise.period_calendar import Span
from reportparse.recognise.period_forms import said_year
from reportparse.recognise.period_grammar import CHINESE_YEAR, FRESH, words
from reportparse.recognise.period_parts import Match, number
from reportparse.wordtrie import word_pattern

MARK = "(?:农历|阴历|旧历|夏历)"
_NAMES = {"正": 1, "冬": 11, "腊": 12}
_MONTH = "正|冬|腊|十[一二]?|1[0-2]|0?[1-9]|[一二三四五六七八九]"
_TENS = "三十|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
_FIRST_TEN = "初(?:十|[一二三四五六七八九])"
_DAY = f"{_FIRST_TEN}|{_TENS}|30|[12][0-9]|0?[1-9]"
_NEW_YEAR = f"(?:大年(?:{_FIRST_TEN}|三十)|除夕)"

HINT = re.compile(f"{MARK}|闰|[正冬腊]月|月[初十廿二三]|大年|除夕")
"""Without one of these no form is there."""


@cache
def pattern() -> re.Pattern[str]:
    """One pattern for all forms; which of its groups took part says which form it is."""
    relative = word_pattern(words().relative_years)
    year = f"(?:{FRESH}(?:[12][0-9]{{3}}|{CHINESE_YEAR}) ?年|(?<![以证说声晚目当之])(?:{relative}))的?"
    day = f"(?:(?P<{{}}>{_DAY})(?![0-9个])[日号]?)?"
    return re.compile(
        f"(?:(?P<year>{year})?{MARK}的?(?P<later_year>{year})?(?P<leap>闰)?(?P<month>{_MONTH})月份?{day.format('day')}"
        f"|(?P<named_year>{year})?(?P<named>(?<![改修纠端公更])正|(?<![严寒])冬|腊)月份?{day.format('named_day')}"
        f"|(?P<first_year>{year})?{FRESH}(?P<first_month>{_MONTH})月(?P<first_day>{_FIRST_TEN})"
        f"|(?P<leap_year>{year})?闰(?P<leap_month>{_MONTH})月份?{day.format('leap_day')}"
        f"|(?P<feast_year>{year})?(?P<feast>{_NEW_YEAR})"
        f"|{FRESH}(?<!年)(?P<bare_month>十[一二]?|[一二三四五六七八九])月(?P<bare_day>{_TENS})(?=[的那前后是到至]|\\W|$))"
    )


def lunar(m: Match, today: dt.date) -> Span | None:
    """The days of the other calendar."""
    # a table of months that only texts with such days need
    from borax.calendars.lunardate import LCalendars, LunarDate

    said = m["year"] or m["later_year"] or m["named_year"] or m["first_year"] or m["feast_year"] or m["leap_year"]
    year = said_year(said, today) if said else LunarDate.from_solar(today).year
    if feast := m["feast"]:
        last_day = feast == "除夕" or feast.endswith("三十")
        month, day = (12, LCalendars.ndays(year, 12)) if last_day else (1, _day(feast[2:]))
        return _one(LunarDate(year, month, day).to_solar_date())
    month = _month(m["month"] or m["named"] or m["first_month"] or m["bare_month"] or m["leap_month"])
    leap = 1 if m["leap"] or m["leap_month"] else 0
    if written := m["day"] or m["named_day"] or m["first_day"] or m["bare_day"] or m["leap_day"]:
        return _one(LunarDate(year, month, _day(written), leap).to_solar_date())
    last = LunarDate(year, month, LCalendars.ndays(year, month, leap), leap).to_solar_date()
    return Span(LunarDate(year, month, 1, leap).to_solar_date(), last)


def _one(day: dt.date) -> Span:
    return Span(day, day)


def _month(text: str) -> int:
    return _NAMES.get(text) or number(text)


def _day(text: str) -> int:
    """初五, 廿三, 十五, 8."""
    return number(text.removeprefix("初").replace("廿", "二十"))
