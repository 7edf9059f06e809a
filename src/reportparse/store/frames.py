"""Tables as data frames: decimals exact, dates as dates, nulls as nulls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reportparse.store.exact import bare
from reportparse.store.needed import needed
from reportparse.store.tables import Column, Row, Table, Value

if TYPE_CHECKING:
    import pandas
    import polars

_PANDAS: Mapping[str, str] = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}
"""Types that know a missing value; decimals, texts and lists stay Python's own objects."""

POLARS_DIGITS = 38


def pandas_frame(table: Table, rows: Iterable[Row]) -> pandas.DataFrame:
    """A pandas frame. Decimals are decimal.Decimal, since a float would round them."""
    library = needed("pandas", "frames", "a pandas frame")
    told = list(rows)
    columns = {
        c.name: library.Series([row.get(c.name) for row in told], dtype=_PANDAS.get(c.kind, "object"))
        for c in table.columns
    }
    frame: pandas.DataFrame = library.DataFrame(columns)
    return frame


def polars_frame(table: Table, rows: Iterable[Row]) -> polars.DataFrame:
    """A polars frame. A column of decimals has as many places as its longest; numbers that 38 digits cannot hold make the
    column one of texts."""
    library = needed("polars", "frames", "a polars frame")
    told = list(rows)
    columns = {}
    for c in table.columns:
        values = [row.get(c.name) for row in told]
        columns[c.name] = _decimals(library, values) if c.kind == "decimal" else _others(library, c, values)
    frame: polars.DataFrame = library.DataFrame(columns)
    return frame


def _decimals(library: Any, values: list[Value]) -> Any:
    parts = [bare(v).lstrip("-").partition(".") for v in values if isinstance(v, Decimal)]
    places = max((len(p[2]) for p in parts), default=0)
    if max((len(p[0]) for p in parts), default=0) + places > POLARS_DIGITS:
        return library.Series(
            [format(v, "f") if isinstance(v, Decimal) else None for v in values], dtype=library.String
        )
    return library.Series(values, dtype=library.Decimal(POLARS_DIGITS, places))


def _others(library: Any, column: Column, values: list[Value]) -> Any:
    types = {
        "text": library.String,
        "integer": library.Int64,
        "number": library.Float64,
        "date": library.Date,
        "boolean": library.Boolean,
        "list": library.List(library.String),
        "integers": library.List(library.Int64),
    }
    return library.Series([list(v) if isinstance(v, tuple) else v for v in values], dtype=types[column.kind])
