"""Statistics -> wide records: the actual totals of one program whose periods end on the same day, in one row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from reportparse.model.report import Record, Statistic

RECORDS = TypeAdapter(tuple[Record, ...])

COLUMNS = {
    "households": "households",
    "household_times": "household_times",
    "persons": "persons",
    "person_times": "person_times",
}
"""Measures with a column of their own; money goes to amount_wan, everything else to `other`."""

MOVEMENTS = ("新增", "新纳入", "新审批", "取消", "退出", "停发", "停保", "调出", "核减", "核增", "清退", "注销")
"""What joins or leaves a stock is no total of it: such figures stand in `other`."""

Key = tuple[str | None, str, str | None, dt.date | None]


def records_of(statistics: Sequence[Statistic]) -> tuple[Record, ...]:
    """One record per program (or subject, where the taxonomy has none), region and end of period.

    Parts, averages, targets, standards, changes and prior values are no totals and stay out. The first figure of a
    measure fills its column; a later one that differs goes to `other`, so that nothing is summed or overwritten.
    """
    groups: dict[Key, list[Statistic]] = {}
    for s in statistics:
        if s.role != "actual" or s.part_of is not None or s.per is not None or s.period.kind == "none":
            continue
        if s.measure in ("rate", "points", "ratio", "age"):
            continue
        subject = "" if s.program else s.subject
        groups.setdefault((s.program.code if s.program else None, subject, s.region, s.period.end), []).append(s)
    return RECORDS.validate_python([record(rows) for rows in groups.values()])


def record(rows: Sequence[Statistic]) -> dict[str, Any]:
    """The wide row of figures that belong together."""
    columns: dict[str, Decimal] = {}
    other: list[dict[str, Any]] = []
    for s in rows:
        moved = s.subject.startswith(MOVEMENTS)
        column = (
            None
            if moved
            else "amount_wan"
            if s.measure == "amount" and s.amount_wan is not None
            else COLUMNS.get(s.measure)
        )
        value = s.amount_wan if column == "amount_wan" else s.value
        if column and value is not None and column not in columns:
            columns[column] = value
        else:
            other.append(
                {"subject": s.subject, "value": s.value, "unit": s.unit, "measure": s.measure, "statistic": s.id}
            )
    first = rows[0]
    return {
        "program": first.program,
        "subject": first.subject,
        "region": first.region,
        "period": next((s.period for s in rows if s.period.kind == "flow"), first.period),
        **columns,
        "other": other,
        "statistics": [s.id for s in rows],
    }
