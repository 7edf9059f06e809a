"""Which figures of a table are parts of which: 其中 rows and columns, rows and columns of totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from reportparse.link.answers import Part
from reportparse.link.table_heads import TOTAL_HEAD, Column
from reportparse.link.table_rows import Label, added_up, higher
from reportparse.model.mentions import QuantityMention

TOLERANCE = Decimal("0.02")
"""Rows that miss their printed total by so little are its parts still: roundings and slips."""
NO_SUM = frozenset({"rate", "points", "ratio", "age"})

Place = tuple[int, int]


class Sums:
    """Finds the total of every figure of one table; a figure is told by its place among the table's figures."""

    def __init__(
        self,
        figures: Sequence[tuple[int, int, QuantityMention]],
        labels: Sequence[Label],
        columns: Mapping[int, Column],
    ) -> None:
        self.labels, self.columns = labels, columns
        self.quantities = [q for _, _, q in figures]
        by_cell: dict[Place, list[int]] = defaultdict(list)
        for i, (row, column, _) in enumerate(figures):
            by_cell[row, column].append(i)
        self.at = {place: ids[0] for place, ids in by_cell.items() if len(ids) == 1}
        self.used = sorted({column for _, column in self.at})
        self.found: dict[int, Part] = {}

    def run(self) -> dict[int, Part]:
        """Every part with its total; the first reason found holds."""
        self.part_rows()
        self.part_columns()
        self.breakdowns()
        self.total_rows()
        self.total_columns()
        return self.found

    def link(self, part: int | None, whole: int | None, rule: str) -> None:
        """Make one figure a part of another, where it can be one."""
        if part is None or whole is None or part == whole or part in self.found or not self.within(part, whole):
            return
        self.found[part] = Part(whole, rule)

    def within(self, part: int, whole: int) -> bool:
        """Whether both count the same, and the one no more than the other."""
        a, b = self.quantities[part], self.quantities[whole]
        if a.measure in NO_SUM or a.measure != b.measure or a.unit != b.unit:
            return False
        return abs(a.value) <= abs(b.value) and a.value * b.value >= 0

    def part_rows(self) -> None:
        """其中 rows, each a part of the row above that is none, of its kind: of 户 where it counts 户."""
        wholes: list[Label] = []
        for n, label in enumerate(self.labels):
            if wholes and wholes[-1].group != label.group:
                wholes = []
            if not label.part:
                same = bool(wholes) and wholes[-1].words == label.words
                wholes = [*wholes, label] if same else [label]
                continue
            over = self.numbered_over(n)
            for c in self.used:
                part = self.at.get((label.row, c))
                fitting = [w for x in [*over, *reversed(wholes)] if (w := self.at.get((x.row, c))) is not None]
                same_unit = [w for w in fitting if part is not None and self.within(part, w)]
                self.link(part, same_unit[0] if same_unit else None, "part.table_row")

    def numbered_over(self, n: int) -> list[Label]:
        """The row whose number stands over that of a part: 其中:A is of (1), which is itself one of 1."""
        label = self.labels[n]
        before = (x for x in reversed(self.labels[:n]) if x.group == label.group and higher(x, label))
        return [x for x in [next(before, None)] if x is not None]

    def part_columns(self) -> None:
        """其中 columns, each a part of the nearest column to the left that is none."""
        for label in self.labels:
            for c, column in self.columns.items():
                if column.whole is not None:
                    self.link(self.at.get((label.row, c)), self.at.get((label.row, column.whole)), "part.table_row")

    def breakdowns(self) -> None:
        """按城乡分, 按年龄分: the rows under each add up to the last row before the first."""
        for n in sorted({label.breakdown for label in self.labels} - {0}):
            rows = [label for label in self.labels if label.breakdown == n]
            above = [x for x in self.labels if not x.breakdown and x.row < rows[0].row and x.group == rows[0].group]
            for c in self.used if above else ():
                self.add_up(self.at.get((above[-1].row, c)), [[(x.row, c) for x in rows]])

    def total_rows(self) -> None:
        """合计: the rows that add up to it, column by column."""
        for n, label in enumerate(self.labels):
            for c in self.used if label.total else ():
                self.add_up(self.at.get((label.row, c)), [[(x.row, c) for x in xs] for xs in added_up(self.labels, n)])

    def total_columns(self) -> None:
        """A column 合计: the columns beside it that tell the same of others."""
        for c, column in self.columns.items():
            if not column.total:
                continue
            kin = alike(column)
            peers = [n for n, other in self.columns.items() if n != c and not other.total and kin(other)]
            for label in self.labels:
                self.add_up(self.at.get((label.row, c)), [[(label.row, n) for n in peers]])

    def add_up(self, total: int | None, candidates: Sequence[Sequence[Place]]) -> None:
        """Link the first of the candidate lists that adds up to the total, exactly or but for roundings."""
        if total is None or self.quantities[total].measure in NO_SUM:
            return
        value = self.quantities[total].value
        tried: list[tuple[Decimal, list[int]]] = []
        for places in candidates:
            ids = [i for p in places if (i := self.at.get(p)) is not None and self.within(i, total)]
            if len(ids) > 1:
                tried.append((abs(sum((self.quantities[i].value for i in ids), Decimal(0)) - value), ids))
        if tried:
            miss, ids = min(tried, key=lambda pair: pair[0])
            if miss <= abs(value) * TOLERANCE:
                for i in ids:
                    self.link(i, total, "part.table_total")


def alike(total: Column) -> Callable[[Column], bool]:
    """Whether another column tells of one what this column tells of all: 户数 under 城市 as under 合计."""
    if len(total.words) > 1 and TOTAL_HEAD.match(total.words[0]):
        return lambda other: other.role == total.role and other.words[1:] == total.words[1:]
    if len(total.words) > 1:
        return lambda other: other.role == total.role and other.words[:-1] == total.words[:-1]
    return lambda other: other.role == total.role and other.whole is None
