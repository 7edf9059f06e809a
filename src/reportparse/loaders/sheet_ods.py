"""OpenDocument spreadsheets (.ods): they hold each cell's text as it is displayed."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnsupportedFormat
from reportparse.loaders.building import Builder
from reportparse.loaders.odt import check_encryption
from reportparse.loaders.odt_blocks import Walker
from reportparse.loaders.odt_package import Package, attribute, local, whole
from reportparse.loaders.odt_styles import Styles
from reportparse.loaders.odt_tables import MAX_REPEAT, cells_of, rows_of, spans_of
from reportparse.loaders.sheet_model import MAX_CELL_SIGNS, MAX_COLUMN, MAX_ROW, Area, Sheet, SheetCell, Workbook, clean

_NUMBERS = frozenset(("float", "percentage", "currency"))
_FILLED_REPEAT = 1_000


def read_ods(package: Package) -> Workbook:
    """All visible sheets."""
    check_encryption(package)
    content = package.xml("content.xml")
    body = content.find("{*}body/{*}spreadsheet") if content is not None else None
    if content is None or body is None:
        raise UnsupportedFormat(package.name, "it is an OpenDocument file without sheets", "save it as .ods or .xlsx")
    workbook = Workbook(package.name)
    styles = Styles(content, package.xml("styles.xml"))
    walker = Walker(styles, Builder())
    for table in body.iterchildren("{*}table"):
        title = attribute(table, "name") or ""
        if styles.is_hidden_table(attribute(table, "style-name")):
            workbook.hide(title)
            continue
        sheet = workbook.new_sheet(title)
        _columns(table, sheet)
        _cells(table, sheet, workbook, walker)
        for shapes in table.iterchildren("{*}shapes"):
            sheet.text_boxes.append(clean(walker.text_of(shapes))[:MAX_CELL_SIGNS])
    return workbook


def _columns(table: etree._Element, sheet: Sheet) -> None:
    """Which columns are hidden."""
    column = 0
    for element in table.iter("{*}table-column"):
        repeated = max(1, whole(attribute(element, "number-columns-repeated"), 1, MAX_REPEAT))
        if attribute(element, "visibility") in ("collapse", "filter"):
            sheet.hidden_columns.append((column, min(column + repeated - 1, MAX_COLUMN)))
        column = min(column + repeated, MAX_COLUMN)


def _cells(table: etree._Element, sheet: Sheet, workbook: Workbook, walker: Walker) -> None:
    top = 0
    for line in rows_of(table):
        filled = 0
        for column, repeated, cell in cells_of(line.element):
            found = _shown(cell, workbook, walker, sheet)
            if found is None:
                continue
            filled += 1
            down, across = spans_of(cell)
            if down > 1 or across > 1:
                workbook.merge(sheet, Area(top, column, top + down - 1, column + across - 1))
            for row in range(top, top + min(line.repeated, _FILLED_REPEAT)):
                for index in range(min(repeated, _FILLED_REPEAT)):
                    workbook.put(sheet, row, column + index, found)
        if line.is_hidden and filled:
            sheet.hidden_rows.update(range(top, top + min(line.repeated, _FILLED_REPEAT)))
        elif line.is_hidden:
            sheet.hidden_rows.update(range(top, min(top + line.repeated, MAX_ROW + 1)))
        top += line.repeated
        if top > MAX_ROW:
            return


def _shown(cell: etree._Element, workbook: Workbook, walker: Walker, sheet: Sheet) -> SheetCell | None:
    """A cell as displayed; None where it is empty."""
    lines = []
    for child in cell:
        if local(child) == "annotation":
            sheet.comments.append(clean(walker.text_of(child))[:MAX_CELL_SIGNS])
        elif local(child) in ("p", "list"):
            lines.append(walker.text_of([child]))
        elif local(child) not in ("detective", "cell-range-source", "table"):
            # A box that is drawn over the cell.
            sheet.text_boxes.append(clean(walker.text_of([child]))[:MAX_CELL_SIGNS])
    text = clean("\n".join(lines))[:MAX_CELL_SIGNS]
    formula = attribute(cell, "formula")
    if formula is not None and (text.startswith(("#", "Err:")) or attribute(cell, "value-type") == "error"):
        workbook.errors += 1
        return None
    if not text.strip():
        return None
    return SheetCell(text, attribute(cell, "value-type") in _NUMBERS)
