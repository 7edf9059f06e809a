"""The time a whole report is about, told from its title and its first sentences.

Titles of sharing sites carry years of their own (2022年…2019年工作总结), titles often name the plan as well as the
summary, and some hide the year (20xx年): each mention of time is judged by the words that follow it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from reportparse.model.folding import fold
from reportparse.model.mentions import PeriodMention
from reportparse.recognise.period_walk import Reference, find_periods

SUMMARY = re.compile(
    "总结|小结|情况|公报|报告|汇报|述职|数据|统计|完成|回顾|成效|简报|通报|综述|概况|运行|分析|年报|季报|月报|盘点|亮点|进展"
)
PLAN = re.compile("计划|思路|要点|打算|安排|规划|方案|谋划|重点工作|展望|设想|部署")
MASKED = re.compile("(?<![A-Za-z])(?:[12][0-9]{0,2}|二[〇零]?[一二]?)?[xX×*_某Ｘ]{1,4} ?年")
# 2020上半年, 2020民政工作总结: a year without 年.
BARE_YEAR = re.compile(
    "(20(?<![0-9]..)[0-9]{2})(?= ?(?:上半年|下半年|前[一二三123]|第?[一二三四1-4]季度|(?:1[0-2]|[1-9])[-—~至](?:1[0-2]|[1-9])月))"
)
LONE_YEAR = re.compile(
    "(20(?<![0-9]..)[0-9]{2})(?![0-9.年/-])(?! ?(?:最新|精选|新版|版|最全|整理|修订|优秀|推荐|通用|热门))"
)
SHORT_YEAR = re.compile("([012](?<![0-9.].)[0-9])年(?=度?[^0-9]{0,20}(?:总结|小结|报告|情况))")
# Grains that a report may be about; a day in a title is the day of its making.
GRAINS = ("month", "months", "quarter", "half", "year", "years")
ISSUED = re.compile(r"[〔\[(【]((?:19|20)\d\d)[〕\])】]\s?(?:第\s?)?\d{1,4}\s?号")
"""The number of a document names the year that it was issued in."""
UP_TO = re.compile(r"截[至止]到?(?:\d{4}年)?(\d{1,2})月(?:(\d{1,2})日|底|末)?")
FIVE_YEARS = re.compile('[“"]?十([一二三四五六七])五[”"]?(?!五)(?:期间|时期)?')
"""The years of a five-year plan: the first began in 1953, the 十一五 in 2006."""
OPENING = 400
YEAR_NUMBER = re.compile("[0-9〇零○Oo一二][0-9〇零○Oo一二三四五六七八九]{1,3}(?= ?年|[-/.])")
SEPARATORS = re.compile("[,。;:!\\n ]")

Days = tuple[dt.date | None, dt.date | None]
UNKNOWN: Days = (None, None)


class _Time(NamedTuple):
    """A mention of time in a title: its days, whether its year is said, and what the words after it announce."""

    start: int
    text: str
    mention: PeriodMention | None
    summary: bool
    plan: bool

    @property
    def dated(self) -> bool:
        return self.mention is not None and self.mention.last is not None


def report_period(title: str, opening: str) -> Days:
    """The first and last day that a report is about; nulls where title and opening hide or lack the year."""
    title, opening = fold(title), fold(opening)
    title = BARE_YEAR.sub(r"\1年", SHORT_YEAR.sub(r"20\1年", title))
    times = _times(title)
    if not any(time.mention is None or time.dated for time in times) and (lone := LONE_YEAR.search(title)):
        times = _times(title[: lone.end()] + "年" + title[lone.end() :])
    chosen = _choose(times)
    if (
        (chosen is None or not chosen.dated)
        and (plan := FIVE_YEARS.search(title))
        and not PLAN.match(title, plan.end())
    ):
        first = 1951 + 5 * (10 + "一二三四五六七".index(plan[1]) + 1)
        return dt.date(first, 1, 1), dt.date(first + 4, 12, 31)
    if chosen is None:
        return _from_opening(None, opening)
    if chosen.mention is None:
        return UNKNOWN
    if chosen.dated:
        return _up_to(_corrected(_whole(chosen.mention), times, opening), title)
    before = [time for time in times if time.start < chosen.start and (time.dated or time.mention is None)]
    if not before:
        return _from_opening(chosen.text, opening)
    year = before[-1].mention
    return _in_year(chosen.text, year.last.year) if year and year.last else UNKNOWN


def _times(title: str) -> list[_Time]:
    """All mentions of time in a title, masked years too (their mention is None), with what follows each."""
    mentions = [(m.start, m.end, m) for m in find_periods(title, Reference()) if m.grain in GRAINS]
    masked = [(m.start(), m.end(), None) for m in MASKED.finditer(title)]
    # 20xx年上半年: the hidden year hides its half too.
    spans = sorted([*masked, *mentions], key=lambda span: span[:2])
    spans = [
        s
        for i, s in enumerate(spans)
        if not (i and spans[i - 1][2] is None and s[2] and s[2].last is None and s[0] <= spans[i - 1][1] + 1)
    ]
    if not spans:
        return []
    ends = [start for start, _, _ in spans[1:]] + [len(title)]
    return [
        _Time(
            start,
            title[start:end],
            mention,
            bool(SUMMARY.search(title, end, stop)),
            bool(PLAN.search(title, end, stop)),
        )
        for (start, end, mention), stop in zip(spans, ends, strict=True)
    ]


def _choose(times: list[_Time]) -> _Time | None:
    """The time of the summary: the first that a word of looking back follows, else the last that is no plan's."""
    if summaries := [time for time in times if time.summary]:
        return summaries[0]
    if others := [time for time in times if not time.plan]:
        return next((time for time in reversed(others) if time.dated), others[0])
    return times[0] if times else None


def _whole(mention: PeriodMention) -> Days:
    """The days of a mention; of a day of stock (截至6月底) the year up to it."""
    if mention.last is None:
        return UNKNOWN
    return mention.first or mention.last.replace(month=1, day=1), mention.last


def _up_to(days: Days, title: str) -> Days:
    """关于2023年…进展的通报(截至9月30日): the year so far."""
    start, end = days
    if (m := UP_TO.search(title)) is None or start is None or end is None or (start.month, end.month) != (1, 12):
        return days
    month = int(m[1])
    if not 1 <= month < 12 or start.year != end.year:
        return days
    last = calendar.monthrange(end.year, month)[1]
    return start, dt.date(end.year, month, min(int(m[2] or last), last))


def _in_year(words: str, year: int) -> Days:
    """A half, quarter or month that was named without a year, in this one."""
    for mention in find_periods(words, Reference(None, dt.date(year, 1, 1), dt.date(year, 12, 31))):
        return _whole(mention)
    return UNKNOWN


def _corrected(days: Days, times: list[_Time], opening: str) -> Days:
    """A title's only year may be the sharing site's: an opening that begins with an earlier year, and never has it, says so."""
    dated = {time.mention.last.year for time in times if time.mention and time.mention.last}
    start, end = days
    if not (start and end and len(dated) == 1 and times[0].start == 0 and start.year == end.year):
        return days
    if all(year == str(end.year) for year in YEAR_NUMBER.findall(opening, 0, OPENING)):
        return days
    text = opening[:OPENING]
    years = _clause_years(text, find_periods(text, Reference()))
    first = next((m for m in years if m.last and opening.startswith(",", m.end)), None)
    if first is None or first.first is None:
        return days
    said = f"{end.year}年"
    if first.first.year >= end.year or said in text.replace(" ", ""):
        return days
    return first.first, first.last


def _clause_years(text: str, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """Mentions of an explicit year that open a clause at the start of a report: "2020年,全区…", "2020年以来"."""
    return [
        m
        for m in mentions
        if m.first and m.kind == "flow" and m.grain in GRAINS and (m.start == 0 or SEPARATORS.match(text[m.start - 1]))
    ]


def _from_opening(words: str | None, opening: str) -> Days:
    """The report's time where the title has no year: `words` is the half or quarter that it has, if any."""
    text = opening[:OPENING]
    mentions = find_periods(text, Reference())
    if (masked := MASKED.search(text)) and not any(
        m.last and m.grain in GRAINS and m.end <= masked.start() for m in mentions
    ):
        return UNKNOWN
    if (explicit := next(iter(_clause_years(text, mentions)), None)) and explicit.first:
        year = explicit.last.year if explicit.last else explicit.first.year
        if words:
            return _in_year(words, year)
        return explicit.first, explicit.last or dt.date(year, 12, 31)
    if issued := ISSUED.search(text):
        year = int(issued[1])
        spans = (text[m.start : m.end] for m in mentions if m.last is None and m.grain in ("half", "quarter", "months"))
        if words or (words := next(spans, None)):
            return _in_year(words.removeprefix("今年").removeprefix("本年"), year)
    published = next((m.last for m in mentions if m.grain == "day" and m.last), None)
    if published is None:
        return UNKNOWN
    if words is None:
        words = next(
            (text[m.start : m.end] for m in mentions if m.last is None and m.grain in ("half", "quarter", "months")),
            None,
        )
    if words is None:
        return UNKNOWN
    bare = words.removeprefix("今年").removeprefix("本年")
    for year in (published.year, published.year - 1):
        days = _in_year(bare, year)
        if days[1] and days[1] <= published:
            return days
    return UNKNOWN
