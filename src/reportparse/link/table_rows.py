"""What the labels of a table's rows say: program, unit, year, and whether a row is a part of another or adds others up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.link.answers import Choice
from reportparse.link.captions import UnitOf
from reportparse.link.headings import settled
from reportparse.link.table_heads import (
    HAN,
    INDEX_HEAD,
    TOTAL_HEAD,
    UNIT_HEAD,
    YEAR_HEAD,
    header_rows,
    last_label,
    whole_year,
)
from reportparse.link.table_levels import Level, Levels, rank_of
from reportparse.link.table_units import IN_BRACKETS, Unit, named_unit, per_of, unit_said
from reportparse.model.mentions import PeriodMention, ProgramMention
from reportparse.model.outline import Cell, Table
from reportparse.model.report import ReportPeriod
from reportparse.rulebook import ELSEWHERE, GENERIC, WITHIN, Rulebook

PART_ROW = re.compile(r"^(?:#|其中|－|-|—|\s{2,})\s*:?")
BROKEN_DOWN = re.compile(r"按[^\s\d]{1,8}(?:划?分|分组)")
"""按城乡分: the rows from here on break down the row above."""
SUBTOTAL = re.compile(r"^小 ?计$")
NAMED_TOTAL = re.compile(r"[\u4e00-\u9fff]{1,6}[合总]计")
"""乡镇级合计."""
SHARE_LABEL = re.compile(r"(?:率|占比|比重|比例)$")
OVER_ALL = frozenset({"program.caption", "program.title"})
"""What names the program of a whole table, also of rows whose words belong elsewhere by themselves."""


class Label(NamedTuple):
    """One row of values: `group` counts the groups of rows, `start`..`end` is where its labels stand, `whole` the words
    of the row that it is a part of, `breakdown` counts the ways (按城乡分) in which rows break down one above."""

    row: int
    group: int
    words: str
    start: int
    end: int
    choice: Choice
    named: bool
    part: bool
    total: bool
    unit: Unit | None
    per: str | None
    time: PeriodMention | None
    of_year: bool
    group_words: str = ""
    whole: str = ""
    breakdown: int = 0
    rank: int | None = None

    @property
    def subtotal(self) -> bool:
        """Whether the row adds up some rows only: 小计."""
        return SUBTOTAL.match(self.words) is not None


class Layout(NamedTuple):
    """Where a table's header ends, and which of its columns are labels and units."""

    head: int
    at: int
    last: int
    unit_column: int | None


def layout_of(text: str, table: Table) -> Layout:
    """Where the header ends, and which columns hold numbers of rows, labels and units."""
    head = header_rows(text, table)
    first = table.rows[0]
    unit_column = next((c for c, x in enumerate(first) if head and UNIT_HEAD.match(text[x.start : x.end])), None)
    at = 1 if head and INDEX_HEAD.match(text[first[0].start : first[0].end]) else 0
    return Layout(head, at, last_label(text, table, head, at, unit_column), unit_column)


class Labels:
    """Reads the labels from the top down: an empty one goes on with the one above, a set-in one with its 其中."""

    def __init__(
        self,
        text: str,
        table: Table,
        layout: Layout,
        programs: Sequence[ProgramMention],
        heading: Choice,
        rules: Rulebook,
        unit_of: UnitOf,
        report: ReportPeriod,
        periods: Sequence[PeriodMention],
    ) -> None:
        self.text, self.table, self.layout, self.periods = text, table, layout, periods
        self.programs, self.heading, self.rules = programs, heading, rules
        self.unit_of, self.report = unit_of, report
        self.group, self.levels = 0, Levels(heading)
        self.above = ""
        self.whole, self.whole_words = heading, ""
        self.whole_time: PeriodMention | None = None
        self.indent, self.part_before = 0, False
        self.breakdown, self.by = 0, ""

    def begin_group(self, row: Sequence[Cell]) -> None:
        """A row without values names those below it."""
        cell = row[self.layout.at]
        if self.begins_breakdown(self.text[cell.start : cell.end]):
            return
        self.breakdown, self.by = 0, ""
        self.group += 1
        words = self.text[cell.start : cell.end]
        over = self.levels.over(words, valued=False)
        choice = self.narrowed(self.named(cell.start, cell.end, over.choice), over) or over.choice
        self.levels.add(words, choice, valued=False)
        self.whole, self.whole_words, self.whole_time = choice, "", None

    def read(self, r: int, row: Sequence[Cell]) -> Label:
        """The label of one row of values."""
        at, last = self.layout.at, min(self.layout.last, len(row) - 1)
        named = self.words_of(row, at) or (self.words_of(row, 0) if at and HAN.search(self.words_of(row, 0)) else "")
        words = named or self.above  # an empty cell goes on with the label above
        self.above = words
        parts = self.is_part(row[at], words)
        if last > at:
            words = " ".join(w for c in range(at, last + 1) if (w := self.words_of(row, c)))
        start, end = row[at].start, row[last].end
        self.begins_breakdown(self.text[self.text.rfind("\n", 0, start) + 1 : end])
        over = self.levels.over(words, valued=True)
        context = self.whole if parts else over.choice
        own = self.narrowed(self.named(start, end, context, within=parts), over)
        choice = self.settle(own, context if parts and context.code else over.choice)
        self.levels.add(words, choice, valued=True)
        time = self.time(row[at], words) or (self.whole_time if parts else None)
        if not parts:
            self.whole, self.whole_words, self.whole_time = choice, words, time
        said = self.words_of(row, self.layout.unit_column) if self.layout.unit_column is not None else ""
        in_label = m.group(1) if (m := IN_BRACKETS.search(words)) else ""
        unit = named_unit(said, self.unit_of) or unit_said(words, self.unit_of)  # 元/人·月 is money
        if unit is None and SHARE_LABEL.search(words):
            unit = ("%", "rate")
        return Label(
            row=r,
            group=self.group,
            words=words,
            start=start,
            end=end,
            choice=choice,
            named=own is not None and bool(own.code),
            part=parts,
            total=TOTAL_HEAD.match(named) is not None or NAMED_TOTAL.fullmatch(named) is not None,
            unit=unit,
            per=per_of(said) or per_of(in_label),
            time=time,
            of_year=YEAR_HEAD.fullmatch(words) is not None,
            group_words=over.words,
            whole=self.whole_words if parts else "",
            breakdown=self.breakdown,
            rank=rank_of(words),
        )

    def begins_breakdown(self, words: str) -> bool:
        """Whether words begin a breakdown; a merged cell says it on each of its rows."""
        m = BROKEN_DOWN.match(words.lstrip(" \u3000|"))
        if m is not None and m[0] != self.by:
            self.breakdown, self.by = self.breakdown + 1, m[0]
        return m is not None

    def words_of(self, row: Sequence[Cell], c: int) -> str:
        """The words of one cell."""
        return self.text[row[c].start : row[c].end] if c < len(row) else ""

    def is_part(self, cell: Cell, words: str) -> bool:
        """其中:甲 is a part, and so is a line set in under it."""
        begin = self.text.rfind("\n", 0, cell.start) + 1
        indent = cell.start - begin
        part = PART_ROW.match(words) is not None
        if not part and self.part_before and indent > self.indent and not self.text[begin : cell.start].strip():
            part = True
        if not part:
            self.indent = indent
        self.part_before = part
        return part

    def time(self, cell: Cell, words: str) -> PeriodMention | None:
        """The words of time that a label is or holds: 2019年, 上年结余."""
        if YEAR_HEAD.fullmatch(words):
            return whole_year(int(words[:4]), cell, self.report)
        inside = [p for p in self.periods if cell.start <= p.start < cell.end and p.last is not None]
        dated = [p for p in inside if p.relation in ("own", "past") and p.grain != "years"]
        return dated[0] if len(dated) == 1 else None

    def named(self, start: int, end: int, context: Choice, *, within: bool = False) -> Choice | None:
        """The program that a label names, the last of them; `within` a total a word like 民办 leads to none outside it."""
        inside = [m for m in self.programs if start <= m.start < end]
        found = [(m, settled(m, context.code, self.rules)) for m in inside]
        codes = [
            code
            for m, code in found
            if code is not None
            and not (within and context.code and m.code == WITHIN and not self.rules.is_under(code, context.code))
        ]
        strong = [c for c in codes if c not in GENERIC] or codes
        while len(strong) > 1 and strong[-1] and self.rules.is_under(strong[-2], strong[-1]):
            strong.pop()  # 城市特困人员救助供养: the first words say more
        return Choice(strong[-1] or ELSEWHERE, "program.row_label") if strong else None

    def narrowed(self, own: Choice | None, over: Level) -> Choice | None:
        """最低生活保障人数 under 城市最低生活保障 is 城市低保: a row's words may say less than those of the row above it."""
        if own is None or not own.code or not over.words or own.code in GENERIC:
            return own
        return over.choice if over.choice.code and self.rules.is_under(over.choice.code, own.code) else own

    def settle(self, own: Choice | None, above: Choice) -> Choice:
        """The row's own program, else its total's or group's; what the whole table is about wins over words of another field."""
        choice = own or above
        return self.heading if choice.code == ELSEWHERE and self.heading.rule in OVER_ALL else choice


def added_up(labels: Sequence[Label], n: int) -> list[list[Label]]:
    """What a row of totals may add up, the likeliest first: the rows above it since the last total, all the subtotals,
    or, at the top, the rows below."""
    total = labels[n]
    above: list[Label] = []
    for label in reversed(labels[:n]):
        if label.total or label.group != total.group:
            break
        above.append(label)
    subtotals = [label for label in labels[:n] if label.subtotal] if not total.subtotal else []
    earlier = [label for label in labels[:n] if not label.total]
    below: list[Label] = []
    for label in labels[n + 1 :]:
        if label.total or label.group != total.group or (below and higher(label, below[0])):
            break
        below.append(label)
    tried = [above, subtotals, earlier] if (n and above) or subtotals else [below]
    return [rows for rows in ([x for x in t if not x.part] for t in tried) if len(rows) > 1]


def higher(label: Label, other: Label) -> bool:
    """Whether a row's number stands over that of another: (二) over 1."""
    return label.rank is not None and other.rank is not None and label.rank < other.rank


def with_totals(labels: list[Label], heading: Choice, rules: Rulebook) -> list[Label]:
    """The labels, a total that names no program with the one over all that it adds up."""
    found = list(labels)
    for n, label in enumerate(found):
        if not label.total or label.named:
            continue
        rows = next(iter(added_up(found, n)), [])
        codes = {x.choice.code for x in rows}
        common = rules.common([c for c in codes if c]) if codes and all(codes) else None
        wider = heading.code and not rules.is_under(common, heading.code)
        if common and common != label.choice.code and not (wider and heading.rule == "program.caption"):
            found[n] = label._replace(choice=Choice(common, "program.sum"))
    return found
