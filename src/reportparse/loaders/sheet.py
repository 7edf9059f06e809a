"""Spreadsheets: .xlsx and .xlsm, .xls and WPS's .et, OpenDocument's .ods. Numbers read as they are displayed."""

from __future__ import annotations

from reportparse.errors import UnreadableDocument, UnsupportedFormat
from reportparse.loaders.building import Builder
from reportparse.loaders.odt_package import Package, is_package
from reportparse.loaders.sheet_blocks import write_sheets
from reportparse.loaders.sheet_model import Workbook
from reportparse.loaders.sheet_xlsx import read_xlsx
from reportparse.model.document import Contents

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str) -> Contents:
    """The sheets of a workbook: each with its titles, tables and notes; hidden ones are left out with a warning."""
    builder = Builder()
    workbook = _workbook(data, name)
    write_sheets(workbook, builder)
    contents = builder.contents()
    if not contents.text.strip():
        if workbook.damage:
            raise UnreadableDocument(name, workbook.damage[0], "open it in a spreadsheet program and save it as .xlsx")
        raise UnreadableDocument(
            name, "its visible sheets hold no text", "check whether its sheets are empty or hidden"
        )
    return contents


def _workbook(data: bytes, name: str) -> Workbook:
    if data.startswith(_OLE):
        from reportparse.loaders.sheet_xls import read_xls

        return read_xls(data, name)
    if not is_package(data):
        raise UnsupportedFormat(
            name, "it is no spreadsheet that is known here", "open it in a spreadsheet program and save it as .xlsx"
        )
    package = Package(data, name)
    if "content.xml" in package and "xl/workbook.xml" not in package:
        from reportparse.loaders.sheet_ods import read_ods

        return read_ods(package)
    return read_xlsx(package)
