"""Decimals in forms that keep numbers as numbers: what a number does not show is kept beside it as its digits.

A DECIMAL column or an Excel cell cannot tell 98.60 from 98.6, and holds no more than so many digits. Tables with decimals
therefore get one more column, `digits`: {"value": "98.60"} for the few rows where the number alone is not all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportparse.model.report import plain_decimal
from reportparse.store.tables import Column, Table, Value

DIGITS = Column(
    "digits",
    "text",
    False,
    "原样数字",
    "数值本身显示不全时,各列的原样数字(JSON)",
    "Where a number does not show all its digits (98.60, or too many): the digits by column, as JSON.",
    None,
)


def with_digits(table: Table) -> Table:
    """The table as it is in a form of numbers."""
    return table.with_columns((DIGITS,)) if table.decimals else table


def bare(value: Decimal) -> str:
    """The digits of a number without the zeros that a number does not keep."""
    text = plain_decimal(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def kept_apart(table: Table, row: Mapping[str, Value], unfit: Mapping[str, Value]) -> str | None:
    """The `digits` of a row; `unfit` are the columns whose number the form cannot hold at all."""
    told = {
        column.name: plain_decimal(value)
        for column in table.decimals
        if isinstance(value := row.get(column.name), Decimal)
        and (column.name in unfit or bare(value) != plain_decimal(value))
    }
    return json.dumps(told) if told else None


def put_back(row: dict[str, Any]) -> dict[str, Any]:
    """A row as read, with the digits that were kept apart back in their columns."""
    digits = row.pop(DIGITS.name, None)
    for name, text in json.loads(digits).items() if digits else ():
        row[name] = Decimal(text)
    return row
