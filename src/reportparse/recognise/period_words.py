"""From words of time that need no year before them to days: 2019—2021年, 五年来, 十三五期间, 目前, 当季, 春节."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from reportparse.recognise import period_calendar as calendar
from reportparse.recognise.period_calendar import UNKNOWN, Span, shift_years, term_start
from reportparse.recognise.period_grammar import words
from reportparse.recognise.period_parts import Frame, Match, Piece, number, plain_year, year_number

# The first plan would have begun in 1956, had all lasted five years: 六五 began in 1981, 十一五 in 2006.
PLAN_BASE, PLAN_YEARS, TENTH = 1951, 5, 10
THAT_DAY = re.compile(
    '[”"’」]?(?:[^,。;、\n]{0,10}?(?:当天|当日)|(?:全国|国际|国家)?[\u4e00-\u9fff]{2,6}日(?![前、和等]|期间|活动|主题|系列|来临|之际|至|到)|(?:特大|重大|大|强|特强)?(?:暴雨|洪水|洪涝|洪灾|风雹|冰雹|雹灾|山洪|泥石流|滑坡|龙卷风|强降雨|火灾|暴雪))'
)
"""“八一”当天, “7·3”特大暴雨: the day itself."""
DAY_OF_ITS_OWN = re.compile(
    '[”"’」](?:[\u4e00-\u9fff]{0,8}[日节])(?![、和及与]|期间|前后|前夕|来临|到来|之际|活动|宣传|主题|系列|为|契机)'
)
"""“9·30”烈士纪念日公祭…: a day named by its date, in the words of what was done on it."""


def years(m: Match, frame: Frame) -> Piece | None:
    """2019—2021年, 2020-2021学年."""
    first, last = year_number(m["year_from"]), year_number(m["year_to"])
    if m["school"]:
        return Piece(calendar.months(first, 9, 20), "year", "school_year") if last == first + 1 else None
    return Piece(calendar.years(first, last), "years", "years") if first < last else None


def reign(m: Match, frame: Frame) -> Piece | None:
    """民国34年."""
    return plain_year(words().eras["民国"] + number(m["reign_year"]) - 1, frame)


def iso(m: Match, frame: Frame) -> Piece | None:
    """2024-07-22, 2024/7/22, 2024.07.22."""
    year, which, number_of_day = (int(part) for part in m["iso"].split(m["dash"]))
    span = calendar.day(year, which, number_of_day)
    return Piece(span, "day", "day", year=year) if span.last else None


def iso_month(m: Match, frame: Frame) -> Piece | None:
    """2024-07."""
    year, which = (int(part) for part in m["iso_month"].split("-"))
    return Piece(calendar.months(year, which, which), "month", "month", year=year)


def lasting(m: Match, frame: Frame) -> Piece | None:
    """五年来, 近三年, 一年来, 近年来: up to the report's end."""
    said = m["recent"] or m["count"]
    if said in ("近", "多", "几"):
        return Piece(Span(None, frame.end), "years", "lasting", relation="since")
    own = Span(frame.start, frame.end)
    if (
        said == "半"
        and frame.start
        and frame.end
        and frame.end.month == 12
        and frame.start == frame.end.replace(month=1, day=1)
    ):
        return Piece(Span(frame.end.replace(month=7, day=1), frame.end), "half", "lasting", relation="own")
    if said in ("一", "1", "半") or frame.end is None:
        return Piece(own, "year" if said != "半" else "half", "lasting", relation="own")
    if not number(said):
        return None
    if frame.start and (own_start := term_start(frame.start, frame.end, number(said))):
        return Piece(Span(own_start, frame.end), "years", "lasting", relation="own")
    first = shift_years(frame.end, -number(said))
    return Piece(Span(first + dt.timedelta(days=1) if first else None, frame.end), "years", "lasting")


def coming(m: Match, frame: Frame) -> Piece | None:
    """今后五年: the years after the report's."""
    count = number(m["coming_years"])
    if not count:
        return None
    if frame.end is None:
        return Piece(UNKNOWN, "years", "coming", relation="future")
    return Piece(calendar.years(frame.end.year + 1, frame.end.year + count), "years", "coming", relation="future")


def plan(m: Match, frame: Frame) -> Piece | None:
    """十三五期间. Without a word of time after it the plan's name is meant (rule `plan_name`), and no days."""
    return plan_span(TENTH + number(m["plan_number"]), m["plan_part"], m, frame)


def early_plan(m: Match, frame: Frame) -> Piece | None:
    """“十五”期间, 九五以来: only with a word of time, since 十五 is a number and a day as well."""
    return plan_span(number(m["early_number"]), m["early_part"], m, frame)


def plan_span(which: int, part: str | None, m: Match, frame: Frame) -> Piece:
    """The years of the sixth to the seventeenth plan, or what its word of time makes of them."""
    first = PLAN_BASE + PLAN_YEARS * which
    span = calendar.years(first, first + PLAN_YEARS - 1)
    if part == "以来" and frame.end:
        return Piece(Span(span.first, max(frame.end, span.first or frame.end)), "years", "plan", relation="since")
    if part == "初":
        return Piece(calendar.day(first, 1, 1), "day", "plan", edge=True)
    told = part or m["plan_goals"] is not None  # 三、“十四五”主要目标
    return Piece(span, "years", "plan", edge=part == "末") if told else Piece(UNKNOWN, "years", "plan_name")


def now(m: Match, frame: Frame) -> Piece | None:
    """目前, 至今: the report's end."""
    return Piece(
        Span(frame.here, frame.here), "other", "now", edge=True, relation="own", upto=m["now"] in ("至今", "迄今")
    )


def this_quarter(m: Match, frame: Frame) -> Piece | None:
    """当季, 上季度末, 季末: the quarter in which the report ends, or its neighbour."""
    which = (m["which_quarter"] or "本")[0]
    edge = m["which_quarter"] is None or bool(m["this_quarter_edge"])
    relation = {"上": "past", "下": "future"}.get(which)
    if (here := frame.here) is None:
        return Piece(UNKNOWN, "quarter", "quarter", edge=edge, relation=relation)
    index = here.year * 4 + calendar.quarter_of(here) - 1 + {"上": -1, "下": 1}.get(which, 0)
    year, quarter_index = divmod(index, 4)
    span = calendar.months(year, quarter_index * 3 + 1, quarter_index * 3 + 3)
    return Piece(span, "quarter", "quarter", edge=edge, relation=relation)


def this_month(m: Match, frame: Frame) -> Piece | None:
    """当月: the month last named, else the report's last, unless it is of a whole year; 本月 of a month's report always that.

    月底: likewise, whatever the report. 上月: the one before the report's last."""
    edge = bool(m["this_month_edge"]) or m["which_month"] is None
    if (which := (m["which_month"] or "本")[0]) in "上下":
        by, relation = (-1, "past") if which == "上" else (1, "future")
        span = UNKNOWN
        if here := frame.here:
            year, index = divmod(here.year * 12 + here.month - 1 + by, 12)
            span = calendar.months(year, index + 1, index + 1)
        return Piece(span, "month", "month", edge=edge, relation=relation)
    span, here = frame.month, frame.here
    monthly = bool(
        frame.today or (frame.start and here and (frame.start.year, frame.start.month) == (here.year, here.month))
    )
    # 1-8月 with 当月 in it is told month by month: a report of a whole year is not.
    told_monthly = monthly or (frame.start is not None and here is not None and here.month != 12)
    if here and ((monthly and m["which_month"] == "本") or (span.last is None and (told_monthly or edge))):
        span = calendar.months(here.year, here.month, here.month)
    return Piece(span, "month", "month", edge=edge)


def winter(m: Match, frame: Frame) -> Piece | None:
    """今冬明春, 去冬今春, 去冬, 今春: winter is December to February; a season of this year under way is the report's time."""
    year = frame.own_year
    if year is None:
        return Piece(UNKNOWN, "other", "season")
    said, in_year = m["winter"], m["winter_season"] or "春"
    if said.startswith("去冬今春") or (said.startswith("今") and m["winter_year"]):
        begun = calendar.months(year, *calendar.SEASONS[in_year]).first
        if frame.start and frame.end and begun and begun <= frame.end:
            return Piece(Span(frame.start, frame.end), "other", "season", relation="own")
    if m["winter_year"] is None:
        first = year if m["winter"][0] == "今" else year - 1
        return Piece(calendar.months(first, 12, 17), "other", "season")
    there = year + {"去": -1, "今": 0, "明": 1}[m["winter_year"]]
    return Piece(calendar.months(there, *calendar.SEASONS[m["winter_season"]]), "other", "season")


EVE = re.compile(r"[”\"’」]?(?:国际)?(?:儿童节|建军节|国庆节|节)?(?:前夕|来临|之际|到来|前)")
"""“六一”前夕, in a report up to May: the days before it."""


def festival(m: Match, frame: Frame) -> Piece | None:
    """春节, “八一”: the report's own time; no days for a festival that comes only after its end. “八一”当天 is that day."""
    name = m["day_name"] or m["festival"]
    first_digits = re.match("[0-9]+", name)
    which = int(first_digits[0]) if first_digits else words().festival_months.get(name)
    rule = "day_name" if m["day_name"] else "festival"
    that_day = THAT_DAY.match(m.string, m.end()) or (first_digits and DAY_OF_ITS_OWN.match(m.string, m.end()))
    if m["day_name"] and which and frame.end and that_day:
        span = calendar.day(
            frame.bare_year, which, int(name.split(first_digits[0], 1)[1][1:]) if first_digits else number(name[-1])
        )
        return Piece(span, "day", rule)
    told = (
        frame.made is not None
        and frame.end
        and frame.made.year == frame.end.year
        and which
        and which <= frame.made.month
    )
    eve = frame.end is not None and which == frame.end.month + 1 and EVE.match(m.string, m.end())
    if frame.end and which and which > frame.end.month and not told and not eve:
        return Piece(UNKNOWN, "other", rule, relation="future")
    return Piece(Span(frame.start, frame.end), "other", rule, relation="own")


SpecialRule = Callable[[Match, Frame], "Piece | None"]
SPECIALS: dict[str, SpecialRule] = {
    "years": years,
    "reign": reign,
    "iso": iso,
    "iso_month": iso_month,
    "lasting": lasting,
    "coming": coming,
    "plan": plan,
    "early_plan": early_plan,
    "now": now,
    "this_quarter": this_quarter,
    "this_month": this_month,
    "winter": winter,
    "day_name": festival,
    "festival": festival,
}
