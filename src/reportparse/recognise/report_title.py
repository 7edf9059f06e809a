"""Titles whose own words of time need the text beside them: a term of school, the day of a paper in brackets, a yearly summary."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reportparse.model.folding import fold
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_made import OPENING, Days, day_made

TERM = re.compile(r"((?:19|20)\d\d) ?年?(?:度)?([春秋])季?学期")
SCHOOL_TERM = re.compile(r"((?:19|20)\d\d) ?年? ?[-—~至] ?((?:19|20)\d\d) ?学年度?第?([一二])学期")
"""2020-2021学年度第一学期: from September to January, from February to July."""
BRACKETED_MONTH = re.compile(r"\(((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月\)$")
SO_FAR = re.compile(
    r"(?:截[至止]到?(?:(?:19|20)\d\d年|今年)?|(?<!\d)1 ?[-—~至] ?|前)(\d{1,2}) ?(?:个月|月份?(?:底|末|[,，]))"
)
YEARLY = re.compile("年度(?:民政|单位|全面)?工作(?:总结|报告|小结)|年终(?:工作)?总结|全年工作(?:总结|情况)|年工作总结")
EARLIEST = 3
"""Until this month a yearly summary is of the year before."""
LATEST = 11


def by_title(title: str, opening: str) -> Days | None:
    """The time of a report by such a title; None where it has none of these."""
    if m := TERM.search(title):
        year = int(m[1])
        if m[2] == "春":
            return dt.date(year, 2, 1), dt.date(year, 7, 31)
        return dt.date(year, 9, 1), dt.date(year + 1, 1, 31)
    if (m := SCHOOL_TERM.search(title)) and int(m[2]) == int(m[1]) + 1:
        if m[3] == "一":
            return dt.date(int(m[1]), 9, 1), dt.date(int(m[2]), 1, 31)
        return dt.date(int(m[2]), 2, 1), dt.date(int(m[2]), 7, 31)
    text = opening[:OPENING]
    if (m := BRACKETED_MONTH.search(title)) and (told := SO_FAR.search(text)):
        year, month, upto = int(m[1]), int(m[2]), int(told[1])
        if 1 <= upto < month <= 12:
            return dt.date(year, 1, 1), dt.date(year, upto, calendar.monthrange(year, upto)[1])
    return None


def yearly(title: str, opening: str, closing: str) -> Days | None:
    """A summary of a year that no word names: by the day that it is signed with."""
    if not YEARLY.search(title):
        return None
    text = opening[:OPENING]
    made = day_made(find_periods(text, Reference()), text, fold(closing))
    if made is None or EARLIEST < made.month < LATEST:
        return None
    year = made.year - 1 if made.month <= EARLIEST else made.year
    return dt.date(year, 1, 1), dt.date(year, 12, 31)
