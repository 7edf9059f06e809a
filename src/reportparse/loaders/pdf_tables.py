"""Tables on a page of a PDF or a scan: ruled ones, three-line ones, and those that only their columns make.

All is decided by the places of characters and strokes, so that a scan read by OCR goes the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportparse.loaders.pdf_chars import PdfChar, Stroke
from reportparse.loaders.pdf_tables_bands import split_bands
from reportparse.loaders.pdf_tables_found import FoundCell, FoundTable, bare, piece, spelled
from reportparse.loaders.pdf_tables_lines import overlap
from reportparse.loaders.pdf_tables_open import open_tables
from reportparse.loaders.pdf_tables_ruled import ruled_tables, rules_of

__all__ = ["FoundCell", "FoundTable", "find_tables", "join", "piece", "repeats_header", "spelled"]

# Columns of one table on two pages lie at the same places; a scan may shift a page by this many points.
SHIFT = 6.0


def find_tables(
    chars: Sequence[PdfChar],
    strokes: Sequence[Stroke],
    width: float,
    height: float,
    before: FoundTable | None = None,
    runs: Sequence[range] = (),
    worth: Callable[[set[int]], bool] | None = None,
) -> list[FoundTable]:
    """The tables of a page from top to bottom. `before`: the table that ends the page before, if one does; then a
    row or two at the top that fit its columns are found, too.

    Both of these only save time. `runs`: where characters are known to stand side by side, in order; all of them.
    `worth`: asked with the characters that grids hold, whether tables without a grid may be among the others.
    """
    across, down = rules_of(strokes)
    ruled, free = ruled_tables(chars, across, down, runs)
    ruled = [split_bands(chars, table) for table in ruled]
    taken = {i for table in ruled for cell in table.cells for i in cell.chars}
    tables = ruled
    if worth is None or worth(taken):
        places = [i for i in range(len(chars)) if i not in taken]
        tables = [*ruled, *open_tables(chars, places, free, before)]
    tables = [table._replace(header=_header(table, chars)) for table in tables]
    return sorted(tables, key=lambda table: (table.box[1], table.box[0]))


def join(first: FoundTable, second: FoundTable) -> bool:
    """Whether the second, at the top of a page, goes on with the first, at the bottom of the page before."""
    if second.captioned or first.ruled != second.ruled or len(first.columns) != len(second.columns):
        return False
    # Its own header, other than the first one's, begins another table; a single word is no header.
    if first.header and second.header and len(second.header) >= max(2, len(second.columns) // 2):
        same = min(len(first.header), len(second.header))
        if first.header[:same] != second.header[:same]:
            return False
    pairs = list(zip(first.columns, second.columns, strict=True))
    if first.ruled:
        return all(abs(a[0] - b[0]) <= SHIFT and abs(a[1] - b[1]) <= SHIFT for a, b in pairs)
    for k, (low, high) in enumerate(second.columns):
        shares = [overlap(low, high, a, b) for a, b in first.columns]
        if shares[k] <= 0 or max(shares) > shares[k]:
            return False
    return True


def repeats_header(
    first: FoundTable, first_chars: Sequence[PdfChar], second: FoundTable, second_chars: Sequence[PdfChar]
) -> int:
    """How many rows at the top of the second only print the header of the first again."""
    count = 0
    for row in range(max(first.header_rows, 1)):
        one, two = _row(first, first_chars, row), _row(second, second_chars, row)
        if not one or one != two:
            break
        count += 1
    return count


def _header(table: FoundTable, chars: Sequence[PdfChar]) -> tuple[str, ...]:
    texts = (bare(chars, cell.chars) for cell in table.cells if cell.row < table.header_rows)
    return tuple(text for text in texts if text)


def _row(table: FoundTable, chars: Sequence[PdfChar], row: int) -> dict[int, str]:
    texts = {cell.column: bare(chars, cell.chars) for cell in table.cells if cell.row == row}
    return {column: text for column, text in texts.items() if text}
