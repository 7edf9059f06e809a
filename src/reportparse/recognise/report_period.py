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
from reportparse.recognise.period_parts import number
from reportparse.recognise.period_walk import Reference, find_periods
from reportparse.recognise.report_address import address_period, committee_period, meeting_period
from reportparse.recognise.report_chronicle import is_annals, many_years, yearbook_year
from reportparse.recognise.report_event import event_period
from reportparse.recognise.report_made import (
    OPENING,
    UNKNOWN,
    YEAR_END,
    YEAR_START,
    Days,
    day_made,
    in_year,
    whole_days,
)
from reportparse.recognise.report_opening import GRAINS, MASKED, clause_years, from_opening
from reportparse.recognise.report_title import by_title, yearly

SUMMARY = re.compile(
    "总结|小结|情况|公报|报告|汇报|述职|数据|统计|完成|回顾|成效|简报|通报|综述|概况|运行|分析|年报|季报|月报|盘点|亮点|进展"
)
PLAN = re.compile("计划|思路|要点|打算|安排|规划|方案|谋划|重点工作|展望|设想|部署")
# 2020上半年, 2020民政工作总结: a year without 年.
BARE_YEAR = re.compile(
    "(20(?<![0-9]..)[0-9]{2})(?= ?(?:上半年|下半年|前[一二三123]|第?[一二三四1-4]季度|(?:1[0-2]|[1-9])[-—~至](?:1[0-2]|[1-9])月))"
)
LONE_YEAR = re.compile(
    "(20(?<![0-9]..)[0-9]{2})(?![0-9.年/-])(?! ?(?:最新|精选|新版|版|最全|整理|修订|优秀|推荐|通用|热门))"
)
SHARED = re.compile("最新|精选|范文|模板|热门|推荐|下载|\\.(?:docx?|pdf|wps)", re.IGNORECASE)
"""【最新】2025区民政局三季度小结: the bare year of a sharing site's name is that of the upload, where the text knows another."""
SHORT_YEAR = re.compile("([0126789](?<![0-9.].)[0-9])年(?=度?[^0-9]{0,20}(?:总结|小结|报告|情况))")
HALF_YEAR = re.compile("(?<![上下])半年度?(?=[^,。;上下]{0,6}(?:总结|小结|情况|汇报))")
SEASONAL = re.compile(
    r"((?:19|20)\d\d ?年)(?:度)?(?:冬春|今?冬明春|冬令春荒|冬季|春季|夏季|秋季)(?=[^,。;学]{0,12}(?:救助|救济|生活|征兵|防火|禽))"
)
"""2020年冬春救助工作总结: a season of work, told of with its year."""
BOOK_NAMED = re.compile("《[^》]{2,40}》")
"""2018年《儿童发展纲要(2011—2020年)》统计监测报告: the years of the plan are in its name."""
TASK_NAMED = ("完成", "占", "达", "达到", "过")
"""…完成全年目标任务62.6%: the year of the task, not of what is told."""
SPAN_IN_BRACKETS = re.compile(
    r"\(((?:1|一) ?[-—~至] ?[0-9一二三四五六七八九十]{1,2} ?月(?:份)?|[上下]半年|前三季度|[一二三四]季度)\)"
)
"""2020年工作总结(1-11月)."""
MONTHLY = re.compile("月报|月度|统计|快报|数据")
MONTH_BELOW = re.compile(r"\s*\(((?:19|20)\d\d)年(\d{1,2}月)份?\)")
"""民政事业统计月报 (2024年5月)."""
UP_TO = re.compile(r"截[至止]到?(?:\d{4}年)?(\d{1,2})月(?:(\d{1,2})日|底|末)?")
FIVE_YEARS = re.compile(
    '[“"]?(?:十([一二三四五六七])五[”"]?(?!五)|(?<![一二三四五六七八九十])([六七八九十])五(?=[”"]?(?:期间|时期|[规计]划(?![^,。;]*普法)))[”"]?)(?:期间|时期)?'
)
"""The years of a five-year plan: the first began in 1953, 六五 in 1981, 十一五 in 2006."""
PLAN_OVER = re.compile("[规计]划(?:的)?(?:工作|任务|目标)?(?:总结|小结|回顾|完成|实施|执行|落实|评估)")
"""“十一五”规划工作总结: the plan's years are over."""
FIRST_YEARS = re.compile('[”"]?(?:期间|时期|以来|前)?([二两三四])年(?:以?来|间)')
"""“十一五”三年来: the first of the plan's years."""
PART_BEHIND = re.compile(
    "(?:(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]) ?月份?|第?[一二三四1-4]季度|[上下]半年)(?=报表|月报|季报|快报|统计数据)"
)
"""2022年社会服务统计3月份报表."""
RETOLD = re.compile(
    r"\s{0,4}[\u4e00-\u9fff]{0,20}(?:19|20)\d\d ?年[^,。;:\n]{0,16}?(?:总结|小结|工作报告|述职报告|情况汇报|工作汇报)(?![^,。;:\n]{0,6}[会了])"
)
"""The line under a title that lost its year tells the title again."""
WINTERS = re.compile(r"(?:19|20)\d\d ?年?[-—~至](?:(?:19|20)?\d\d) ?年?度?(?:冬春|今冬明春|冬季|冬令)")
NAMED_YEAR = re.compile(r"(?:19|20)\d\d ?年")
SUBTITLE = re.compile(r"\s{0,6}(?:—{1,3}|-{1,3}|─{1,3})\s?([^\n。;]{4,40})(?:\n|\Z)")
"""——青岚市民政局2019年工作亮点, under a title that is a slogan."""
AND_THE_TERM = re.compile('(?:以?及|和|与|暨)[“"]?')
YEAR_NUMBER = re.compile("[0-9〇零○Oo一二][0-9〇零○Oo一二三四五六七八九]{1,3}(?= ?年|[-/.])")


class _Time(NamedTuple):
    """A mention of time in a title: its days, whether its year is said, and what the words after it announce."""

    start: int
    text: str
    after: str
    mention: PeriodMention | None
    summary: bool
    plan: bool

    @property
    def dated(self) -> bool:
        return self.mention is not None and self.mention.last is not None


def report_period(title: str, opening: str, closing: str = "", text: str = "") -> Days:
    """The first and last day that a report is about; nulls where title, opening and closing hide or lack the year.

    `opening` follows the title; `closing` is the end of the text, where a report is signed and dated; `text` is as much of it as
    may say how far the figures of a dated page go (1至10月).
    """
    title, opening = fold(title), fold(opening)
    # functions, not templates: a template is looked up and parsed even where nothing is found
    title = SHORT_YEAR.sub(lambda m: ("20" if m[1] < "5" else "19") + m[1] + "年", title)
    title = BARE_YEAR.sub(lambda m: m[1] + "年", title)
    if (winter := WINTERS.search(title)) and NAMED_YEAR.search(title, 0, winter.start()):
        title = WINTERS.sub("冬春", title)  # 2010年救灾工作暨2010—2011年度冬春救助工作总结
    title = SEASONAL.sub(lambda m: m[1], HALF_YEAR.sub("上半年", title))
    if (month := MONTH_BELOW.match(opening)) and MONTHLY.search(title):
        return in_year(month[2], int(month[1]))
    days = address_period(title, opening) or committee_period(title, opening) or meeting_period(title, opening)
    if days is not None:
        return days
    if (recorded := yearbook_year(title, opening)) is not None:
        return dt.date(recorded, 1, 1), dt.date(recorded, 12, 31)
    if (days := by_title(title, opening) or event_period(title, opening, closing)) is not None:
        return days
    times = _times(title)
    if not any(time.mention is None or time.dated for time in times) and (under := SUBTITLE.match(opening)):
        title = f"{title} {under[1]}"
        times = _times(title)
    if "《" in title:
        without = _times(BOOK_NAMED.sub("《》", title))
        times = without if any(time.dated for time in without) else times
    if not any(time.mention is None or time.dated for time in times) and (lone := LONE_YEAR.search(title)):
        if SHARED.search(title):
            stated = _choose(times)
            days = from_opening(stated.text if stated else None, opening, closing, text)
            if days != UNKNOWN:
                return days
        times = _times(title[: lone.end()] + "年" + title[lone.end() :])
    chosen = _choose(times)
    if (
        (chosen is None or not chosen.dated)
        and (plan := FIVE_YEARS.search(title))
        and (not PLAN.match(title, plan.end()) or PLAN_OVER.match(title, plan.end()))
        and SUMMARY.search(title)
    ):
        first = 1951 + 5 * (10 + number(plan[1]) if plan[1] else number(plan[2]))
        part = FIRST_YEARS.match(title, plan.end())
        return dt.date(first, 1, 1), dt.date(first + (number(part[1]) if part else 5) - 1, 12, 31)
    if not any(time.mention is None or time.dated for time in times) and (retold := RETOLD.match(opening)):
        again = _choose(_times(retold[0]))
        if again and again.mention and again.dated:
            return whole_days(again.mention)
    if chosen is None:
        if is_annals(title) and many_years(opening):
            return UNKNOWN
        days = from_opening(None, opening, closing, text)
        return yearly(title, opening, closing) or days if days == UNKNOWN else days
    if chosen.mention is None:
        return UNKNOWN
    if chosen.dated:
        plan_years = chosen.mention.first if chosen.mention.rule == "plan" and chosen.text.endswith("以来") else None
        if plan_years and (so_far := _plan_so_far(plan_years.year, opening, closing)):
            return so_far
        if (span := SPAN_IN_BRACKETS.search(title)) and chosen.mention.grain == "year" and chosen.mention.last:
            return in_year(span[1], chosen.mention.last.year)
        if (part := PART_BEHIND.search(title, chosen.start)) and chosen.mention.grain == "year" and chosen.mention.last:
            return in_year(part[0], chosen.mention.last.year)
        return _up_to(_corrected(whole_days(chosen.mention), times, opening), title)
    before = [time for time in times if time.start < chosen.start and (time.dated or time.mention is None)]
    before = before or [time for time in times if time.dated and not time.plan]  # 上半年总结(2015年)
    if not before:
        return from_opening(chosen.text, opening, closing, text)
    year = before[-1].mention
    return in_year(chosen.text, year.last.year) if year and year.last else UNKNOWN


def _plan_so_far(first: int, opening: str, closing: str) -> Days | None:
    """“十四五”以来, in a paper of December 2023: three of the plan's years; None where no year is over on its day."""
    text = opening[:OPENING]
    made = day_made(find_periods(text, Reference()), text, fold(closing))
    if made is None or YEAR_START < made.month < YEAR_END[0]:
        return None
    last = made.year if made.month in YEAR_END else made.year - 1
    return (dt.date(first, 1, 1), dt.date(last, 12, 31)) if first <= last < first + 5 else None


def _times(title: str) -> list[_Time]:
    """All mentions of time in a title, masked years too (their mention is None), with what follows each."""
    mentions = [
        (m.start, m.end, m)
        for m in find_periods(title, Reference())
        if m.grain in GRAINS and not (m.last is None and title.endswith(TASK_NAMED, 0, m.start))
    ]
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
            title[end:stop],
            mention,
            bool(SUMMARY.search(title, end, stop)),
            bool(PLAN.search(title, end, stop)),
        )
        for (start, end, mention), stop in zip(spans, ends, strict=True)
    ]


def _choose(times: list[_Time]) -> _Time | None:
    """The time of the summary: the first that a word of looking back follows, else the last that is no plan's."""
    if summaries := [time for time in times if time.summary]:
        before = times[times.index(summaries[0]) - 1] if summaries[0] is not times[0] else None
        term = summaries[0].mention and summaries[0].mention.grain == "years"
        if (
            term
            and before
            and before.mention
            and before.mention.grain == "year"
            and AND_THE_TERM.fullmatch(before.after)
        ):
            return before  # 2020年和“十三五”时期工作回顾
        return summaries[0]
    if others := [time for time in times if not time.plan]:
        return next((time for time in reversed(others) if time.dated), others[0])
    return times[0] if times else None


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


def _corrected(days: Days, times: list[_Time], opening: str) -> Days:
    """A title's only year may be the sharing site's: an opening that begins with an earlier year, and never has it, says so."""
    dated = {time.mention.last.year for time in times if time.mention and time.mention.last}
    start, end = days
    if not (start and end and len(dated) == 1 and times[0].start == 0 and start.year == end.year):
        return days
    if all(year == str(end.year) for year in YEAR_NUMBER.findall(opening, 0, OPENING)):
        return days
    text = opening[:OPENING]
    if f"{end.year}年" in text.replace(" ", "") or f"{end.year}-" in text:
        return days
    years = clause_years(text, find_periods(text, Reference()))
    first = next((m for m in years if m.last and opening.startswith(",", m.end)), None)
    if first is None or first.first is None or first.first.year >= end.year or first.start > text.find("。") > 0:
        return days
    return first.first, first.last
