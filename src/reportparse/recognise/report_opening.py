"""The time of a report whose title does not tell it: from the first sentences, the dateline, the date it is signed with."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from reportparse.model.mentions import PeriodMention
from reportparse.recognise.period_parts import number
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_chronicle import is_event
from reportparse.recognise.report_half import LOOKED_BACK_ON, SPAN_OF_MONTHS, half_told_first, line_told, part_of_year
from reportparse.recognise.report_made import (
    OPENING,
    SO_FAR,
    UNKNOWN,
    UP_TO_NOW,
    Days,
    bare,
    before_day,
    day_made,
    in_year,
    is_month_line,
    month_told,
    whole_days,
)

# Grains that a report may be about; a day is that of its making.
GRAINS = ("month", "months", "quarter", "half", "year", "years")
MASKED = re.compile("(?<![A-Za-z])(?:[12][0-9]{0,2}|二[〇零]?[一二]?)?[xX×*_某Ｘ]{1,4} ?年")
ISSUED = re.compile(r"[〔\[(【]((?:19|20)\d\d)[〕\])】]\s?(?:第\s?)?\d{1,4}\s?号")
"""The number of a document names the year that it was issued in."""
SEPARATORS = re.compile("[,。;:!\\n 于在从自]")
NUMBERED_OR_TAKEN_UP = re.compile(
    r" ?第? ?\d{1,4} ?[期号]|之?后[,，]|以后|开始(?:试|推|实施)|(?:起)?(?:任|担任|调任|到任|上任|任职|来到|调到|参加工作)"
)
"""2022年第19期, 2014年3月任局长: no time that a report is about."""
FOUNDED = re.compile(r"(?:建|成立|创办|创建|始|组建|开办|落成|启用|设立|开展|始)于 ?(?:19|20)\d\d")
"""成立于2011年,2018年扩建: no times that a report is about."""
COUNTED_YEARS = re.compile("([二两三四五])年")
STARTED = re.compile(
    r"(?:\d{1,2} ?月(?:\d{1,2} ?日)?)?[^,。;\n\d]{0,24}?(?:以来|推开|铺开|(?:成立|组建|启动|实施|开业|运行|挂牌|建立)(?:以)?后)"
)
"""1998年建立城市低保制度以来, 2018年1月成立后: the year in which something began."""
LEAST_OF_CHRONICLE = 3
"""Years that are told one after the other, each as past: none of them is the report's own."""
FAR_APART = 5
"""Years between two that are told so."""
BEGUN = re.compile("试点|试行|推行|推广|实行|实施|施行|建立|建设|兴办|创办|开展")
"""自2003年底开始试点: long before."""
AHEAD = re.compile(r"[^。;\n]{0,30}?(?:计划|打算|将|拟|要(?!求)|力争|安排|目标|任务|预计|争取|规划|部署|重点|思路)")
BRACKETED_YEAR = re.compile(r"^[^。;]{0,40}?\(((?:19|20)\d\d)年度?\)")
BRACKETED_SPAN = re.compile(
    rf"\A\s*\(((?:19|20)\d\d) ?年 ?({SPAN_OF_MONTHS}"
    r"|上半年|前三季度|第?[一二三四]季度)\)"
)
"""(1991年1—10月), on the line under a title."""
BRACKETED_DAYS = re.compile(
    r"\n[ \u3000]*\((\d{1,2} ?月 ?\d{1,2} ?日? ?[-—~至到] ?(?:\d{1,2} ?月 ?)?\d{1,2} ?日)\)[ \u3000]*\n"
)
"""(7月18日至7月23日), on a line of its own in a bulletin that bears its day."""
BRACKETED_YEARS = re.compile(r"\A\s*\(((?:19|20)\d\d) ?年? ?[-—~至] ?((?:19|20)\d\d) ?年?度?\)")
SESSION_DAY = re.compile(
    r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日[ )]{0,3}在[^。;\n]{1,40}(?:大会|会议|人大)[^。;\n]{0,24}上"
)
"""——2019年8月27日在…常务委员会第二十次会议上: told then, of that year or the one before."""
UP_TO_THIS_YEAR = re.compile(r"截[至止]到?今年\d{1,2}月")
OF_MONTH = re.compile(
    r"\n\s{0,4}\d{1,2} ?月份?(?:[\u4e00-\u9fff]{2,20}(?:情况|工作|统计|数据|简报|运行)|,[全我本][省市县区镇乡局院站街])"
)
"""A line 7月份全市自然灾害情况 says of which month a bulletin is."""
HALVES = ("half", "quarter", "months")


def clause_years(text: str, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """Mentions of an explicit year that open a clause at the start of a report: "2020年,全区…", "2020年以来"."""
    return [
        m
        for m in mentions
        if m.first
        and m.kind == "flow"
        and m.grain in GRAINS
        and (m.start == 0 or SEPARATORS.match(text[m.start - 1]) or is_term_told(text, m))
        and not NUMBERED_OR_TAKEN_UP.match(text, m.end)
        and not FOUNDED.search(text, max(text.rfind("。", 0, m.start), text.rfind("\n", 0, m.start), 0), m.start + 4)
        and not STARTED.match(text, m.end)
        and not is_event(text, m)
        and not is_month_line(text, m)
        and not (text.endswith("开始", m.start, m.end) and BEGUN.match(text, m.end))
    ]


TERM_OVER = re.compile(
    '(?:[”"]?(?:时期|期间))?,[^。]{0,80}[。]?[^。]{0,30}(?:五年间|五年来|五年里|这五年|过去的?五年|是我)'
)


def is_term_told(text: str, m: PeriodMention) -> bool:
    """“十一五”时期,…。五年间,…: a five-year plan that is over, in its quotes."""
    opened = text[m.start - 1] in '“"' and (m.start == 1 or SEPARATORS.match(text[m.start - 2]) is not None)
    if not opened or m.rule != "plan" or m.relation == "since" or AHEAD.match(text, m.end):
        return False
    return TERM_OVER.match(text, m.end) is not None


def through_the_years(words: str | None, text: str, years: list[PeriodMention], made: dt.date | None) -> Days | None:
    """What a text is about that goes through years one after the other (1962年…。1966年…。1979年…); None where it does not.

    No one of them is its own: 近三年 in its title may count them, else the day that it was made tells.
    """
    told = [
        m.first.year
        for m in years
        if m.first and m.relation != "since" and m.grain != "years" and not AHEAD.match(text, m.end)
    ]
    rising = [year for n, year in enumerate(told) if not n or year > told[n - 1]]
    if rising != sorted(set(told)) or len(rising) < 2:
        return None
    if len(rising) < LEAST_OF_CHRONICLE and rising[-1] - rising[0] < FAR_APART:
        return None
    if words is None:
        return UNKNOWN if made is None else before_day(None, text, made)
    counted = COUNTED_YEARS.search(words)
    if counted and number(counted[1]) == len(rising) == rising[-1] - rising[0] + 1:
        return dt.date(rising[0], 1, 1), dt.date(rising[-1], 12, 31)
    return None


def goes_on_after(since: PeriodMention, text: str, mentions: list[PeriodMention]) -> bool:
    """2019年以来,…2020年…: whether later years are told of too, as past."""
    return since.first is not None and any(
        m.first is not None and m.first.year > since.first.year and m.grain in GRAINS and not AHEAD.match(text, m.end)
        for m in mentions
    )


TERM_TOLD = re.compile(
    r"(?:年来|届|任期|以来)[^,。;\n\d]{0,8}\(((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月(?:至|到|—|——|-|~)((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月\)的?(?:工作|情况)"
)
"""报告五年来(2018年7月至2023年6月)的工作: the months of a term."""


def term_of(m: re.Match[str]) -> Days:
    """From the first day of the first month to the last day of the last; nulls where there is no such month."""
    first, last = (int(m[1]), int(m[2])), (int(m[3]), int(m[4]))
    if not (1 <= first[1] <= 12 and 1 <= last[1] <= 12 and first < last):
        return UNKNOWN
    return dt.date(*first, 1), dt.date(*last, calendar.monthrange(*last)[1])


def in_brackets(text: str, made: dt.date | None) -> Days | None:
    """The time that stands in brackets by itself under the title; None where none does."""
    if span := BRACKETED_SPAN.search(text):
        return in_year(span[2], int(span[1]))
    if made and (days := BRACKETED_DAYS.search(text)):
        return in_year(days[1], made.year)
    if (years := BRACKETED_YEARS.search(text)) and years[1] < years[2]:
        return dt.date(int(years[1]), 1, 1), dt.date(int(years[2]), 12, 31)
    return None


def from_opening(words: str | None, opening: str, closing: str = "", further: str = "") -> Days:
    """The report's time where the title has no year: `words` is the half or quarter that it has, if any."""
    text = opening[:OPENING]
    mentions = find_periods(text, Reference())
    if (masked := MASKED.search(text)) and not any(
        m.last and m.grain in GRAINS and m.end <= masked.start() for m in mentions
    ):
        return UNKNOWN
    made = day_made(mentions, text, closing)
    if words is None and (told := in_brackets(text, made)) is not None:
        return told
    if audited := next((m for m in mentions if m.first and m.last and is_audited(text, m)), None):
        return audited.first, audited.last
    if words is None and (term := TERM_TOLD.search(text)):
        return term_of(term)
    if named := BRACKETED_YEAR.match(text) or LOOKED_BACK_ON.search(text):
        year = next(filter(None, named.groups()))
        if words is None and (part := part_of_year(text, named.start(named.lastindex or 0), mentions)):
            return part.first, part.last
        return in_year(words or f"{year}年", int(year))
    words = words or half_told_first(text, mentions) or line_told(text)
    years = clause_years(text, mentions)
    if (told := through_the_years(words, text, years, made)) is not None:
        return told
    if made and SESSION_DAY.search(text):
        if told_now := UP_TO_THIS_YEAR.search(text):
            return in_year(text[told_now.start() : told_now.end() + 3], made.year)
        years = [m for m in years if m.first and m.first.year >= made.year - 1]
    if made and years and years[0].first and years[0].first.year < made.year - 1:
        told_now = UP_TO_NOW.search(text, 0, years[0].start)
        if told_now and (days := before_day(words, text, made)) != UNKNOWN:
            return days  # 前10月…: 截至10月底,…。其中,2017年…
    if made and words is None and years and (days := so_far(text, mentions, years[0], made)) != UNKNOWN:
        return days
    explicit = next((m for m in years if (made is None or m.relation != "since") and not is_a_day(m)), None)
    if explicit and explicit.relation == "since" and words is None and goes_on_after(explicit, text, mentions):
        return UNKNOWN
    if explicit and explicit.first:
        year = explicit.last.year if explicit.last else explicit.first.year
        if words and (explicit.grain in ("year", "years") or not words.startswith(("今年", "本年"))):
            return in_year(words, year)
        return explicit.first, explicit.last or dt.date(year, 12, 31)
    spans = (
        text[m.start : m.end]
        for m in mentions
        if m.last is None
        and (
            (m.grain in HALVES and not in_the_middle(text, m))
            or (m.grain == "month" and OF_MONTH.search(text, max(0, m.start - 5), m.end + 28))
        )
    )
    if made and words is None and (month := month_told(text, made)):
        return month
    words = words or next(spans, None)
    if words and (issued := ISSUED.search(text)):
        return in_year(bare(words), int(issued[1]))
    if words is not None and made is not None and (days := before_day(words, text, made)) != UNKNOWN:
        return days
    # 较2010年末增加…, in a paper signed in January 2012, is no day of its own
    dated = [m for m in mentions if m.kind == "as_of" and m.last and (made is None or m.last.year >= made.year - 1)]
    if up_to := next((m for m in dated if m.upto), next(iter(dated), None)):
        return whole_days(up_to)  # 截至2022年6月底
    days = UNKNOWN if made is None else before_day(words, text, made, further)
    return by_place_in_plan(text) if days == UNKNOWN and words is None else days


FIRST_MONTHS = ("1", "一", "前", "头", "今年1", "今年一", "今年前", "今年头", "本年1", "本年前", "元")
REPORTED_ON = re.compile("份?(?:的)?[^,。;]{0,8}(?:工作|情况|总结|小结)")
AUDITED = re.compile(r"[^。;]{2,50}(?:自查|审计|检查|核查|清理|评估|抽查)")


def is_audited(text: str, m: PeriodMention) -> bool:
    """对2012年1月至2013年6月资金的管理使用情况进行了自查: the time that was gone over."""
    return text[m.start - 1 : m.start] in ("对", "就") and AUDITED.match(text, m.end) is not None


def in_the_middle(text: str, m: PeriodMention) -> bool:
    """7至12月共审核…: months that do not begin the year, told of one thing; a report on them says so (7至12月工作情况)."""
    if m.grain != "months" or text.startswith(FIRST_MONTHS, m.start):
        return False
    return REPORTED_ON.match(text, m.end) is None


def so_far(text: str, mentions: list[PeriodMention], year: PeriodMention, made: dt.date) -> Days:
    """今年以来,…。现将上半年工作情况汇报如下, under a day: what it reports on is said before any year is named."""
    said = SO_FAR.search(text, 0, year.start)
    if said is None or (year.last and year.last.year >= made.year):
        return UNKNOWN
    spans = [m for m in mentions if m.last is None and m.grain in HALVES and said.start() < m.start < year.start]
    return before_day(text[spans[0].start : spans[0].end], text, made) if spans else before_day(None, text, made)


SET_IN_PLAN = re.compile(
    '(?:刚刚过去的一年|过去的?一年|去年|今年|本年|这一年)[^。;\\n]{0,6}是[^。;\\n]{0,16}?[“"]?(?P<plan>(?:十[一二三四五六七]?|[六七八九])五)[”"]?'
    "(?:[规计]划|时期)?[^。,;\\n]{0,8}?(?:(?P<first>开局|起步|第一年|首年|头一年)|(?P<last>收官|收尾|最后一年|末年|决胜))"
)
"""刚刚过去的一年,是“十二五”开局之年: which year it was."""


def by_place_in_plan(text: str) -> Days:
    """The first or the last year of a five-year plan, where the text says that the year it tells of was that one."""
    m = SET_IN_PLAN.search(text)
    if m is None:
        return UNKNOWN
    plan = next(iter(find_periods(f"“{m['plan']}”时期", Reference())), None)
    there = plan and (plan.first if m["first"] else plan.last)
    return (dt.date(there.year, 1, 1), dt.date(there.year, 12, 31)) if there else UNKNOWN


def is_a_day(mention: PeriodMention) -> bool:
    """Whether a mention is but a day (2008年初): no time that a report is about."""
    return mention.first is not None and mention.first == mention.last
