"""Rows that go on with a part above them: 其中:城镇 and, unmarked below it, 乡村, which make up the whole together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportparse.link.table_rows import Label
from reportparse.model.mentions import QuantityMention

Values = Mapping[int, Sequence[tuple[int, QuantityMention]]]
"""The figures of each row with their columns."""

EXACT = Decimal("0.002")
"""So little may parts miss their whole by: roundings."""


def with_siblings(labels: Sequence[Label], values: Values) -> list[Label]:
    """The labels, those that go on with a part as parts of the same whole, and so the next 其中 behind them."""
    found = list(labels)
    whole: Label | None = None
    n = 0
    while n < len(found):
        label = found[n]
        if not label.part or label.total:
            whole = label
        elif whole is not None and whole.group == label.group:
            if label.whole != whole.words:
                found[n] = part_of(label, whole)
            for _ in range(siblings(found, n, whole, values)):
                n += 1
                found[n] = part_of(found[n], whole)
        n += 1
    return found


def part_of(label: Label, whole: Label) -> Label:
    """A label as that of a part."""
    return label._replace(part=True, whole=whole.words, choice=label.choice if label.named else whole.choice)


def siblings(labels: Sequence[Label], n: int, whole: Label, values: Values) -> int:
    """How many of the rows below a part make up the whole with it; 0 where none do."""
    column = next((c for c, _ in values[whole.row]), None)
    total, added = number(values, whole, column), number(values, labels[n], column)
    if total is None or added is None or total <= 0 or labels[n].unit != whole.unit:
        return 0
    for count, label in enumerate(labels[n + 1 :], start=1):
        value = number(values, label, column)
        if label.part or label.total or label.group != whole.group or label.unit != whole.unit or value is None:
            return 0
        added += value
        if abs(added - total) <= total * EXACT:
            return count
        if added > total:
            return 0
    return 0


def number(values: Values, label: Label, column: int | None) -> Decimal | None:
    """The value that a row has in a column."""
    return next((q.value for c, q in values[label.row] if c == column), None)
