"""The time of an address to a people's congress: held in the first months of a year, it tells of the year or the term before."""

from __future__ import annotations

import datetime as dt
import re

from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_half import SPAN_OF_MONTHS
from reportparse.recognise.report_made import (
    FIVE_YEARS_OVER,
    OPENING,
    YEAR_END,
    YEAR_START,
    Days,
    in_year,
    is_month_line,
)
from reportparse.recognise.report_opening import MASKED

ADDRESS = re.compile("(?:政府|人大|法院|检察院)[^,。;\n]{0,8}工作报告")
DATELINE = 160
"""Characters after the title in which the day of the session stands."""
SESSION = re.compile(r"[ )]{0,3}在[^。;\n]{2,30}(?:大会|会议|人大)[^。;\n]{0,24}上")
BLANK_DAY = re.compile(r"((?:19|20)\d\d) ?年 {1,3}月 {0,3}日?")
"""2014年 月 日: a day to be written in by hand."""
YEAR_IN_TITLE = re.compile(r"((?:19|20)\d\d) ?年(?! ?\d{1,2} ?月)")
LOOKED_BACK = re.compile(
    r"(?:^|[\n 、])(?:过去的?五年(?:来)?的?(?:工作)?[和及与暨])?"
    r"((?:19|20)\d\d) ?年度?(?:政府)?(?:主要)?(?:[和及与暨][^,。;\n]{1,14})?(?:政府)?工作(?:的)?(?:简要)?(?:回顾|总结)"
)
"""一、2016年和过去五年工作回顾."""
MEETING = re.compile(
    r"(?:召开|举行)((?:19|20)\d\d) ?年(?:度)?(?:第[一二三四]次)?[^,。;\n\d]{0,16}(?:会议|大会|例会|全会|年会|推进会|座谈会)"
)
SPOKEN_AT = re.compile(r"在((?:19|20)\d\d) ?年[^,。;\n\d]{2,24}(?:会议|大会|例会|全会|年会)上的")
"""在2023年全市残疾人工作会议上的报告: what is told of there is the year before, where the opening names it first."""
COUNCIL = re.compile(
    r"((?:19|20)\d\d) ?年(?:度)?(?:第[一二三四1234]次|年度)?(?:理事会|理事大会|会员大会|会员代表大会|代表大会|全体会议)(?:会议)?(?:上的)?(?:工作)?(?:报告|汇报)"
)
"""2018年第一次理事会工作报告: of the year before, where the opening names that one first."""
FIRST_NAMED = re.compile(
    r"(?:^|[\n。])[ \u3000]*((?:19|20)\d\d) ?年(?=[,度全我是])|(?:^|[\n。])[ \u3000]*(?:过去的一年|去年),"
)
LOOKED_BACK_ON = re.compile(r"(?:听取|审议|总结|回顾|通报|盘点|指出)[^。;\n\d]{0,16}((?:19|20)\d\d) ?年")
"""会议听取并审议了2024年工作情况."""
SINCE_YEAR = re.compile(r"(?:^|[\n。 ])((?:19|20)\d\d) ?年以来,")
LONGEST_TERM = 5
TO_COMMITTEE = re.compile(r"关于[^,。;\n]{4,40}的(?:工作)?(?:报告|汇报)")
COMMITTEE = re.compile(r"[ )]{0,3}在[^。;\n]{2,30}(?:常委会|常务委员会)[^。;\n]{0,24}上")
"""2023年12月28日在市第七届人民代表大会常务委员会第十五次会议上."""
REPORTED = re.compile(rf"现将(?:今年|本年)?({SPAN_OF_MONTHS}|前三季度|上半年)[^。;\n]{{0,40}}(?:报告|汇报)")
"""现将今年1至10月…情况报告如下."""
LAST_MONTHS = 11
"""From this month on what a committee hears is told of the year that ends."""


def address_period(title: str, opening: str) -> Days | None:
    """What an address tells of, by the day or the year that it was held in; None where this is none or its title knows better."""
    if not ADDRESS.search(title) or MASKED.search(title):
        return None
    held = year_held(title, opening)
    if held is None:
        return None
    year, month = held
    if any(int(said) != year for said in YEAR_IN_TITLE.findall(title)):
        return None
    last = year - 1 if month <= YEAR_START else year
    text = opening[:OPENING]
    if YEAR_START < month < YEAR_END[0]:
        return None
    told = LOOKED_BACK.search(text)
    if told and int(told[1]) == last:
        return whole_years(last, last)
    if FIVE_YEARS_OVER.search(text):
        return whole_years(last - LONGEST_TERM + 1, last)
    begun = SINCE_YEAR.search(text)
    if begun and 0 < last - int(begun[1]) <= LONGEST_TERM:
        return whole_years(int(begun[1]), last)
    return whole_years(last, last) if last < year else None


def committee_period(title: str, opening: str) -> Days | None:
    """What a report to a standing committee at the end of a year tells of: that year; None where this is none."""
    if not TO_COMMITTEE.search(title) or YEAR_IN_TITLE.search(title):
        return None
    head = f"{title}\n{opening[:DATELINE]}"
    for m in find_periods(head, Reference()):
        if m.grain == "day" and m.last and m.kind != "as_of" and COMMITTEE.match(head, m.end):
            if told := REPORTED.search(opening[:OPENING]):
                days = in_year(told[1], m.last.year)
                return days if days[1] and days[1] <= m.last else None
            return whole_years(m.last.year, m.last.year) if m.last.month >= LAST_MONTHS else None
    return None


def meeting_period(title: str, opening: str) -> Days | None:
    """The year that the news of a meeting looks back on: 召开2025年工作会议, which heard what was done in 2024; None where it tells
    of no such."""
    if spoken := SPOKEN_AT.search(title) or COUNCIL.search(title):
        year, first = int(spoken[1]) - 1, FIRST_NAMED.search(opening[:OPENING])
        return whole_years(year, year) if first and first[1] in (None, str(year)) else None
    held = MEETING.search(title)
    if held is None:
        return None
    year = int(held[1]) - 1
    heard = [m for m in LOOKED_BACK_ON.finditer(opening[:OPENING]) if int(m[1]) == year]
    return whole_years(year, year) if heard else None


def whole_years(first: int, last: int) -> Days:
    """From the first day of a year to the last of another."""
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def year_held(title: str, opening: str) -> tuple[int, int] | None:
    """The year and month that an address was held in, January where its day is left blank; None where nothing says it."""
    head = f"{title}\n{opening[:DATELINE]}"
    mentions = find_periods(head, Reference())
    days = [m for m in mentions if m.grain == "day" and m.last and m.kind != "as_of"]
    in_session = [m for m in days if SESSION.match(head, m.end)]
    for m in (*in_session, *days):
        if m.last:
            return m.last.year, m.last.month
    if month := next((m.last for m in mentions if is_month_line(head, m)), None):
        return month.year, month.month
    blank = BLANK_DAY.search(head)
    return (int(blank[1]), 1) if blank else None
