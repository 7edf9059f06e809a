"""The day that a report was made, and the year, half, quarter or month that was over on that day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reportparse.model.folding import fold
from reportparse.model.mentions import PeriodMention
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_chronicle import day_first
from reportparse.recognise.report_half import SPAN_OF_MONTHS

Days = tuple[dt.date | None, dt.date | None]
UNKNOWN: Days = (None, None)
OPENING = 400
SIGNED = re.compile(r"(?:^|\n)[ \u3000]*[^\n。;]{0,24}\s*$")
WHOLE_YEAR = re.compile("全年|一年来|这一年|年度|年内|过去的?一年")
THIS_YEAR = re.compile("今年|本年")
FIVE_YEARS_OVER = re.compile("过去的?五年|五年来|(?<![〇零一二三四五六七八九十0-9])五年工作的?回顾|上?届以来的?五年")
UP_TO_NOW = re.compile(r"截[至止]到?(?:今年|目前)?\d{1,2}月")
SPAN_NOW = re.compile(rf"(?:(?<![\d年月日])|今年){SPAN_OF_MONTHS}")
"""1至10月, without a year: what a page of November tells of."""
LAST_YEAR = re.compile(r"(?:^|[\n。:!])\s*(?:刚刚过去的)?去年[,全我]")
YEAR_END = (11, 12)
"""Months in which a year's report is written before the year is over; earlier, one tells of the year before."""
YEAR_START = 4
DATED_LINE = re.compile(r"(?:19|20)\d\d\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?\s*[)\]】]?\s*$")
SO_FAR = re.compile("今年以来|本年以来")
MONTH = 31
"""Days: 今年1-10月份 may be told before its last month is over."""
LONG_BEFORE = 180
"""Days: months that were over so long before the day of a year's report are those of something told in it."""
MONTH_CLOSING = 2
"""Days before the end of a month on which its figures are told."""
SIGNED_EARLY = 9
"""Days of a last month in which one still writes of the time before."""
AFTER_QUARTERS = (4, 7, 10)
WEEKS_AFTER = 15
"""Days after a quarter in which its figures are told."""


def whole_days(mention: PeriodMention) -> Days:
    """The days of a mention; of a day of stock (截至6月底) the year up to it."""
    if mention.last is None:
        return UNKNOWN
    return mention.first or mention.last.replace(month=1, day=1), mention.last


def in_year(words: str, year: int) -> Days:
    """A half, quarter or month that was named without a year, in this one."""
    for mention in find_periods(words, Reference(None, dt.date(year, 1, 1), dt.date(year, 12, 31))):
        return whole_days(mention)
    return UNKNOWN


MONTH_TOLD = re.compile("本月数据|本月工作|当月|本月[^,。;]{0,10}(?:新增|救助|发放|办理)")
EARLY = 12
"""Days of a month in which the month before is told of."""


def month_told(text: str, made: dt.date) -> Days | None:
    """A brief of the first days of August that speaks of 当月 tells of July; None where it speaks of none."""
    if len(MONTH_TOLD.findall(text)) < 2:
        return None
    last = made if made.day > EARLY else made.replace(day=1) - dt.timedelta(days=1)
    return last.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


MADE_BY = re.compile(r"\s*[^\n。,;:\d]{2,20}(?:局|办公室|办|委|委员会|站|所|政府|中心|处|总会|协会)[ \u3000(]+")
OF_THE_MONTH = re.compile("本月|当月|月份")


def is_month_line(text: str, m: PeriodMention) -> bool:
    """(2022年7月), or behind who made it: when a report was made. 二〇〇三年十一月 without brackets only where the text does not
    speak of the month."""
    if m.grain != "month" or m.last is None or m.kind == "as_of":
        return False
    start, end = text.rfind("\n", 0, m.start) + 1, text.find("\n", m.end)
    before, behind = text[start : m.start], text[m.end : end if end >= 0 else len(text)]
    if behind.strip(" \u3000)"):
        return False
    if before.strip(" \u3000") == "(" or MADE_BY.fullmatch(before):
        return True
    return not before.strip(" \u3000") and not OF_THE_MONTH.search(text)


def day_made(mentions: list[PeriodMention], head: str, closing: str) -> dt.date | None:
    """The day that a report bears: in its opening lines (发布日期), else under its end."""
    if day := next((m.last for m in mentions if m.grain == "day" and m.last and m.kind != "as_of"), None):
        return day
    if "." in head and (day := day_first(head)):
        return day
    if line := next((m for m in mentions if is_month_line(head, m)), None):
        return line.last
    end = fold(closing).rstrip()
    signed = SIGNED.search(end)
    days = [m for m in find_periods(end, Reference()) if m.grain in ("day", "month") and m.last]
    return days[-1].last if days and signed and days[-1].start >= signed.start() else None


def dateline(opening: str) -> dt.date | None:
    """The day that ends a line of the opening by itself (xx市民政局办公室编  2024年4月12日), or None."""
    for line in opening.split("\n"):
        if "。" in line:
            return None
        if DATED_LINE.search(line):
            days = [m for m in find_periods(fold(line), Reference()) if m.grain == "day" and m.last]
            if days:
                return days[-1].last
    return None


def before_day(words: str | None, text: str, made: dt.date, further: str = "") -> Days:
    """The half, quarter or year that was over, or nearly, on the day that the report was made."""
    if words is not None and not words.startswith(("今年以来", "本年以来")):
        for year in (made.year, made.year - 1):
            days = in_year(bare(words), year)
            if days[1] and (
                days[1] <= made
                or nearly_over(days[1], made)
                or ((days[1] - made).days < MONTH and f"今年{bare(words)}" in text)
            ):
                return days
    if m := UP_TO_NOW.search(text):
        return in_year(text[m.start() : m.end() + 3], made.year)
    if (
        (span := SPAN_NOW.search(text) or SPAN_NOW.search(further))
        and (days := in_year(bare(span[0]), made.year))[1]
        and days[1] <= made
        and not ((made - days[1]).days > LONG_BEFORE and made.month in YEAR_END and WHOLE_YEAR.search(text))
    ):
        return days
    if made.month in YEAR_END and (THIS_YEAR.search(text) or WHOLE_YEAR.search(text)):
        return dt.date(made.year, 1, 1), dt.date(made.year, 12, 31)
    if SO_FAR.search(text) and (told := month_just_over(made)):
        return dt.date(told.year, 1, 1), told
    if made.month <= YEAR_START and FIVE_YEARS_OVER.search(text):
        return dt.date(made.year - 5, 1, 1), dt.date(made.year - 1, 12, 31)
    if made.month <= YEAR_START and (WHOLE_YEAR.search(text) or LAST_YEAR.search(text)):
        return dt.date(made.year - 1, 1, 1), dt.date(made.year - 1, 12, 31)
    return UNKNOWN


def nearly_over(last: dt.date, made: dt.date) -> bool:
    """A summary of the half signed on 28 June: its last month is that of the signing."""
    return (
        (last.year, last.month) == (made.year, made.month) and last.month in (3, 6, 9, 12) and made.day > SIGNED_EARLY
    )


def month_just_over(made: dt.date) -> dt.date | None:
    """今年以来, said on the last days of a month or in the first weeks after a quarter: up to that month's end. At other times
    nobody can tell how far the figures go."""
    month_end = dt.date(made.year, made.month, calendar.monthrange(made.year, made.month)[1])
    if (month_end - made).days <= MONTH_CLOSING:
        return month_end
    if made.month in AFTER_QUARTERS and made.day <= WEEKS_AFTER:
        return made.replace(day=1) - dt.timedelta(days=1)
    return None


def bare(words: str) -> str:
    """今年上半年 without the word that says of which year."""
    return words.removeprefix("今年").removeprefix("本年")
