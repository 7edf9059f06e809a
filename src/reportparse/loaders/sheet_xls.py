"""Excel workbooks of 1993 to 2003 (.xls) and those of WPS (.et), which are the same: OLE files with BIFF records."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from typing import NamedTuple

import olefile  # type: ignore[import-untyped]  # ships no types

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.sheet_biff import Continued, Record, Strings, records, rk_number
from reportparse.loaders.sheet_formats import BUILT_IN
from reportparse.loaders.sheet_model import MAX_CELL_SIGNS, Area, Sheet, Workbook, clean
from reportparse.loaders.sheet_xls_check import LEAST_NUMBER, MOST_NUMBER, SheetCheck, begins_sheet, unlisted_sheets

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_CODEPAGE, _DATEMODE, _FORMAT, _XF, _SST = 0x0042, 0x0022, 0x041E, 0x00E0, 0x00FC
_OBJ, _TXO, _STRING = 0x005D, 0x01B6, 0x0207
_ROW, _BLANKS, _RKS = 0x0208, 0x00BE, 0x00BD
_BLANK = 0x0201
_BIFF8 = 0x0600
# The records that fill a cell, be it with nothing but its looks.
_CELLS = frozenset((0x0203, 0x027E, _RKS, 0x00FD, 0x0204, 0x00D6, 0x0006, 0x0206, 0x0406, 0x0205, _BLANK, _BLANKS))
_COMMENT = 0x19
_WORKSHEET = 0
_SAVE = "open it in a spreadsheet program and save it as .xlsx"
_PASSWORD = "open it with the password and save it without"
# Excel 97 takes 4,050 cell formats; a forged file must not make a million.
_MAX_FORMATS = 70_000
# Records of all sheets together: sheets can be made to overlap, so that each is the rest of the file.
_MAX_RECORDS = 3_000_000
# Errors of broken bytes, ours and those of olefile.
_BROKEN = (struct.error, IndexError, OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError)


class _Bound(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    place: int
    hidden: bool
    is_worksheet: bool


def read_xls(data: bytes, name: str) -> Workbook:
    """All visible sheets of a workbook."""
    stream = _stream(data, name)
    try:
        return _Reader(stream, name).read()
    except _BROKEN as error:
        raise UnreadableDocument(name, "the file is damaged (its records are broken)", _SAVE) from error


def _stream(data: bytes, name: str) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise UnreadableDocument(name, "it is protected by a password", _PASSWORD)
            for stream in ("Workbook", "Book"):
                if ole.exists(stream):
                    return bytes(ole.openstream(stream).read())
    except _BROKEN as error:
        raise UnreadableDocument(name, "the file is damaged (its OLE directory is broken)", _SAVE) from error
    if "Workbook\0".encode("utf-16-le") in data or "Book\0".encode("utf-16-le") in data:
        # The name of the stream stands in the file, but its directory does not lead to it.
        raise UnreadableDocument(name, "the file is damaged (its OLE directory is broken)", _SAVE)
    raise UnsupportedFormat(name, "it is an OLE file without a workbook", "open it in the program that wrote it")


class _Reader:
    """Reads the workbook's records first, then each sheet's."""

    def __init__(self, stream: bytes, name: str) -> None:
        self.stream = stream
        self.workbook = Workbook(name)
        self.strings = Strings(wide=stream[4:6] == struct.pack("<H", _BIFF8))
        self.shared: list[str] = []
        self.used: set[int] = set()
        self.ended = False
        self.formats: dict[int, str] = {}
        self.styles: list[int] = []
        self.bounds: list[_Bound] = []
        self.seen = 0

    def read(self) -> Workbook:
        self._globals()
        if not self.bounds:
            raise UnreadableDocument(self.workbook.name, "the file is damaged (it lists no sheets)", _SAVE)
        checks: list[tuple[str, SheetCheck]] = []
        for bound in self.bounds:
            if not bound.is_worksheet:
                continue
            if bound.hidden:
                self.workbook.hide(bound.name)
                continue
            records_of = _SheetRecords(self, self.workbook.new_sheet(bound.name))
            records_of.read(bound.place)
            checks.append((records_of.sheet.name, records_of.check))
        self._warn(checks)
        return self.workbook

    def _warn(self, checks: list[tuple[str, SheetCheck]]) -> None:
        """Say what seems to be lost, sheet by sheet."""
        damage = self.workbook.damage
        if not self.ended:
            damage.append("the file is damaged: its list of sheets breaks off")
        if count := unlisted_sheets(self.stream, {bound.place for bound in self.bounds}):
            damage.append(f"the file is damaged: sheets that its list does not name, and that are not read: {count}")
        # Only where every sheet was read can it be said that no cell shows a text.
        spare = len(checks) == len(self.bounds) and len(self.used) < len(self.shared)
        for name, check in checks:
            damage += check.warnings(name, spare_texts=spare)

    def code(self, style: int) -> str:
        """The number format of a cell style."""
        number = self.styles[style] if style < len(self.styles) else 0
        return self.formats.get(number) or BUILT_IN.get(number, "General")

    def _globals(self) -> None:
        for record in records(self.stream):
            data = record.data
            if record.kind == _EOF:
                self.ended = True
                return
            if record.kind == _FILEPASS:
                raise UnreadableDocument(self.workbook.name, "it is protected by a password", _PASSWORD)
            if record.kind == _CODEPAGE:
                (self.strings.code_page,) = struct.unpack_from("<H", data)
            elif record.kind == _DATEMODE:
                self.workbook.from_1904 = data[:2] == b"\1\0"
            elif record.kind == _XF and len(self.styles) < _MAX_FORMATS:
                self.styles.append(struct.unpack_from("<H", data, 2)[0])
            elif record.kind == _FORMAT and len(self.formats) < _MAX_FORMATS:
                (number,) = struct.unpack_from("<H", data)
                text = self.strings.long(data, 2) if self.strings.wide else self.strings.short(data, 2)
                self.formats[number] = text
            elif record.kind == _BOUNDSHEET:
                place, state, kind = struct.unpack_from("<IBB", data)
                title = self.strings.short(data, 6)
                self.bounds.append(_Bound(title, place, bool(state & 3), kind == _WORKSHEET))
            elif record.kind == _SST:
                table = Continued([data, *record.more])
                self.shared = table.shared()
                if not table.sound:
                    self.workbook.damage.append(
                        "the file is damaged: its table of texts does not come out even; texts may be missing or wrong"
                    )


class _SheetRecords:
    """Reads the records of one sheet."""

    def __init__(self, reader: _Reader, sheet: Sheet) -> None:
        self.reader, self.book, self.sheet = reader, reader.workbook, sheet
        self.awaited: tuple[int, int, str] | None = None
        self.drawn = 0
        self.check = SheetCheck()
        self.by_kind: dict[int, Callable[[Record], None]] = {
            0x0203: self._number, 0x027E: self._rk, _RKS: self._several, 0x00FD: self._shared, 0x0204: self._label,
            0x00D6: self._label, 0x0006: self._formula, 0x0206: self._formula, 0x0406: self._formula,
            0x0205: self._truth, 0x00E5: self._merged, _ROW: self._row, 0x007D: self._column,
            0x0014: self._header, 0x0015: self._footer, _STRING: self._result, _OBJ: self._object, _TXO: self._drawing,
        }  # fmt: skip

    def read(self, place: int) -> None:
        self.check.begins = begins_sheet(self.reader.stream, place)
        if not self.check.begins:
            return
        depth = 0
        for record in records(self.reader.stream, place):
            self.reader.seen += 1
            if self.reader.seen > _MAX_RECORDS:
                raise UnreadableDocument(self.book.name, f"it has more than {_MAX_RECORDS:,} records", _SAVE)
            if record.kind == _BOF:
                depth += 1
            elif record.kind == _EOF:
                depth -= 1
                if depth <= 0:
                    self.check.ends = True
                    return
            elif depth == 1:
                # Deeper down lie charts with values of their own.
                self._take(record)

    def _take(self, record: Record) -> None:
        """A record of the sheet itself; one that is broken is counted, and the next is read."""
        if record.kind in _CELLS:
            self.check.cell(record.data, several=record.kind in (_BLANKS, _RKS))
        if record.kind in self.by_kind:
            try:
                self.by_kind[record.kind](record)
            except _BROKEN:
                self.check.broken += 1

    def _put(self, row: int, column: int, style: int, value: float) -> None:
        if value and not LEAST_NUMBER < abs(value) < MOST_NUMBER:
            self.check.broken += 1
            return
        self.book.number(self.sheet, row, column, value, self.reader.code(style))

    def _text(self, row: int, column: int, style: int, text: str) -> None:
        self.book.text(self.sheet, row, column, text, self.reader.code(style))

    def _number(self, record: Record) -> None:
        self._put(*struct.unpack_from("<HHHd", record.data))

    def _rk(self, record: Record) -> None:
        row, column, style, raw = struct.unpack_from("<HHHI", record.data)
        self._put(row, column, style, rk_number(raw))

    def _several(self, record: Record) -> None:
        row, first = struct.unpack_from("<HH", record.data)
        for index in range((len(record.data) - 6) // 6):
            style, raw = struct.unpack_from("<HI", record.data, 4 + 6 * index)
            self._put(row, first + index, style, rk_number(raw))

    def _shared(self, record: Record) -> None:
        row, column, style, index = struct.unpack_from("<HHHI", record.data)
        if index >= len(self.reader.shared):
            self.check.without_text += 1
        else:
            self.reader.used.add(index)
            self._text(row, column, style, self.reader.shared[index])

    def _label(self, record: Record) -> None:
        row, column, style = struct.unpack_from("<HHH", record.data)
        self._text(row, column, style, self.reader.strings.long(record.data, 6, record.more))

    def _formula(self, record: Record) -> None:
        """A formula's stored result: a number, or where its last bytes say so a text, a truth value or an error."""
        row, column, style = struct.unpack_from("<HHH", record.data)
        result = record.data[6:14]
        self.awaited = None
        if result[6:8] != b"\xff\xff":
            self._put(row, column, style, struct.unpack("<d", result)[0])
        elif result[0] == 0:
            self.awaited = (row, column, self.reader.code(style))
        elif result[0] == 1:
            self.book.truth(self.sheet, row, column, bool(result[2]))
        elif result[0] == 2:
            self.book.errors += 1

    def _result(self, record: Record) -> None:
        if self.awaited is not None:
            row, column, code = self.awaited
            text = self.reader.strings.long(record.data, 0, record.more)
            self.book.text(self.sheet, row, column, text, code)
            self.awaited = None

    def _truth(self, record: Record) -> None:
        row, column, _, value, is_error = struct.unpack_from("<HHHBB", record.data)
        if is_error:
            self.book.errors += 1
        else:
            self.book.truth(self.sheet, row, column, bool(value))

    def _merged(self, record: Record) -> None:
        (count,) = struct.unpack_from("<H", record.data)
        for index in range(min(count, (len(record.data) - 2) // 8)):
            top, bottom, left, right = struct.unpack_from("<HHHH", record.data, 2 + 8 * index)
            self.book.merge(self.sheet, Area(top, left, bottom, right))

    def _row(self, record: Record) -> None:
        row, flags = struct.unpack_from("<H10xI", record.data)
        self.check.row(record.data)
        if flags & 0x20:
            self.sheet.hidden_rows.add(row)

    def _column(self, record: Record) -> None:
        first, last, _, _, flags = struct.unpack_from("<HHHHH", record.data)
        if flags & 1:
            self.sheet.hidden_columns.append((first, last))

    def _header(self, record: Record) -> None:
        self.sheet.headers += self._page_text(record)

    def _footer(self, record: Record) -> None:
        self.sheet.footers += self._page_text(record)

    def _page_text(self, record: Record) -> list[str]:
        if not record.data:
            return []
        strings = self.reader.strings
        return [strings.long(record.data, 0) if strings.wide else strings.short(record.data, 0)]

    def _object(self, record: Record) -> None:
        self.drawn = struct.unpack_from("<H", record.data, 4)[0] if len(record.data) >= 6 else 0

    def _drawing(self, record: Record) -> None:
        """The text of a drawn box or of a comment, in the record that continues this one."""
        if len(record.data) < 12 or not record.more or not self.reader.strings.wide:
            return
        (length,) = struct.unpack_from("<H", record.data, 10)
        raw = struct.pack("<H", length) + record.more[0][:1]
        text = Continued([raw + record.more[0][1:], *record.more[1:]]).string() if length else ""
        kept = self.sheet.comments if self.drawn == _COMMENT else self.sheet.text_boxes
        kept.append(clean(text)[:MAX_CELL_SIGNS])
