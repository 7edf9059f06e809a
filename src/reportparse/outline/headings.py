"""Headings and list items: markers (一、 (一) 1. (1) 一是), the titles behind them, and what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from reportparse.model.outline import Section
from reportparse.numeral_values import chinese_value

LONGEST_TITLE = 45
"""Characters: a marker followed by more than this without a stop starts a paragraph, not a heading."""

RUN_IN_RANK = 6
"""A short first sentence of an unmarked paragraph (低保工作。…) heads that paragraph alone."""

LONGEST_RUN_IN = 22
"""Characters of a run-in heading or of an unmarked heading line: longer ones are sentences."""

DIGITS = "一二三四五六七八九十"

COUNTED = (
    r"(?P<c>(?<![\d.])\d{1,2}\s?(?:[、.](?!\d)|[、.](?=(?:19|20)\d\d\s?年)|(?=[.、]\s))"
    r"|(?<![^\n])\d{1,2}(?:\s{1,3}(?=(?:(?:19|20)\d\d\s?年度?)?[\u4e00-\u9fff]{2,14}(?:\n|\Z))|\)(?=\s?[\u4e00-\u9fff“]{2})))"
    r"|(?P<f>(?<![^\n])\d{1,2}\.\d{1,2}\s{1,3}(?=[\u4e00-\u9fff]{2,14}[。\n]))"
)
"""A marker that begins with a digit."""
NAMED = (
    rf"(?P<a>第[{DIGITS}]{{1,3}}(?:部分|章|节)|(?<!第)[{DIGITS}]{{1,3}}\s?[、.](?![{DIGITS}]{{1,2}}(?:两个?)?月)(?=\D|(?:19|20)(?:\d\d|[xX×*]{{2}})|\d{{1,2}}\s?月份?[^,。;\n]{{0,8}}(?:工作|打算|计划|安排|重点)|[5-9]0年代|\d{{1,2}}[-—~至]\d{{1,2}}\s?月))"
    rf"|(?P<b>\([{DIGITS}]{{1,3}}\)[、.]?|(?<![^\n])(?:\[[{DIGITS}]{{1,3}}\]|【[{DIGITS}]{{1,3}}】))"
    r"|(?P<d>[⑴-⑽①-⑩]|\(\d{1,2}\)(?!\d))"
    rf"|(?P<e>(?<![统唯第同专单之逐])[{DIGITS}](?:是|要)(?![否求素件])|第[{DIGITS}],|(?:首先|其次|再次|最后),)"
)
"""The others."""

MARKER = re.compile(
    rf"[第{DIGITS}(\[【0-9⑴-⑽①-⑩首其再最](?<![0-9][0-9])"
    # the cheap look first: what may stand behind a digit, behind the others
    rf"(?:(?<=[0-9])(?=\d?[\s、.)])(?<=(?={COUNTED}).)"
    rf"|(?<![0-9])(?:(?<=[⑴-⑽①-⑩首其再最])|(?=[{DIGITS}\d\s、.是要]))(?<=(?=(?:{NAMED})).))"
)
"""Its named group is the marker; the first character stands alone, so that the engine skips to those alone."""

RANK = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 4}

ORDINAL = re.compile(rf"[0-9]+|[{DIGITS}]+|[⑴-⑽①-⑩]")
STRONG_BEFORE = frozenset("\n。;:!?,\t ”)》")
"""What may stand before a marker that needs no other proof. A comma only before 一是 and its like."""


class Marker(NamedTuple):
    start: int
    end: int
    rank: int
    number: int


@lru_cache(maxsize=1024)
def number_of(text: str) -> int:
    """The ordinal in a marker: 二十三、 -> 23, ⑵ -> 2; 0 where it has none."""
    m = ORDINAL.search(text)
    if m is None:
        return 0
    number = m.group()
    if number.isdecimal():
        return int(number)
    if number[0] not in DIGITS:
        return ord(number) - ord("⑴" if number >= "⑴" else "①") + 1
    return int(chinese_value(number) or 0)


def find_markers(text: str, body: int) -> list[Marker]:
    """Markers in order. Where nothing parts a marker from the text before it (工作1.做好…), it must count on by one."""
    found: list[Marker] = []
    last = dict.fromkeys(RANK.values(), 0)
    done = body
    for m in MARKER.finditer(text, body):
        kind = str(m.lastgroup)
        start, end = m.span(kind)
        if start < done:
            continue
        done, rank = end, RANK[kind]
        number = number_of(m.group(kind))
        before = text[start - 1] if start > body else "\n"
        blank = start - 1
        while blank >= body and text[blank] in " \t":
            blank -= 1
        at_line = blank < body or text[blank] == "\n"
        follows = number == last[rank] + 1 or (number == 1 and rank > 1)
        if rank == 5:
            good = at_line or before in "。;:,!?” )" or follows
        elif rank in (3, 4) and not at_line:
            good = follows and before not in "、,(-~—至" and not before.isdigit() and before not in DIGITS
            good = good and (before in STRONG_BEFORE or text[end - 1] != "、")
        else:
            good = at_line or (follows and (before in STRONG_BEFORE or rank == 2) and before != ",")
        if not good:
            continue
        if rank == 1 and not at_line and text[end - 1] == "." and text[start - 1] not in STRONG_BEFORE:
            continue
        found.append(Marker(start, end, rank, number))
        last[rank] = number
        for lower in range(rank + 1, 6):
            last[lower] = 0
    return found


TITLE_STOP = re.compile(r"[\n。;:!? \t](?:(?<![ \t])|(?<=[\u4e00-\u9fff”)].)[ \t]*(?=\S))")
"""Its first character stands alone, so that the engine skips to those."""
DATED = re.compile(
    r"[5-9]0年代|\d{1,2}[-—~至]\d{1,2}\s?月份?|\d{4}\s?年度?|^\s*(?:19|20)\d\d(?=,)|\d{1,2}\s?月(?:\d{1,2}\s?日)?(?:至|到|-|—|~)(?:\d{1,2}\s?月)?\d{1,2}\s?日|\d{1,2}\s?月份?(?:\s?\d{1,2}\s?日)?|[一二三四]季度|[前后](?:\d{1,2}|[一二三四五六七八九十两]{1,2})\s?个月"
)
"""Words of time, which a heading may hold though figures may not."""

COUNTING = "一二两三四五六七八九十百千万"
NUMERAL = re.compile(rf"[\d{COUNTING}](?:(?<=\d)|[{COUNTING}]*(?:个|户|名|所|家|张|元|次|期|项))")
"""Its first character stands alone, so that the engine skips to those."""


NO_TITLE = " \t….·-—*×"


def title_after(text: str, marker: Marker, stop: int) -> int:
    """Where the heading behind a marker ends; the marker's end where it has no title."""
    begin = marker.end
    while begin < stop and text[begin] in " \t":
        begin += 1
    m = TITLE_STOP.search(text, begin, min(stop, marker.end + LONGEST_TITLE + 1))
    end = m.start() if m else min(stop, marker.end + LONGEST_TITLE + 1)
    if m is None and stop - marker.end > LONGEST_TITLE:
        end = marker.end
    if end < stop and text[end] == ";":
        return marker.end
    title = text[marker.end : end]
    comma = title.find(",")
    if comma > 0 and (NUMERAL.search(title) or (m is not None and text[end] == "。" and "\n" in text[end : end + 2])):
        topic = title[:comma]
        return marker.end + comma if topic.endswith(("方面", "工作")) and not NUMERAL.search(topic) else marker.end
    # the cheap look first: what is left of a title without times has a numeral only where the title has one, or 季度
    may_count = NUMERAL.search(title) is not None or "季度" in title
    if not title.strip(NO_TITLE) or (may_count and NUMERAL.search(SET_NUMBER.sub("", DATED.sub("", title)))):
        return marker.end  # 二是……
    return end


def sections_of(
    text: str, markers: list[Marker], body: int, stacked: Sequence[tuple[int, int]] = ()
) -> tuple[Section, ...]:
    """The heading tree: marked headings and list items, unmarked heading lines, run-in headings of paragraphs; none in
    tables of one cell a line, which `stacked` gives."""
    entries: list[tuple[int, int, int, int]] = [
        (s, s, e, rank)
        for s, e, rank in unmarked(text, markers, body)
        if not any(start <= s < end for start, end in stacked)
    ]
    for marker, following in zip_longest(markers, markers[1:]):
        stop = following.start if following else len(text)
        entries.append((marker.start, marker.end, title_after(text, marker, stop), marker.rank))
    entries.sort()
    stops: list[int] = []
    parents: list[int] = []
    open_: list[int] = []
    for n, (start, _, _, rank) in enumerate(entries):
        while open_ and entries[open_[-1]][3] >= rank:
            stops[open_.pop()] = start
        line_end = text.find("\n", start) if rank == RUN_IN_RANK else -1
        stops.append(line_end if line_end >= 0 else len(text))
        parents.append(open_[-1] if open_ else -1)
        open_.append(n)
    for n in reversed(range(len(entries))):  # a child never reaches past its parent
        if parents[n] >= 0:
            stops[n] = min(stops[n], stops[parents[n]])
    return tuple(
        [
            Section(start, s, e, stop, rank, text[s:e].strip(" \t】"), parent)
            for (start, s, e, rank), stop, parent in zip(entries, stops, parents, strict=True)
        ]
    )


LINE = re.compile(r"[^\n]+")
HEAD_END = re.compile(r"[。:]")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
HEAD_START = re.compile(
    r"[\u4e00-\u9fff]{2}|(?:19|20)\d\d(?:,|\s?年度?(?=[^\n]{0,8}(?:打算|计划|安排|思路|要点|目标|重点|展望|设想|怎[么样]干|干什么|新目标|新任务|部署)))[\u4e00-\u9fff]"
)
"""2022年工作打算 is a heading; 2022年婚姻登记情况 above a table is its caption."""
SET_NUMBER = re.compile("两项补贴|两项制度|三个一批")
OF_A_YEAR = re.compile(r"年是|^今年是|之年$")
"""今年是“十二五”的开局之年: a sentence about the year heads nothing."""
LISTING = re.compile(r"^.{0,10}(?:打算|计划|安排|重点|思路|问题|不足|困难|措施|做法|成效)(?:是|有)?:$")
BULLETS = "●○◆■□▲△★☆◇•·►▶➢※◎✦✧❖♦◈✓✔▪▫◦⊙⦿"
BULLET = re.compile(rf"^[{BULLETS}\s]+")
BRACKETED = re.compile(r"【((?:(?:19|20)\d\d\s?年度?|\d{1,2}\s?月份?)?[\u4e00-\u9fff、“”:]{2,14})】")
"""【安全生产】上半年,…: a heading in heavy brackets."""


LEAST_COLUMNS = 4
SIGNED = re.compile(r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日\)?$")
"""青岚市民政局 2025年7月16日: who made it and when heads nothing."""


def is_heading_line(line: str) -> bool:
    """Whether a short line of its own heads what follows: no figures, no clauses; a colon only after 打算, 问题 and the like."""
    if line[-1] == ":" and not LISTING.search(line):
        return False
    columns = line.split(" ")
    if len(columns) >= LEAST_COLUMNS and all(len(column) > 1 for column in columns):
        return False  # 户数 人数 户数 人数: the head of a table
    if SIGNED.search(line):
        return False
    said = DATED.sub("", line)
    return not NUMERAL.search(said) and "," not in said.lstrip(",")


def unmarked(text: str, markers: list[Marker], body: int) -> list[tuple[int, int, int]]:
    """Heading lines without a marker (rank 1) and run-in headings (rank 6): (start, end, rank)."""
    taken = {
        text.rfind("\n", 0, m.start) + 1
        for m in markers
        if not text[text.rfind("\n", 0, m.start) + 1 : m.start].strip()
    }
    found: list[tuple[int, int, int]] = []
    for m in LINE.finditer(text, body):
        if m.start() in taken:
            continue
        line = m.group().strip()
        line = BULLET.sub("", line) if line[:1] in BULLETS else line
        start = m.start() + m.group().index(line)
        if line.startswith("【") and (bracketed := BRACKETED.match(line)):
            rank = 1 if bracketed.end() == len(line) else RUN_IN_RANK
            found.append((start + 1, start + bracketed.end(), rank))
            continue
        if not HEAD_START.match(line) or "|" in line or "\t" in line or "  " in line:
            continue
        if len(line) <= LONGEST_RUN_IN and line[-1] not in "。;,!?、" and is_heading_line(line):
            found.append((start, start + len(line.rstrip(":")), 1))
        elif (
            (stop := HEAD_END.search(line, 0, LONGEST_RUN_IN + 1))
            and stop.start() + 1 < len(line)
            and stop.group() == "。"
        ):
            head = line[: stop.start()]
            if not NUMERAL.search(SET_NUMBER.sub("", head)) and "," not in head and not OF_A_YEAR.search(head):
                found.append((start, start + len(head), RUN_IN_RANK))
    return found
