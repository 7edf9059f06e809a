"""Figures in tables: header cells give time, role and unit, row labels the subject, sections and captions the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from reportparse.link.answers import Choice, Dated, Part, Role
from reportparse.link.captions import Span, UnitOf, caption_program, table_time
from reportparse.link.headings import settled
from reportparse.link.table_counts import Units
from reportparse.link.table_heads import (
    PART_HEAD,
    REMARK_HEAD,
    STANDARD_HEAD,
    Column,
    columns_of,
)
from reportparse.link.table_parts import Sums
from reportparse.link.table_periods import OPENING_DAY, period_of, stands
from reportparse.link.table_rows import Label, Labels, added_up, layout_of, with_totals
from reportparse.link.table_siblings import with_siblings
from reportparse.link.table_subjects import subject_of
from reportparse.link.table_units import Unit, in_unit, per_of, per_words
from reportparse.model.mentions import PeriodMention, ProgramMention, QuantityMention
from reportparse.model.outline import Cell, Outline, Table
from reportparse.model.report import Period, ReportPeriod
from reportparse.rulebook import GENERIC, WITHIN, Rulebook

MONTH_BEFORE = re.compile(r"环比|上月|上季")
MINUS = "-"
POINTS_BEHIND = re.compile(r"\s?\(个?百分点\)")
POINTS = ("个百分点", "points")
PLAN = "table.plan"
AGES = re.compile(r"[\d\s—–~至-]{1,8}周?岁?(?:及?以[上下])?")
AFTER_LAST = re.compile(r"[、,;/\s]")
OWN_WORDS = re.compile(r"[\u4e00-\u9fff]{2,8}")


class TableFigure(NamedTuple):
    """A figure read from a cell, with all that headers and labels gave it; `total` is a place among the table's figures."""

    quantity: QuantityMention
    choice: Choice
    subject: str
    role: Role
    dated: Dated
    total: Part | None
    row: int
    column: int


def table_figures(
    text: str,
    outline: Outline,
    index: int,
    quantities: Sequence[QuantityMention],
    programs: Sequence[ProgramMention],
    periods: Sequence[PeriodMention],
    rules: Rulebook,
    report: ReportPeriod,
    unit_of: UnitOf,
    heading: Choice,
    planned: bool,
) -> list[TableFigure]:
    """The figures of one table, row by row."""
    table = outline.tables[index]
    heading = caption_program(text, table, programs, heading, rules) or heading
    base = table_time(text, outline, table, periods, report, planned)
    reader = Reader(
        text,
        table,
        [q for q in quantities if table.start <= q.start < table.end],
        [m for m in programs if table.start <= m.start < table.end],
        [p for p in periods if table.start <= p.start < table.end],
        rules,
        report,
        unit_of,
        heading,
    )
    reader.base, reader.planned = base, planned
    return reader.run()


class Reader:
    """Reads one table; what header, caption and labels say is gathered first, then every value takes from it."""

    def __init__(
        self,
        text: str,
        table: Table,
        quantities: Sequence[QuantityMention],
        programs: Sequence[ProgramMention],
        periods: Sequence[PeriodMention],
        rules: Rulebook,
        report: ReportPeriod,
        unit_of: UnitOf,
        heading: Choice,
    ) -> None:
        self.text, self.table, self.rules, self.report = text, table, rules, report
        self.quantities, self.programs, self.unit_of, self.heading = quantities, programs, unit_of, heading
        self.periods = periods
        self.starts = [q.start for q in quantities]
        self.layout = layout_of(text, table)
        self.columns = columns_of(text, table, self.layout.head, periods, unit_of, report)
        self.units = Units(text, table, self.columns, quantities, rules, unit_of)
        self.base: Span = (report.start, report.end)
        self.planned = False
        self.adding: dict[int, list[Label]] = {}
        self.seen: set[int] = set()
        self.limits: list[TableFigure] = []

    def run(self) -> list[TableFigure]:
        """Every figure, those of ages in heads and labels among them, with its total."""
        labels, values = self.rows()
        found: list[TableFigure] = []
        self.adding = {x.row: next(iter(added_up(labels, n)), []) for n, x in enumerate(labels) if x.total}
        for label in labels:
            found += [self.figure(label, c, q) for c, q in values[label.row]]
        parts = Sums([(x.row, x.column, x.quantity) for x in found], labels, self.columns).run()
        found = [x._replace(total=parts[i]) if i in parts else x for i, x in enumerate(found)]
        return [*found, *self.limits]

    def rows(self) -> tuple[list[Label], dict[int, list[tuple[int, QuantityMention]]]]:
        """The labels of the rows with values, and the values."""
        reader = Labels(
            self.text,
            self.table,
            self.layout,
            self.programs,
            self.heading,
            self.rules,
            self.unit_of,
            self.report,
            self.periods,
        )
        labels: list[Label] = []
        values: dict[int, list[tuple[int, QuantityMention]]] = {}
        for r, row in enumerate(self.table.rows):
            cells = self.cells(row)
            inside = [(c, q) for c, q in cells if c > self.layout.last and c != self.layout.unit_column]
            about = self.heading
            if r >= self.layout.head and self.layout.at < len(row):
                if inside:
                    labels.append(reader.read(r, row))
                    values[r] = inside
                    about = labels[-1].choice
                elif not any(c > self.layout.last for c, _ in cells):  # a value among the units heads nothing
                    reader.begin_group(row)
            ages = [(c, q) for c, q in cells if q.measure == "age" and (r < self.layout.head or c <= self.layout.last)]
            self.limits += [self.limit(r, c, q, about) for c, q in ages]
        return with_totals(with_siblings(labels, values), self.heading, self.rules), values

    def cells(self, row: Sequence[Cell]) -> list[tuple[int, QuantityMention]]:
        """The quantities of a row with their columns; a cell that spans several columns is named in each."""
        found: list[tuple[int, QuantityMention]] = []
        for c, cell in enumerate(row):
            for q in self.quantities[bisect_left(self.starts, cell.start) : bisect_left(self.starts, cell.end)]:
                if q.start not in self.seen:
                    self.seen.add(q.start)
                    found.append((c, q))
        return found

    def limit(self, r: int, c: int, q: QuantityMention, about: Choice) -> TableFigure:
        """An age in a head or label (60岁以上老人): it says who is counted, by the words beside it, else the caption's."""
        cell = self.table.rows[r][c]
        words = PART_HEAD.sub("", AGES.sub("", self.text[cell.start : cell.end])).strip()
        if not words:
            who = self.rules.cues["counted_persons"].search(self.text, *self.table.caption)
            words = (who[0] if who else "") + "年龄"
        dated = Dated(Period(), "period.none")
        return TableFigure(q, about, words, Role("threshold", "role.age_limit"), dated, None, r, c)

    def figure(self, label: Label, c: int, q: QuantityMention) -> TableFigure:
        """One value, with what its row and its column say."""
        column = self.columns.get(c, Column())
        if self.planned and column.role == "actual":
            column = column._replace(role="target", rule=PLAN)
        if REMARK_HEAD.match(column.head):  # 含新增6户: the remark's own words say what it counts
            column = Column(words=(self.said_before(label.row, c, q),))
        basis = self.columns.get(column.basis) if column.basis is not None else None
        points = POINTS_BEHIND.match(self.text, q.end, self.cell(label.row, c).end)
        read = in_unit(q, POINTS if points else self.units.of(label, c, column))
        choice = self.choice(label, column)
        standard = read.measure == "amount" and is_standard(label, column)
        subject = subject_of(label, column, basis)
        before = self.said_before(label.row, c, read)
        subject = subject if before in subject else before + subject  # 小学1000元、初中1250元: each has its own words
        return TableFigure(
            read,
            choice,
            subject,
            self.role(label, c, column, read, standard),
            Dated(self.period(label, c, column, choice, read, standard), column.rule),
            None,
            label.row,
            c,
        )

    def cell(self, r: int, c: int) -> Cell:
        """One cell."""
        return self.table.rows[r][c]

    def said_before(self, r: int, c: int, q: QuantityMention) -> str:
        """The words of a cell right before one of its figures."""
        words = AFTER_LAST.split(self.text[self.cell(r, c).start : q.start])[-1]
        return words if OWN_WORDS.fullmatch(words) and not per_words(words) else ""

    def choice(self, label: Label, column: Column) -> Choice:
        """The program of a value: its column's, where that names one, else its row's. 机构数 says no more of a row
        日间照料中心 than the row itself."""
        mine = label.choice
        for cell in reversed(column.cells):
            inside = [m for m in self.programs if cell.start <= m.start < cell.end]
            named = [(m, settled(m, mine.code, self.rules)) for m in inside]
            codes = [
                code
                for m, code in named
                if code and not (m.code == WITHIN and label.named and not self.rules.is_under(code, mine.code))
            ]
            if codes:
                strong = [code for code in codes if code not in GENERIC] or codes
                return Choice(strong[-1], "program.column")
        return self.choice(label, self.columns[column.whole]) if column.whole is not None else mine

    def per(self, label: Label, c: int, column: Column, q: QuantityMention) -> str | None:
        """What money is per, by its unit or by words like 月人均 in its cell, its column or its row."""
        if q.measure != "amount":
            return None
        before = self.text[self.cell(label.row, c).start : q.start]
        said = label.per or per_of(column.unit_words)
        return said or next((p for words in (before, column.head, label.words) if (p := per_words(words))), None)

    def role(self, label: Label, c: int, column: Column, q: QuantityMention, standard: bool) -> Role:
        """The role that the column gives, or a standard where row or column calls it one."""
        per = self.per(label, c, column, q)
        if column.role == "change":
            down = q.value < 0 or self.text[q.start - 1 : q.start] == MINUS
            return Role("change", column.rule, "down" if down else "up", compared(column), per)
        if standard and column.role == "actual":
            return Role("standard", "role.standard", per=per)
        return Role(column.role, column.rule, per=per)

    def period(
        self, label: Label, c: int, column: Column, choice: Choice, q: QuantityMention, standard: bool
    ) -> Period:
        """The time of a value: a change has that of what it changes, a goal stands where what was reached of it does."""
        if column.role == "change":
            at = c if column.basis is None else column.basis
            measured = self.columns.get(at, column)
            measured = measured if column.period is None else measured._replace(period=column.period)
            unit = label.unit if at == c else self.units.of(label, at, measured)
            standard = unit is not None and unit[1] == "amount" and is_standard(label, measured)
            standing = self.stands(label, measured, at, choice, standard, unit)
            return period_of(measured, label.time, measured.role, standing, self.base, self.report)
        if column.role == "target" and (q.measure == "rate" or column.rule == PLAN):
            standing = q.measure == "rate" or standard  # a level to be reached, or a thing to be done
        elif column.role == "target" and column.basis is not None:
            standing = self.stands(label, self.columns[column.basis], column.basis, choice, standard)
        else:
            standing = self.stands(label, column, c, choice, standard, (q.unit, q.measure))
        return period_of(column, label.time, column.role, standing, self.base, self.report)

    def stands(
        self, label: Label, column: Column, c: int, choice: Choice, standard: bool, unit: Unit | None = None
    ) -> bool:
        """Whether the values of a column stand at a day in this row; `unit` is what they are in, where that is known.
        A total stands where what it adds up does."""
        if rows := self.adding.get(label.row):
            return all(self.stands(x, column, c, self.choice(x, column), standard, unit) for x in rows)
        plain, measure = unit or self.units.of(label, c, column) or ("", "other")
        rule = self.rules.programs.get(choice.code or "")
        basis = None
        if column.rate and column.basis is not None:
            basis = self.stands(label, self.columns[column.basis], column.basis, choice, standard)
        return stands(label.words, column.head, measure, plain, rule, standard, basis)


def is_standard(label: Label, column: Column) -> bool:
    """Whether row or column speaks of a standard."""
    return STANDARD_HEAD.search(label.words) is not None or STANDARD_HEAD.search(column.head) is not None


def compared(column: Column) -> str:
    """What a column of changes compares with."""
    if MONTH_BEFORE.search(column.head):
        return "mom"
    return "prior" if OPENING_DAY.search(column.head) else "yoy"
