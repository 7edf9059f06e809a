"""Texts that go through the years: annals, chapters of them, yearbooks. No one year that they tell is the text's own."""

from __future__ import annotations

import datetime as dt
import re

from reportparse.model.mentions import PeriodMention

ANNALS = re.compile(
    r"[省市县区州乡镇村旗政利]志(?![愿])|^ {0,3}(?:第 ?[一二三四五六七八九十0-9]{1,3} ?[章节辑编篇卷]|卷[一二三四五六七八九十]{1,3})"
)
"""松山县志 优抚, 第二章 民政."""
YEARBOOK = re.compile(r"((?:19|20)\d\d) ?年? ?年?鉴|年鉴[ (]{0,2}((?:19|20)\d\d)(?! ?年)")
YEAR_TOLD = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?= ?年(?!前))")
SPAN_TOLD = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?= ?年? ?[-—~至])")
EVENT = re.compile(
    r"[^。;\n\d]{0,36}?(?:成立|建立|动工|开工|筹建|兴建|建成|换届|印发|出台|下发|颁布|开始(?!后)|召开|迁至|撤销|设立|投入使用|被[^。;,\n\d]{2,20}(?:评|授))"
)
"""1989年5月,残疾人联合会成立: the month of something that happened."""


def is_annals(title: str) -> bool:
    """Whether a title is that of annals or of a chapter; a yearbook has one year."""
    return "年鉴" not in title and ANNALS.search(title) is not None


def many_years(text: str) -> bool:
    """Whether a text tells of more than one year."""
    return len({*YEAR_TOLD.findall(text), *SPAN_TOLD.findall(text)}) > 1


def yearbook_year(title: str, opening: str) -> int | None:
    """The year that a yearbook tells of: the one before that of its name, unless its text says otherwise."""
    named = YEARBOOK.search(title)
    if named is None:
        return None
    year = int(next(filter(None, named.groups())))
    told = {int(said) for said in YEAR_TOLD.findall(opening)}
    return year if year in told else year - 1


def is_event(text: str, mention: PeriodMention) -> bool:
    """Whether a month is that of something that happened, and nothing that a text is about."""
    return mention.grain == "month" and EVENT.match(text, mention.end) is not None


DAY_FIRST = re.compile(r"(?<![\d.])([0-3]\d)\.([01]\d)\.((?:19|20)\d\d)(?![\d.])")


def day_first(text: str) -> dt.date | None:
    """24.01.2015, as some sites print the day of a page."""
    if (m := DAY_FIRST.search(text)) is None:
        return None
    try:
        return dt.date(int(m[3]), int(m[2]), int(m[1]))
    except ValueError:
        return None
