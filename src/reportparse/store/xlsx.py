"""A dataset as an Excel file: Chinese headers, one sheet a table, and a sheet that says what every column means.

Numbers keep every digit: a number format for the digits after the point, and text where there are more than Excel holds.
A text that is longer than a cell goes on in a sheet of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from reportparse.model.report import plain_decimal
from reportparse.store.csv import cell_text
from reportparse.store.entries import Versions
from reportparse.store.exact import bare, kept_apart, with_digits
from reportparse.store.long_texts import LONG_TEXTS, LongTexts
from reportparse.store.needed import needed
from reportparse.store.tables import Column, Row, Table, Value, tables

EXCEL_DIGITS = 15
"""Significant digits of a number in Excel; what has more is written as text."""

EXCEL_ROWS = 1_048_575
"""Rows below the header; a longer table goes on in a further sheet."""

NO_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""Two signs that XML cannot hold and XlsxWriter does not escape: Excel would refuse the file."""

A4 = 9
PRINTED_COLUMNS = 15
"""What goes on paper; the columns beyond say where exactly a figure stands."""

FIRST_DAY = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before are written as text."""

CODEBOOK = "说明"
WIDTHS = {"sentence": 80, "message": 60, "message_en": 40, "document": 40, "subject": 24, "value": 14, "unit": 8,
          "title": 40, "warning": 80, "reason": 50, "way_out": 50, "rules": 40, "section": 30, "sha256": 14,
          "text": 16, "program": 16, "before": 24, "after": 24, "bbox_left": 8, "bbox_top": 8, "bbox_right": 8,
          "bbox_bottom": 8, "rule": 40, "others": 40, "notes": 40}  # fmt: skip
USUAL_WIDTH = 11
WRAPPED = 60
"""Columns from this width on hold sentences: they are wrapped, and rows are as high as they need, up to a limit."""

LINE_HEIGHT = 17
"""Points; Chinese fonts that stand in for a missing one are higher than the 15 of a usual line."""

MOST_LINES = 5
LATIN = 0x2E80
"""What lies beyond is as wide as it is high."""


_HEADER = {"bold": True, "bg_color": "#DCE6F1", "border": 1, "border_color": "#B8CCE4", "valign": "vcenter"}


class Workbook:
    """An Excel file being written, sheet by sheet or to several sheets in turn."""

    def __init__(self, path: Path) -> None:
        library = needed("xlsxwriter", "store", "an .xlsx file")
        # Constant memory: rows go to disk as they come. Texts are texts, even those that begin with = or http.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = library.Workbook(str(path), {**options, "tmpdir": str(path.parent)})
        self._book.set_properties({"created": dt.datetime(2000, 1, 1), "title": "reportparse"})
        self._formats: dict[str, Any] = {}
        self._long = LongTexts()

    def close(self) -> None:
        """Write the file."""
        self._book.close()

    def sheet(self, name: str, columns: Iterable[Column]) -> Sheet:
        """A further sheet with its header."""
        return Sheet(self, self._book.add_worksheet(name), tuple(columns))

    def cell_text(self, value: Value) -> str:
        """A value as the text of a cell; what a cell cannot hold is kept for the sheet of long texts."""
        return self._long.cell(cell_text(value).translate(NO_XML))

    def long_texts(self) -> list[Table]:
        """Write the sheet of long texts, where there are any; what it is, for the codebook."""
        pieces = self._long.rows()
        if not pieces:
            return []
        sheet = self.sheet(LONG_TEXTS.title, LONG_TEXTS.columns)
        for row in pieces:
            sheet.write(row)
        sheet.close()
        return [LONG_TEXTS]

    def style(self, key: str) -> Any:
        """A cell format by its number format, made once; header, text and long are our own."""
        if key not in self._formats:
            own = {"header": _HEADER, "text": {"valign": "top"}, "long": {"valign": "top", "text_wrap": True}}
            self._formats[key] = self._book.add_format(own.get(key, {"num_format": key, "valign": "top"}))
        return self._formats[key]


class Sheet:
    """One sheet being written."""

    def __init__(self, book: Workbook, sheet: Any, columns: tuple[Column, ...]) -> None:
        self._book, self._sheet, self._columns, self.rows = book, sheet, columns, 0
        self._long = [column for column in columns if WIDTHS.get(column.name, 0) >= WRAPPED]
        for at, column in enumerate(columns):
            sheet.set_column(at, at, WIDTHS.get(column.name, USUAL_WIDTH))
        sheet.set_row(0, 22)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.header, book.style("header"))
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def write(self, row: Row) -> None:
        """One row more, as high as its longest text needs; not every program works that out by itself."""
        self.rows += 1
        lines = max((lines_of(row.get(c.name), WIDTHS[c.name]) for c in self._long), default=1)
        if lines > 1:
            self._sheet.set_row(self.rows, LINE_HEIGHT * min(lines, MOST_LINES))
        for at, column in enumerate(self._columns):
            self._cell(at, row.get(column.name), column.name)

    def _cell(self, at: int, value: Value, name: str) -> None:
        """A cell: a number as a number where Excel can hold it, everything else as text."""
        if value is None or value == "":
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self.rows, at, value, self._book.style("text"))
        elif isinstance(value, Decimal) and fits(value):
            self._sheet.write_number(self.rows, at, value, self._book.style(number_format(value)))
        elif isinstance(value, int | float):
            self._sheet.write_number(self.rows, at, value, self._book.style("text"))
        elif isinstance(value, dt.date) and value >= FIRST_DAY:
            self._sheet.write_datetime(self.rows, at, value, self._book.style("yyyy-mm-dd"))
        else:
            style = "long" if WIDTHS.get(name, 0) >= WRAPPED else "text"
            self._sheet.write_string(self.rows, at, self._book.cell_text(value), self._book.style(style))

    def close(self) -> None:
        """Filters over all rows."""
        self._sheet.autofilter(0, 0, self.rows, len(self._columns) - 1)
        self._sheet.print_area(0, 0, self.rows, min(len(self._columns), PRINTED_COLUMNS) - 1)


def fits(value: Decimal) -> bool:
    """Whether Excel can hold a number with all its digits."""
    return (
        len(bare(value).lstrip("-").replace(".", "").lstrip("0")) <= EXCEL_DIGITS
        and Decimal(repr(float(value))) == value
    )


def lines_of(value: Value, width: int) -> int:
    """How many lines a text takes in a column, its own line ends among them; a Chinese character is two wide."""
    text = value[: width * MOST_LINES] if isinstance(value, str) else ""
    return sum(
        max(1, -(-sum(2 if ord(sign) > LATIN else 1 for sign in line) // width)) for line in text.splitlines() or [""]
    )


def number_format(value: Decimal) -> str:
    """As many digits after the point as the value has."""
    places = len(plain_decimal(value).partition(".")[2])
    return "0." + "0" * places if places else "0"


def write_xlsx(rows: Iterable[tuple[str, Row]], versions: Versions, path: Path) -> None:
    """All tables of a dataset, from rows as they come."""
    book = Workbook(path)
    shaped = {name: with_digits(table) for name, table in tables().items()}
    open_sheets = {name: book.sheet(table.title, table.columns) for name, table in shaped.items()}
    full: dict[str, list[Sheet]] = {name: [] for name in shaped}
    for name, row in rows:
        if open_sheets[name].rows == EXCEL_ROWS:
            full[name].append(open_sheets[name])
            title = f"{shaped[name].title} {len(full[name]) + 1}"
            open_sheets[name] = book.sheet(title, shaped[name].columns)
        open_sheets[name].write({**row, "digits": kept_apart(shaped[name], row, {})})
    for sheet in chain(open_sheets.values(), *full.values()):
        sheet.close()
    write_codebook(book, shaped.values(), versions)
    book.close()


BOOK_COLUMNS = tuple(
    Column(name, "text", True, header, "", "", None)
    for name, header in (
        ("table", "表"), ("header", "列"), ("name", "英文名"), ("kind", "类型"), ("unit_", "计量单位"),
        ("title", "含义"), ("message", "Meaning"),
    )
)  # fmt: skip


def write_codebook(book: Workbook, described: Iterable[Table], versions: Versions) -> None:
    """The sheet that says what made the file and what every column means."""
    beyond = book.long_texts()
    sheet = book.sheet(CODEBOOK, BOOK_COLUMNS)
    made: Mapping[str, Value] = {
        "table": "reportparse",
        "header": versions.tool,
        "name": f"lexicon {versions.lexicon}",
        "title": "空格表示没有;原句与原文照录,数值一位不少",
        "message": "An empty cell: there is none. Sentences verbatim, numbers with every digit.",
    }
    for row in chain([made], *(codebook_of(table) for table in (*described, *beyond))):
        sheet.write(row)
    sheet.close()


def codebook_of(table: Table) -> Iterator[Row]:
    """A table and its columns, told."""
    yield {"table": table.title, "name": table.name, "title": table.meaning, "message": table.about}
    for column in table.columns:
        yield {
            "table": table.title,
            "header": column.header,
            "name": column.name,
            "kind": column.kind,
            "unit_": column.unit,
            "title": column.meaning,
            "message": column.description,
        }
