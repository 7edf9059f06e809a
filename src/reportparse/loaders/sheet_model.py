"""A workbook as its readers hand it over: the filled cells as they are displayed, and what is hidden or merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from reportparse.errors import UnreadableDocument
from reportparse.loaders.sheet_dates import is_date_code
from reportparse.loaders.sheet_formats import shown_number, shown_text

# The largest yearbook sheets seen hold some 30,000 filled cells; beyond this a workbook is a database dump, and its text
# would cost minutes later on.
MAX_CELLS = 200_000
# One cell of Excel holds 32,767 characters at most. More can only be a forged file.
MAX_CELL_SIGNS = 32_767
# Text of all cells together: many cells may share one long string.
MAX_SIGNS = 20_000_000
# Excel's own limits; places beyond them are a forgery.
MAX_ROW = 1_048_575
MAX_COLUMN = 16_383
# Merged ranges: each is looked at several times, and real sheets have some hundreds.
MAX_MERGES = 50_000
# Excel itself takes as many sheets as memory allows; archives have dozens.
MAX_SHEETS = 1_000

_SPLIT = "split the workbook into smaller ones"
_CONTROLS = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class SheetCell(NamedTuple):
    """A filled cell: its text as displayed, and whether it is a number (a date is none)."""

    text: str
    is_number: bool = False


class Area(NamedTuple):
    """A rectangle of cells, from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet: filled cells by (row, column) from 0, merged areas, what is hidden, and what stands outside its cells."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    text_boxes: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The last filled row, from 1; 0 where none is."""
        return max((row for row, _ in self.cells), default=-1) + 1


@dataclass(slots=True)
class Workbook:
    """All visible sheets, and what is to be said of the rest."""

    name: str
    sheets: list[Sheet] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    """What is broken, sheet by sheet: said with the warnings, or as the reason why nothing could be read."""
    from_1904: bool = False
    filled: int = 0
    signs: int = 0
    errors: int = 0
    uncached: int = 0

    def new_sheet(self, name: str) -> Sheet:
        """A further visible sheet."""
        if len(self.sheets) >= MAX_SHEETS:
            raise UnreadableDocument(self.name, f"it has more than {MAX_SHEETS:,} sheets", _SPLIT)
        self.sheets.append(Sheet(clean(name).strip()))
        return self.sheets[-1]

    def hide(self, name: str) -> None:
        """A hidden sheet was met; it is left out."""
        self.warnings.append(f"the hidden sheet {clean(name).strip()!r} is left out")

    def number(self, sheet: Sheet, row: int, column: int, value: float, code: str) -> None:
        """A number, displayed by its format."""
        text = shown_number(value, code, from_1904=self.from_1904)
        self.put(sheet, row, column, SheetCell(text, not is_date_code(code, value)))

    def text(self, sheet: Sheet, row: int, column: int, text: str, code: str = "General") -> None:
        """A text; the format may add to it."""
        self.put(sheet, row, column, SheetCell(shown_text(clean(text[:MAX_CELL_SIGNS]), code)))

    def truth(self, sheet: Sheet, row: int, column: int, value: bool) -> None:
        """A truth value."""
        self.put(sheet, row, column, SheetCell("TRUE" if value else "FALSE"))

    def merge(self, sheet: Sheet, area: Area) -> None:
        """Some merged cells; forged or empty areas do not count."""
        if len(sheet.merges) < MAX_MERGES and 0 <= area.top <= area.bottom and 0 <= area.left <= area.right:
            sheet.merges.append(area)

    def all_warnings(self) -> list[str]:
        """What the user should know."""
        found = [*self.damage, *self.warnings]
        if self.errors:
            found.append(f"cells with an error value such as #DIV/0! are left empty: {self.errors}")
        if self.uncached:
            found.append(
                f"formulas without a stored result are left empty: {self.uncached}"
                " (open the file in a spreadsheet program and save it)"
            )
        return found

    def put(self, sheet: Sheet, row: int, column: int, cell: SheetCell) -> None:
        """A cell whose text is known; empty ones and forged places do not count."""
        if not cell.text.strip() or not (0 <= row <= MAX_ROW and 0 <= column <= MAX_COLUMN):
            return
        self.filled += 1
        self.signs += len(cell.text)
        if self.filled > MAX_CELLS:
            raise UnreadableDocument(self.name, f"it has more than {MAX_CELLS:,} filled cells", _SPLIT)
        if self.signs > MAX_SIGNS:
            raise UnreadableDocument(self.name, f"its cells hold more than {MAX_SIGNS:,} characters", _SPLIT)
        sheet.cells[row, column] = cell


def clean(text: str) -> str:
    """A text without control characters; half a surrogate pair becomes the sign for an unreadable character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))
