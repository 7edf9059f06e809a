"""Which numerals are figures, and why the others are none: the two sides of the accounting rule."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportparse.link.as_figures import NUMBERED, as_figure
from reportparse.model.mentions import PeriodMention, QuantityMention
from reportparse.model.outline import Outline
from reportparse.model.reading import Reading
from reportparse.model.report import LedgerKind
from reportparse.rulebook import Rulebook

DOCUMENT_YEAR = re.compile(r"[〔\[(【]\s?(?:19|20)\d\d\s?[〕\])】]\s?\d*\s?号?")
LETTERED = re.compile(r"[A-Za-z][A-Za-z]{0,3}[-_/]?\d{3,}(?![\d.]*[万亿%元])")
NUMBERED_END = re.compile(r"号(?:(?<=\d号)|(?<=\d\s号))(?:令|文|文件|公告|公报|楼|院|线)?")
QUOTED = re.compile(r"[“\"‘《]([^”\"’》\n]{1,16})[”\"’》]")
QUOTED_FIGURE = re.compile(r"\d[\d.]*\s?(?:万|亿)?(?:元|人|户|张|%|所|家|套)|新增|新建")
FIGURE_OF = re.compile(r"(?:图(?<!地图)|表(?<![水电气煤仪钟手秒报代]表)|附件|附表|附图)\s?\d{1,3}(?!\d)")
"""图1, 附表2; not 水表1380只."""
GLUED_YEAR = re.compile(r"20[0-3]\d\d{1,2}\.\d+")
"""注册率20238.5%: a year before the figure, without its sign."""
ASKED = frozenset({"户", "人", "年", "块", "个"})
"""Units that may mean another thing than they say."""
NUMERAL_SIGN = re.compile(r"[\d〇零一二三四五六七八九十]")


class Entry(NamedTuple):
    """A numeral that is no figure, in the reading's offsets."""

    start: int
    end: int
    kind: LedgerKind


class Selection(NamedTuple):
    """The figures of the text, and the entries of the ledger."""

    figures: tuple[QuantityMention, ...]
    entries: tuple[Entry, ...]


class Marks:
    """Stretches of a text painted over, asked whether any or all of a stretch is painted."""

    def __init__(self, length: int) -> None:
        self.marks = bytearray(length)

    def paint(self, spans: Iterable[tuple[int, int]], mark: int = 1) -> None:
        """Paint these stretches over whatever was there: the strongest mark comes last."""
        marks, one = self.marks, bytes((mark,))
        for start, end in spans:
            marks[start:end] = one * (end - start)

    def cover(self, start: int, end: int) -> None:
        """Give one stretch mark 1."""
        self.marks[start:end] = b"\x01" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether none of a stretch bears mark 1."""
        return self.marks.find(1, start, end) < 0


def named_spans(text: str, rules: Rulebook) -> list[tuple[int, int]]:
    """Names and set phrases: those of the lexicon, and short quotations that hold no figure."""
    found = [(start, end) for _, start, end in rules.names.find_matches_as_indexes(text)]
    found += [m.span(m.lastindex or 0) for m in rules.name_patterns.finditer(text)]
    found += [m.span(1) for m in QUOTED.finditer(text) if not QUOTED_FIGURE.search(m.group(1))]
    return found


REASONS: tuple[LedgerKind | None, ...] = (None, None, "date", "document_number", "list_marker", "damaged")
"""What a mark means for a numeral under it; mark 1 is a table, which is no reason."""

SMALLEST_GLUED = 20_000
MOST_PERCENT = 100_000
"""No share or growth that a report tells is larger."""

TABLE = 1
DATE = 2
NUMBER = 3
MARKER = 4
DAMAGED = 5


def select(
    reading: Reading,
    outline: Outline,
    quantities: Sequence[QuantityMention],
    periods: Sequence[PeriodMention],
    rules: Rulebook,
) -> Selection:
    """Figures and ledger entries: every quantity mention goes to exactly one side."""
    text = reading.folded
    marks, names = Marks(len(text)), Marks(len(text))
    marks.paint([(t.start, t.end) for t in outline.tables], TABLE)
    marks.paint([(p.start, p.end) for p in periods], DATE)
    numbers = document_numbers(text)
    marks.paint(numbers, NUMBER)
    marks.paint([*outline.markers, *(m.span() for m in FIGURE_OF.finditer(text))], MARKER)
    marks.paint(damage_spans(reading), DAMAGED)
    names.paint(named_spans(text, rules))
    figures: list[QuantityMention] = []
    entries: list[Entry] = []
    painted, named = marks.marks, names.marks
    given = units_of_brackets(text, quantities) if "(" in text else {}
    for q in quantities:
        start, end = q.start, q.number_end
        if given:
            q = given.get(start, q)
        # most figures bear no mark at all, which a count tells sooner than a slice
        mark = 0 if painted.count(0, start, end) == end - start else max(painted[start:end])
        reason = REASONS[mark]
        if reason is None and named[start] and named.find(0, start, end) < 0:
            reason = "name"
        large = q.measure == "rate" and q.unit == "%" and q.value > SMALLEST_GLUED
        if large and (q.value > MOST_PERCENT or GLUED_YEAR.fullmatch(text, start, end)):
            reason = "damaged"  # 年检率201696.1%: a year was put in for digits of its own
        if reason is not None:
            kept = None
        elif mark == TABLE or (
            q.unit and q.unit not in ASKED and q.rule != "quantity.bare_one" and text[start] not in NUMBERED
        ):
            kept = q  # nearly all come by here
        else:
            kept = as_figure(text, q)
        if kept is not None:
            figures.append(kept)
        else:
            entries.append(Entry(q.start, q.end, reason or ("idiom" if q.rule == "quantity.bare_one" else "name")))
    taken = Marks(len(text))
    taken.paint([(e.start, e.end) for e in entries])
    kept_by, new = taken.marks, tuple.__new__  # past calls in Python: there are many of these
    times = [(p.start, p.end) for p in periods]
    entries += [
        new(Entry, (a, b, "date"))
        for a, b in times
        if kept_by.find(1, a, b) < 0 and NUMERAL_SIGN.search(text, a, b)  # 5月底, unlike 春节 or 目前
    ]
    entries += [new(Entry, (a, b, "document_number")) for a, b in numbers if kept_by.find(1, a, b) < 0]
    entries += [new(Entry, (a, b, "list_marker")) for a, b in outline.markers if kept_by.find(1, a, b) < 0]
    return Selection(tuple(figures), tuple(sorted(entries)))


SPLIT = re.compile(r"\((?:其中:?)?[\u4e00-\u9fff]{2,12}\d+(?:[、,;][\u4e00-\u9fff]{2,12}\d+)+\)")


def units_of_brackets(text: str, quantities: Sequence[QuantityMention]) -> dict[int, QuantityMention]:
    """社会组织326家(社会团体118、民办非企业单位208): what splits a figure exactly has its unit, though it prints none."""
    found: dict[int, QuantityMention] = {}
    by_end = {q.end: q for q in quantities if q.unit} if SPLIT.search(text) else {}
    for m in SPLIT.finditer(text) if by_end else ():
        whole = by_end.get(m.start())
        bare = [q for q in quantities if m.start() < q.start < m.end() and not q.unit]
        if whole is not None and len(bare) > 1 and sum(q.value for q in bare) == whole.value:
            rule = "quantity.unit_of_whole"
            found |= {q.start: replace(q, unit=whole.unit, measure=whole.measure, rule=rule) for q in bare}
    return found


def document_numbers(text: str) -> list[tuple[int, int]]:
    """Numbers of documents and of houses: 〔2021〕12号, 第5号文, MZ-1203. What ends in 号 is found by that sign."""
    found = [m.span() for m in DOCUMENT_YEAR.finditer(text)]
    found += [m.span() for m in LETTERED.finditer(text)]
    for m in NUMBERED_END.finditer(text):
        start = len(text[: m.start()].rstrip(" \t\u3000"))
        while start and text[start - 1].isdecimal():
            start -= 1
        before = start - 1 if text[start - 1 : start] in (" ", "\t", "\u3000") else start
        found.append((before - 1 if text[before - 1 : before] == "第" else start, m.end()))
    return sorted(found)


def damage_spans(reading: Reading) -> list[tuple[int, int]]:
    """The damaged stretches in the reading's offsets."""
    if not reading.damage:
        return []
    origin = reading.origin
    return [(bisect_left(origin, d.start), bisect_right(origin, d.end - 1)) for d in reading.damage]
