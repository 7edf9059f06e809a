"""The tables of an Excel file that this package wrote, read back to the digit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from reportparse.store.csv import cell_value
from reportparse.store.exact import bare, put_back, with_digits
from reportparse.store.long_texts import LONG_TEXTS, number_of, whole_texts
from reportparse.store.needed import needed
from reportparse.store.tables import Column, Table, Value


def xlsx_rows(path: Path, table: Table) -> Iterator[dict[str, Value]]:
    """The rows of one table, from all sheets that it takes."""
    library = needed("python_calamine", "store", "reading an .xlsx dataset")
    book = library.CalamineWorkbook.from_path(str(path))
    whole = whole_texts(_rows(book, LONG_TEXTS, {}))
    yield from _rows(book, table, whole)


def _rows(book: Any, table: Table, whole: Mapping[int, str]) -> Iterator[dict[str, Value]]:
    shaped = with_digits(table)
    known = {column.header: column for column in shaped.columns}
    for name in book.sheet_names:
        if re.fullmatch(re.escape(table.title) + r"(?: \d+)?", name):
            header, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False) or [[]]
            columns = [known.get(str(title)) for title in header]
            for cells in rows:
                read = {
                    c.name: _value(_whole(cell, whole), c)
                    for c, cell in zip(columns, cells, strict=False)
                    if c is not None
                }
                yield put_back({**{c.name: _value("", c) for c in known.values()}, **read})


def is_dataset(path: Path) -> bool:
    """Whether a workbook has the sheets of a dataset."""
    library = needed("python_calamine", "store", "reading an .xlsx dataset")
    try:
        return {"统计数字", "文件", "说明"} <= set(library.CalamineWorkbook.from_path(str(path)).sheet_names)
    except (OSError, ValueError, library.CalamineError):
        return False


def _whole(cell: Any, whole: Mapping[int, str]) -> Any:
    """A cell, or the long text that it only begins."""
    number = number_of(cell) if whole and isinstance(cell, str) else None
    return cell if number is None else whole.get(number, cell)


def _value(cell: Any, column: Column) -> Value:
    """A cell as the value it was; whole numbers come as floats."""
    if isinstance(cell, str):
        return cell_value(cell, column)
    if column.kind == "decimal":
        return Decimal(bare(Decimal(repr(cell))))
    if column.kind == "integer":
        return int(cell)
    if isinstance(cell, dt.datetime):
        return cell.date()
    value: Value = cell
    return value if column.kind != "text" else str(value)
