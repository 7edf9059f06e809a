"""Tables as CSV: UTF-8 with a byte order mark, so that Excel opens it; dates as ISO, decimals as their digits, lists as JSON.

An empty cell is a null, in a column that is never null an empty text.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import BinaryIO, cast

from reportparse.model.report import plain_decimal
from reportparse.store.tables import Column, Kind, Row, Table, Value

ENCODING = "utf-8-sig"
MARK = codecs.BOM_UTF8
AS_THEY_ARE = (str, int, type(None))
"""What csv writes as `cell_text` does (a bool is no int here: exact types are asked for)."""

LISTS_KEPT = 4096
"""Lists come again and again (the rules that made a figure), and writing one as JSON takes longer than all its row."""

ROWS_AT_ONCE = 500
LONGEST_CELL = 1 << 27
"""Characters; Python's reader stops at 131,072 unless told, and a sentence of a broken file may be longer."""


def cell_text(value: Value) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return _list_text(value)
    return repr(value) if isinstance(value, float) else str(value)


@lru_cache(LISTS_KEPT)
def _list_text(value: tuple[object, ...]) -> str:
    return json.dumps(value, ensure_ascii=False)


READERS: dict[Kind, Callable[[str], Value]] = {
    "text": str,
    "integer": int,
    "number": float,
    "decimal": Decimal,
    "date": dt.date.fromisoformat,
    "boolean": lambda text: text == "true",
    "list": lambda text: tuple(json.loads(text)),
    "integers": lambda text: tuple(json.loads(text)),
}


def cell_value(text: str, column: Column) -> Value:
    """A cell's text as the value it was."""
    if not text:
        return "" if column.kind == "text" and column.required else None
    return READERS[column.kind](text)


class Lines:
    """Rows of a table as lines of its file, without the header."""

    def __init__(self, table: Table) -> None:
        self.names = [column.name for column in table.columns]
        self.rows = 0
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text)

    def write(self, row: Row) -> None:
        """One row more."""
        values = map(row.get, self.names)
        self._writer.writerow([value if type(value) in AS_THEY_ARE else cell_text(value) for value in values])
        self.rows += 1

    def taken(self) -> bytes:
        """The lines so far; what follows begins anew."""
        made = self._text.getvalue().encode()
        self._text.seek(0)
        self._text.truncate()
        return made


class TableFile:
    """A table being written, row by row, or in lines that were made elsewhere."""

    def __init__(self, table: Table, out: BinaryIO | io.BufferedIOBase) -> None:
        self._out = cast(BinaryIO, out)
        self._lines = Lines(table)
        self._out.write(MARK + ",".join(self._lines.names).encode() + b"\r\n")

    def write(self, row: Row) -> None:
        """One row more."""
        self._lines.write(row)
        if self._lines.rows % ROWS_AT_ONCE == 0:
            self._out.write(self._lines.taken())

    def append(self, lines: bytes) -> None:
        """Lines of the same table, made by `Lines`."""
        self._out.write(self._lines.taken() + lines)

    def close(self) -> None:
        """Hand on what is left; the file below stays open."""
        self._out.write(self._lines.taken())


def write_table(table: Table, rows: Iterable[Row], out: BinaryIO) -> None:
    """A whole table."""
    file = TableFile(table, out)
    for row in rows:
        file.write(row)
    file.close()


def read_table(table: Table, data: BinaryIO) -> Iterator[dict[str, Value]]:
    """The rows of a table. A column that the file does not have is null, one that the table does not have is left out."""
    csv.field_size_limit(LONGEST_CELL)
    known = {column.name: column for column in table.columns}
    with io.TextIOWrapper(data, encoding=ENCODING, newline="") as text:
        for cells in csv.DictReader(text):
            yield {name: cell_value(cells.get(name) or "", column) for name, column in known.items()}
