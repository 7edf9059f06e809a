"""Words of time that only their neighbours make clear: 三月开始…五月结束, 开办以来至8月底, 展望2025, 同日.

One pass over the mentions of a report; most reports have none of these, and each is looked for by a plain word first.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from dataclasses import replace

from reportparse.model.mentions import PeriodMention
from reportparse.recognise.period_calendar import term_start, years
from reportparse.recognise.period_parts import number
from reportparse.recognise.period_walk import Reference, find_periods

BEGUN = re.compile(r"(?:起|[^,。;:\d\n]{0,6}(?:启动|开始|动工|开工|铺开|拉开))[^。;:\d\n]{0,12}")
"""三月份启动,…; 从三月开始,到…: what began then ends at the time told next."""
ENDED = re.compile(
    r"(?:之?前)?[^,。;:\n]{0,14}?(?:结束|完成(?!了?(?:年|全年|总|任务|目标|投资))|竣工|完工|落幕|告一段落)"
)
LONGEST_BETWEEN = 24
SINCE_UP_TO = re.compile(r"[^,。;:\d\n]{0,20}(?:以来|起),?(?:截至|截止到?|至|到)(?:今年|目前|本年)?")
FINE = frozenset({"day", "month", "months", "other"})
AHEAD_NAMED = re.compile(
    r"[展迈跨步走面迎奋启再\n](?:(?<=(?=(?:展望|迈[进入向]|跨入|步入|走进|面向|迎接|奋进|启航|再出发)(20\d\d)(?=[,!:\n])).)"
    r"|(?<=\n)[^\w\n]{0,4}(20\d\d)[,:!· —-]{1,2}(?=[^\n。;\d]{2,16}[!]?(?:\n|$)))"
)
"""▍2025,我们继续出发: a year without 年 that heads what is planned, as newsletters write."""
PLAN_OPENED = re.compile(r'五[”"]?(?:规划|计划|时期)?的?(?:良好|新|精彩|第一年)?(?:开局|起步|开篇|开门红)')
"""The cheap look for the next one: what stands in it behind its first sign that is seldom elsewhere."""
PLAN_OPENING = re.compile(rf'\n[^\n。;\d]{{0,24}}?[“"]?十([一二三四五六七]){PLAN_OPENED.pattern}[^\n。;,\d]{{0,4}}\n')
"""三、奋力实现“十二五”良好开局, a heading in a report on the year before: the plan's first year."""
COUNTED_YEARS = re.compile(r"[,;。:\n]([二两三四五])年(?=累计|间?共(?!同)|合计)")
"""四年累计解决…: so many years up to the report's end."""
COUNTED_SIGN = re.compile("年(?=累计|间?共|合计)")
"""The cheap look for one, and for the next ones: by the sign 年, of which a text has few."""
YEARS_TOGETHER = re.compile(
    r"((?:19|20)\d\d)年?(?:[、,](?:19|20)\d\d年?){0,3}[、和与及]((?:19|20)\d\d)年?度?(?:这?[两二三四五]年|[两二三四五]个年度)"
)
"""2020、2021两年共救助…: so many years one after the other."""
TERM_SIGN = re.compile("年(?:(?<=[两二三四五六]年)|(?<=个年)度)")
"""What years that are counted together have, and names of plans: both are looked for only where it stands."""
HALF_SAID = re.compile(r"[,;。:\n]半年(?=共(?!同)|累计|支出|发放|投入|救助)")
YEARS_BACK = re.compile(
    r"[较比与和由从到是](?=[前一二三四五六七八九十两数几])(前?[一二两三四五六七八九十]{1,2}年(?=前的?\d|前相比|间?增|相比)|前[一二两三四五六七八九十]{1,2}年(?=[增减提下]))"
)
"""由五年前的21家增加到68家, 较前五年增长: years to compare with, no length of time."""
BACK_SIGN = re.compile("年(?=前|间?增|相比|[减提下])")
"""Each of what YEARS_BACK finds ends before one of these, its last sign among them."""
YEARS_PLANNED = re.compile(
    r"([两二三四五六](?<=[^\d第每前后近去这来一二三四五六七八九十].)年)(?=(?:来的?)?(?:行动|攻坚|工作总结|工作规划|工作回顾|总体规划|提升行动|倍增|任务|大变样))"
)
"""三年行动计划, 五年工作总结: the name of a plan."""
SAME_DAY = re.compile(r"。[^,。;\n\d]{0,4}(?:同日|当日|当晚|当夜|当天|同一天)(?!到账|受理|办结|办理|反馈|审批|值)")
"""3月22日,…。我局当日调拨…: the day of the sentence before."""
DAY_SIGNS = re.compile("当(?=[日晚夜天])").search, re.compile("同(?=日|一天)").search
NEXT_DAY = re.compile(r"[。,;][^,。;\n\d]{0,4}(?:次日|翌日)(?!均|到账|办结|送达)")
"""7月14日遭受暴雨,次日把棉被送到灾民手中: the day after the one told before."""
NEXT_DAYS = ("次日", "翌日")
SENTENCE = re.compile("[。\n]")


def report_periods(text: str, ref: Reference) -> tuple[PeriodMention, ...]:
    """All words of time of a report, those that their neighbours explain among them."""
    found = joined(text, find_periods(text, ref))
    same = same_day(text, found)
    added = [*heads_of_plans(text, ref), *counted(text, ref), *same, *next_day(text, [*found, *same])]
    if not added:
        return tuple(found)
    added.sort(key=lambda p: p.start)
    starts = [p.start for p in added]
    free = [p for p in found if not overlaps(p, added, starts)]
    return tuple(sorted([*free, *added], key=lambda p: p.start))


def overlaps(p: PeriodMention, added: list[PeriodMention], starts: list[int]) -> bool:
    """Whether a mention shares signs with one of these, which are in order."""
    i = bisect_left(starts, p.end) - 1
    return i >= 0 and added[i].end > p.start


def joined(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """The second of two times that together tell from when to when: it takes the days of both."""
    out = found
    for i in range(1, len(found)):
        a, b = found[i - 1], found[i]
        if b.start - a.end > LONGEST_BETWEEN or a.first is None or b.last is None or a.grain not in FINE:
            continue
        if a.first > b.last or b.grain not in FINE or b.rule == "now":
            continue
        between = text[a.end : b.start]
        since = a.rule == "since" and SINCE_UP_TO.fullmatch(closing(text, a, between))
        if since or (BEGUN.fullmatch(opening(text, a, between)) and ENDED.match(text, b.end)):
            out = list(out) if out is found else out
            rule = "range" if since else "begun_and_ended"
            out[i] = replace(b, first=a.first, kind="flow", grain="months", upto=False, rule=rule)
    return out


def closing(text: str, a: PeriodMention, between: str) -> str:
    """What stands between two times, with the word of since that the first may have taken in."""
    return ("起" if text.endswith(("起", "来"), a.start, a.end) else "") + between


def opening(text: str, a: PeriodMention, between: str) -> str:
    """What stands between two times, with the word of beginning that the first may have taken in."""
    return ("起" if text.endswith(("起", "开始"), a.start, a.end) else "") + between


def heads_of_plans(text: str, ref: Reference) -> list[PeriodMention]:
    """The year after the report's where a line or a clause names it as that of what is to come, without 年."""
    if ref.end is None:
        return []
    year = ref.end.year + 1
    found = []
    if f"{year}" in text:
        for m in AHEAD_NAMED.finditer(text):
            group = 1 if m[1] else 2
            if int(m[group]) == year:
                found.append(ahead(m.start(group), m.end(group), year))
    if PLAN_OPENED.search(text):
        for m in PLAN_OPENING.finditer(text):
            if 2001 + 5 * number(m[1]) == year:
                found.append(ahead(m.start(1) - 1, m.end(1) + 1, year))
    return found


def ahead(start: int, end: int, year: int) -> PeriodMention:
    """A year to come."""
    span = years(year, year)
    return PeriodMention(start, end, span.first, span.last, "flow", "year", "future", False, "year_ahead")


def counted(text: str, ref: Reference) -> list[PeriodMention]:
    """五年累计…, 半年共支出…: the years up to the report's end, the half that it is about."""
    found = []
    for m in YEARS_BACK.finditer(text) if BACK_SIGN.search(text) else ():
        found.append(PeriodMention(m.start(1), m.end(1), None, None, "flow", "years", "past", False, "years_back"))
    terms = TERM_SIGN.search(text)
    for m in YEARS_TOGETHER.finditer(text) if terms else ():
        first, last = dt.date(int(m[1]), 1, 1), dt.date(int(m[2]), 12, 31)
        if first < last:
            relation = "own" if ref.end is None or last <= ref.end else "future"
            found.append(PeriodMention(m.start(), m.end(), first, last, "flow", "years", relation, False, "years"))
    for m in YEARS_PLANNED.finditer(text) if terms else ():
        found.append(PeriodMention(m.start(1), m.end(1), None, None, "flow", "years", "own", False, "years_named"))
    if ref.start is None or ref.end is None:
        return found
    for m in COUNTED_YEARS.finditer(text) if COUNTED_SIGN.search(text) else ():
        first = term_start(ref.start, ref.end, number(m[1])) or dt.date(ref.end.year - number(m[1]) + 1, 1, 1)
        found.append(PeriodMention(m.start(1), m.end(), first, ref.end, "flow", "years", "own", False, "lasting"))
    if ref.end.month == 6 and ref.start.month == 1 and ref.start.year == ref.end.year:
        for m in HALF_SAID.finditer(text):
            found.append(
                PeriodMention(m.start() + 1, m.end(), ref.start, ref.end, "flow", "half", "own", False, "lasting")
            )
    return found


def same_day(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """当日 at the head of a sentence behind one that names a day."""
    out: list[PeriodMention] = []
    starts = [p.start for p in found]
    for m in SAME_DAY.finditer(text) if DAY_SIGNS[0](text) or DAY_SIGNS[1](text) else ():
        i = bisect_left(starts, m.start()) - 1
        if i < 0 or SENTENCE.search(text, found[i].end, m.start()):
            continue
        day = found[i]
        if day.grain == "day" and day.kind == "flow" and day.first:
            out.append(replace(day, start=m.end() - 2, end=m.end()))
    return out


def next_day(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """次日 in a clause behind one that names a day."""
    out: list[PeriodMention] = []
    for m in NEXT_DAY.finditer(text) if any(word in text for word in NEXT_DAYS) else ():
        day_before = max((p for p in found if p.end <= m.start()), key=lambda p: p.start, default=None)
        if day_before is None or SENTENCE.search(text, day_before.end, m.start()):
            continue
        if day_before.grain == "day" and day_before.kind == "flow" and day_before.first and day_before.last:
            after = day_before.last + dt.timedelta(days=1)
            out.append(replace(day_before, start=m.end() - 2, end=m.end(), first=after, last=after))
    return out
