"""What the values of a table count: the unit of every row and column, asked of head, label, kin and caption in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportparse.link.captions import UnitOf, units_in_caption
from reportparse.link.table_heads import MONEY_HEAD, Column
from reportparse.link.table_rows import Label
from reportparse.link.table_units import Unit, by_noun, by_place, columns_without_unit, counted_in, in_order, unit_said
from reportparse.model.mentions import QuantityMention
from reportparse.model.outline import Table
from reportparse.rulebook import Rulebook


class Units:
    """Tells the unit of what stands under a column in a row."""

    def __init__(
        self,
        text: str,
        table: Table,
        columns: Mapping[int, Column],
        quantities: Sequence[QuantityMention],
        rules: Rulebook,
        unit_of: UnitOf,
    ) -> None:
        self.columns, self.rules, self.unit_of = columns, rules, unit_of
        self.above = units_in_caption(text, table, unit_of)
        said = {c: column.unit for c, column in columns.items()}
        several = len(self.above) > 1
        self.bare = columns_without_unit(table, said, {q.start: q for q in quantities}) if several else []

    def of(self, label: Label, c: int, column: Column) -> Unit | None:
        """The unit of a growth or share by its head, else the row's, the column's, that of the column it goes with, or
        the caption's."""
        if column.unit and (column.role == "change" or column.rate):
            return column.unit
        if column.unit and label.unit and column.unit[1] == "amount" != label.unit[1]:
            return column.unit  # 投入(万元), beside a column of units that says 家
        if found := label.unit or column.unit:
            return found
        for other in (column.whole, column.basis):
            if other is not None and (found := self.of(label, other, self.columns[other])):
                return found
        return self.by_whole(label) or self.by_caption(label, c, column)

    def by_whole(self, label: Label) -> Unit | None:
        """其中:集中供养, under 农村五保对象(人): counted as the row that it is a part of, unless it names what it counts."""
        if not label.part or not label.whole or counted_in(label.words) or MONEY_HEAD.search(label.words):
            return None
        return unit_said(label.whole, self.unit_of)

    def by_caption(self, label: Label, c: int, column: Column) -> Unit | None:
        """The unit that a caption gives a column, or that its words imply."""
        head = counted_in(column.head)
        plain = head or counted_in(label.words) or counted_in(label.whole)
        implied = self.unit_of(plain) if plain else None
        if not self.above:
            return implied
        if len(self.above) == 1:
            own = self.unit_of(head) if head else None
            return own if own and own[1] != self.above[0][1] else self.above[0]
        if placed := in_order(self.above, c, self.bare, column.head, self.rules):
            return placed
        for words in (column.head, label.words, label.whole):
            if noun := by_noun(self.above, words, self.rules):
                return noun
        return by_place(self.above, c, self.bare, MONEY_HEAD.search(column.head) is not None) or implied
