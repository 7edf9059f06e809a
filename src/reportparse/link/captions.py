"""What the words above a table say of it: its units, its time, and the program it is about."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from reportparse.link.answers import Choice
from reportparse.link.headings import settled
from reportparse.model.mentions import PeriodMention, ProgramMention
from reportparse.model.outline import Outline, Table
from reportparse.model.report import ReportPeriod
from reportparse.rulebook import ELSEWHERE, GENERIC, Rulebook

CAPTION_UNIT = re.compile(r"单位:\s*([^\s,;。)|]{1,32})")
IN_BRACKETS = re.compile(r"\(([^()\d]{1,8})\)\s*$")
DIGIT = re.compile(r"\d")
LONGEST_CAPTION = 40
"""A longer line above a table is a sentence, no caption."""

ABOVE = 60
"""Characters before a table in which 单位:… may stand apart from its caption."""

UnitOf = Callable[[str], tuple[str, str] | None]
"""Plain form and measure of a printed unit, or None."""

Span = tuple[dt.date | None, dt.date | None]
"""First and last day."""


def units_in_caption(text: str, table: Table, unit_of: UnitOf) -> list[tuple[str, str]]:
    """The units a caption names: 单位:户、人、万元, or in brackets at its end: 资金支出情况(万元)."""
    caption = text[table.caption[0] : table.caption[1]]
    m = CAPTION_UNIT.search(caption + "\n" + text[max(0, table.start - ABOVE) : table.start])
    if m is None and len(caption) <= LONGEST_CAPTION:
        m = IN_BRACKETS.search(caption)
    return [u for word in re.split("[、/和]", m.group(1)) if (u := unit_of(word))] if m else []


def caption_proper(text: str, table: Table) -> tuple[int, int] | None:
    """The line that names the table, past one that says only its unit; None where a sentence stands there."""
    start, end = table.caption
    if CAPTION_UNIT.match(text[start:end].strip(" \u3000()")):  # 单位:万元 stands below the caption proper
        end = len(text[:start].rstrip())
        start = text.rfind("\n", 0, end) + 1
    caption = text[start:end]
    if not caption.strip() or len(caption) > LONGEST_CAPTION or caption.rstrip().endswith(("。", ";")):
        return None
    return start, end


def caption_program(
    text: str, table: Table, programs: Sequence[ProgramMention], heading: Choice, rules: Rulebook
) -> Choice | None:
    """The one program that a caption names (表2 养老服务情况): nearer to the table than the heading of its section."""
    span = caption_proper(text, table)
    if span is None:
        return None
    codes = {settled(m, heading.code, rules) for m in programs if span[0] <= m.start < span[1]}
    strong = {c for c in codes if c and c != ELSEWHERE and c not in GENERIC}
    return Choice(strong.pop(), "program.caption") if len(strong) == 1 else None


def table_time(
    text: str,
    outline: Outline,
    table: Table,
    periods: Sequence[PeriodMention],
    report: ReportPeriod,
    planned: bool,
) -> Span:
    """The time of what a table's own heads leave undated: its caption's, else its heading's, else the report's."""
    spans = [caption_proper(text, table)]
    if table.section >= 0:
        section = outline.sections[table.section]
        spans.append((section.title_start, section.title_end))
    for span in spans:
        inside = [p for p in periods if span and span[0] <= p.start < span[1]]
        inside = [p for p in inside if p.grain != "day" or p.upto or p.kind == "as_of"]  # 制表日期:2025年5月8日
        if len(inside) != 1:
            continue
        said = inside[0].relation != "past" or DIGIT.search(text, inside[0].start, inside[0].end)
        if said and (found := days_of(inside[0], report, planned)):  # 与去年同期比较 dates nothing
            return found
    return report.start, report.end


def days_of(mention: PeriodMention, report: ReportPeriod, planned: bool) -> Span | None:
    """The days of words of time over a table; None where they say nothing of its undated columns."""
    if mention.last is None or mention.grain == "years" or (mention.relation == "future") != planned:
        return None
    if own_year(mention, report):
        return report.start, report.end
    first = mention.first
    if first is None or mention.upto:
        first = dt.date(mention.last.year, 1, 1)
    return first, mention.last


def own_year(mention: PeriodMention, report: ReportPeriod) -> bool:
    """Whether words of time name the year that the report is about: of a half-year's report its half is meant."""
    return (
        mention.grain == "year"
        and mention.kind == "flow"
        and mention.relation == "own"
        and mention.last is not None
        and report.end is not None
        and report.end.year == mention.last.year
        and (report.start is None or report.start.year == mention.last.year)
    )
