"""Statistics -> wide records: the actual totals of one program whose periods end on the same day, in one row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from reportparse.model.making import maker, makers
from reportparse.model.report import Period, Record, RecordValue, Statistic

RECORDS = makers(Record)
VALUE = maker(RecordValue)
NO_FIELDS: dict[str, Any] = dict.fromkeys(Record.model_fields)
"""The fields of a record in their order, none of them known."""

COLUMNS = {
    "households": "households",
    "household_times": "household_times",
    "persons": "persons",
    "person_times": "person_times",
}
"""Measures with a column of their own; money goes to amount_wan, everything else to `other`."""

MOVEMENTS = ("新增", "新纳入", "新审批", "取消", "退出", "停发", "停保", "调出", "核减", "核增", "清退", "注销")
"""What joins or leaves a stock is no total of it: such figures stand in `other`."""

MOVED = frozenset([word[0] for word in MOVEMENTS])
"""Their first characters, the cheap look."""

NO_TOTALS = frozenset(("rate", "points", "ratio", "age"))

Key = tuple[str | None, str, str | None, dt.date | None]
Fields = dict[str, Any]
"""The fields of a statistic: a model answers for one ten times as slowly."""


def records_of(statistics: Sequence[Statistic]) -> tuple[Record, ...]:
    """One record per program (or subject, where the taxonomy has none), region and end of period.

    Parts, averages, targets, standards, changes and prior values are no totals and stay out. The first figure of a
    measure fills its column; a later one that differs goes to `other`, so that nothing is summed or overwritten.
    """
    groups: dict[Key, list[Fields]] = {}
    for s in statistics:
        of: Fields = s.__dict__  # `vars` asks twice as long
        if of["role"] != "actual" or of["part_of"] is not None or of["per"] is not None or of["measure"] in NO_TOTALS:
            continue
        period, program = of["period"], of["program"]
        if period.kind != "none":
            region, end = of["region"], period.end
            key: Key = (program.code, "", region, end) if program else (None, of["subject"], region, end)
            groups.setdefault(key, []).append(of)
    return tuple(RECORDS([record(rows) for rows in groups.values()]))


def record(rows: Sequence[Fields]) -> Fields:
    """The fields of the wide row of figures that belong together."""
    first = rows[0]
    fields = NO_FIELDS.copy()
    fields["program"], fields["subject"], fields["region"] = first["program"], first["subject"], first["region"]
    fields["period"] = first["period"] if len(rows) == 1 else period_of_rows(rows)
    other: list[RecordValue] = []
    ids: list[str] = []
    for s in rows:
        measure: str = s["measure"]
        subject: str = s["subject"]
        ids.append(s["id"])
        wan = s["amount_wan"] if measure == "amount" else None
        column = "amount_wan" if wan is not None else COLUMNS.get(measure)
        if column and fields[column] is None and not (subject[:1] in MOVED and subject.startswith(MOVEMENTS)):
            fields[column] = s["value"] if wan is None else wan
        else:
            value = {
                "subject": subject,
                "value": s["value"],
                "unit": s["unit"],
                "measure": measure,
                "statistic": s["id"],
            }
            other.append(VALUE(value))
    fields["other"], fields["statistics"] = tuple(other), tuple(ids)
    return fields


def period_of_rows(rows: Sequence[Fields]) -> Period:
    """A row's period: that of its first flow, else of its first figure."""
    periods: list[Period] = [s["period"] for s in rows]
    return next((period for period in periods if period.kind == "flow"), periods[0])
