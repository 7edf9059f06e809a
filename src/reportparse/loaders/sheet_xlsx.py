"""Excel workbooks of today (.xlsx, .xlsm): the parts of the package read as a stream, cell by cell, under limits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.odt_package import (
    DamagedPart,
    Package,
    attribute,
    beside,
    broken_xml,
    check_entities,
    local,
    whole,
)
from reportparse.loaders.sheet_formats import BUILT_IN
from reportparse.loaders.sheet_model import MAX_COLUMN, MAX_MERGES, MAX_ROW, Area, Sheet, Workbook
from reportparse.loaders.sheet_xlsx_extras import add_extras, relations, text_of

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Strings that cells share; Excel takes more, reports have some thousands.
_MAX_STRINGS = 1_000_000
_MAX_STYLES = 70_000
# Rows and cells looked at, empty ones too: painted but empty cells are common, some 100,000 in a careless sheet.
MAX_VISITED = 3_000_000
_WORKSHEET = "worksheet"


def read_xlsx(package: Package) -> Workbook:
    """All visible sheets of a workbook."""
    workbook = Workbook(package.name)
    part = _workbook_part(package)
    root = package.xml(part)
    if root is None:
        raise package.damaged("it has no workbook")
    properties = root.find("{*}workbookPr")
    workbook.from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    targets = relations(package, part)
    reader = _SheetReader(workbook, _codes(package, part, targets), _strings(package, part, targets))
    for entry in root.iterfind("{*}sheets/{*}sheet"):
        title = entry.get("name") or ""
        kind, target = targets.get(attribute(entry, "id") or "", (_WORKSHEET, ""))
        if kind != _WORKSHEET:
            continue
        if entry.get("state") in ("hidden", "veryHidden"):
            workbook.hide(title)
            continue
        _read_sheet(package, target, reader, workbook.new_sheet(title))
    return workbook


def _read_sheet(package: Package, part: str, reader: _SheetReader, sheet: Sheet) -> None:
    """One sheet. A broken one does not cost the others: its rows up to the break are kept, and a warning names it."""
    damage = reader.workbook.damage
    try:
        data = package.read(part)
        if data is None:
            damage.append(f"the sheet {sheet.name!r} is missing from the file")
            return
        if not _is_worksheet(data):
            damage.append(f"the sheet {sheet.name!r} is damaged and left out: its part holds something else")
            return
        reader.read(data, sheet)
    except DamagedPart as error:
        how_far = f"read up to its row {sheet.rows}" if sheet.cells else "left out"
        damage.append(f"the sheet {sheet.name!r} is damaged and {how_far}: {error.reason}")
    if reader.without_text:
        damage.append(
            f"the sheet {sheet.name!r} is damaged: cells whose text is not in the file: {reader.without_text}"
        )
    try:
        add_extras(package, part, sheet)
    except DamagedPart as error:
        damage.append(f"text boxes or comments of the sheet {sheet.name!r} are left out: {error.reason}")


def _is_worksheet(data: bytes) -> bool:
    """Whether the root of a part is that of a worksheet; a part that is broken is left to its reader."""
    try:
        _, root = next(etree.iterparse(io.BytesIO(data), events=("start",), resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, StopIteration):
        return True
    return bool(local(root) == "worksheet")


def _workbook_part(package: Package) -> str:
    for kind, target in relations(package, "").values():
        if kind == "officeDocument":
            if target.endswith(".bin"):
                raise UnsupportedFormat(
                    package.name, "it is a binary Excel workbook (.xlsb)", "open it in Excel and save it as .xlsx"
                )
            return target
    return "xl/workbook.xml"


def _codes(package: Package, part: str, targets: dict[str, tuple[str, str]]) -> list[str]:
    """The number format of each cell style."""
    target = next((t for kind, t in targets.values() if kind == "styles"), beside(part, "styles.xml"))
    root = package.xml(target)
    if root is None:
        return []
    own: dict[int, str] = {}
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        own[whole(element.get("numFmtId"), -1, 100_000)] = element.get("formatCode") or "General"
    codes = []
    for element in root.iterfind("{*}cellXfs/{*}xf"):
        number = whole(element.get("numFmtId"), 0, 100_000)
        codes.append(own.get(number) or BUILT_IN.get(number, "General"))
        if len(codes) >= _MAX_STYLES:
            break
    return codes


def _strings(package: Package, part: str, targets: dict[str, tuple[str, str]]) -> list[str]:
    """The strings that cells share."""
    target = next((t for kind, t in targets.values() if kind == "sharedStrings"), beside(part, "sharedStrings.xml"))
    data = package.read(target)
    if data is None:
        return []
    found: list[str] = []
    for element in _elements(data, package.name, target, ("{*}si",)):
        if len(found) >= _MAX_STRINGS:
            raise package.damaged(f"it shares more than {_MAX_STRINGS:,} strings")
        found.append(unescaped(text_of(element)))
    return found


def unescaped(text: str) -> str:
    """`_x000D_` stands for a sign that XML cannot hold or that Excel kept from it."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _elements(data: bytes, name: str, part: str, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Elements one by one as they end; each is emptied after use, so that memory stays flat."""
    check_entities(data, name)
    try:
        for _, element in etree.iterparse(
            io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True, huge_tree=False
        ):
            yield element
            element.clear()
            while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
                parent.remove(before)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_xml(error, name, part) from error


class _SheetReader:
    """Reads sheets with the formats and strings of their workbook."""

    def __init__(self, workbook: Workbook, codes: list[str], strings: list[str]) -> None:
        self.workbook, self.codes, self.strings = workbook, codes, strings
        self.visited = 0
        self.without_text = 0
        """Cells of the sheet read last whose shared text is not there."""

    def read(self, data: bytes, sheet: Sheet) -> None:
        """One sheet's cells, merged areas and hidden rows and columns."""
        tags = ("{*}row", "{*}col", "{*}mergeCell", "{*}oddHeader", "{*}oddFooter")
        row, self.without_text = -1, 0
        for element in _elements(data, self.workbook.name, f"for sheet {sheet.name!r}", tags):
            kind = local(element)
            self._visit(1 + len(element))
            if kind == "row":
                row = self._row(element, row, sheet)
            elif kind == "col":
                _column(element, sheet)
            elif kind == "mergeCell":
                if len(sheet.merges) < MAX_MERGES:
                    area = _area(element.get("ref") or "")
                    if area is not None:
                        self.workbook.merge(sheet, area)
            else:
                (sheet.headers if kind == "oddHeader" else sheet.footers).append(element.text or "")

    def _visit(self, count: int) -> None:
        self.visited += count
        if self.visited > MAX_VISITED:
            raise UnreadableDocument(
                self.workbook.name, f"it has more than {MAX_VISITED:,} rows and cells", "split it into smaller ones"
            )

    def _row(self, element: etree._Element, before: int, sheet: Sheet) -> int:
        row = whole(element.get("r"), before + 2, MAX_ROW + 1) - 1
        if element.get("hidden") in ("1", "true"):
            sheet.hidden_rows.add(row)
        column = -1
        for cell in element.iterchildren("{*}c"):
            found = _REFERENCE.fullmatch(cell.get("r") or "")
            column = _column_number(found[1]) if found else column + 1
            self._cell(cell, sheet, row, column)
        return row

    def _cell(self, cell: etree._Element, sheet: Sheet, row: int, column: int) -> None:
        kind = cell.get("t") or "n"
        value, computed, inline = None, False, None
        for child in cell:
            part = local(child)
            if part == "v":
                value = child.text
            elif part == "f":
                computed = True
            elif part == "is":
                inline = child
        style = whole(cell.get("s"), 0, _MAX_STYLES)
        code = self.codes[style] if style < len(self.codes) else "General"
        book = self.workbook
        if inline is not None and kind == "inlineStr":
            book.text(sheet, row, column, unescaped(text_of(inline)), code)
        elif value is None:
            # A formula that gives an empty text is stored with t="str".
            book.uncached += computed and kind != "str"
        elif kind == "s":
            index = whole(value.strip(), -1, _MAX_STRINGS)
            if not 0 <= index < len(self.strings):
                self.without_text += 1
            else:
                book.text(sheet, row, column, self.strings[index], code)
        elif kind == "e":
            book.errors += 1
        elif kind == "b":
            book.truth(sheet, row, column, value.strip() == "1")
        elif kind == "n":
            self._number(sheet, row, column, value, code)
        else:
            book.text(sheet, row, column, unescaped(value), code)

    def _number(self, sheet: Sheet, row: int, column: int, value: str, code: str) -> None:
        try:
            # Python would take 1_000 for a number, too.
            number = float(value.replace("_", "x"))
        except ValueError:
            self.workbook.text(sheet, row, column, value)
            return
        self.workbook.number(sheet, row, column, number, code)


def _column(element: etree._Element, sheet: Sheet) -> None:
    hidden = element.get("hidden") in ("1", "true")
    if hidden and len(sheet.hidden_columns) <= MAX_COLUMN:
        first = whole(element.get("min"), 1, MAX_COLUMN + 1) - 1
        sheet.hidden_columns.append((first, whole(element.get("max"), first + 1, MAX_COLUMN + 1) - 1))


def _area(reference: str) -> Area | None:
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
    if not begin or not end:
        return None
    return Area(int(begin[2]) - 1, _column_number(begin[1]), int(end[2]) - 1, _column_number(end[1]))


def _column_number(letters: str) -> int:
    """Column A is 0, XFD 16,383."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
