"""What kind of file some bytes are, by their content: a name can lie (a .doc that is really RTF or a web page)."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of file that is not plain text: its name, and what a user can do to have it read."""

    name: str
    way_out: str


_SAVE = "open it in a word processor, save it as plain text (.txt) and read that"
_PDF = "copy its text, or run a PDF-to-text tool, into a .txt file and read that"
_SHEET = "open it in a spreadsheet program, save the sheet as text (.txt) and read that"
_SCAN = "run text recognition (OCR) on it and read the resulting .txt file"
_UNPACK = "unpack it first and read the files inside"
_EXPORT = "export its text to a .txt file and read that"

_PREFIXES: tuple[tuple[bytes, Kind], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("an old Office file (.doc, .wps, .xls or .ppt)", _SAVE)),
    (b"{\\rtf", Kind("an RTF document", _SAVE)),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG picture", _SCAN)),
    (b"\xff\xd8\xff", Kind("a JPEG picture", _SCAN)),
    (b"GIF87a", Kind("a GIF picture", _SCAN)),
    (b"GIF89a", Kind("a GIF picture", _SCAN)),
    (b"II*\x00", Kind("a TIFF picture", _SCAN)),
    (b"MM\x00*", Kind("a TIFF picture", _SCAN)),
    (b"AT&TFORM", Kind("a DjVu document", _SCAN)),
    (b"\x1f\x8b\x08", Kind("a gzip archive", _UNPACK)),
    (b"BZh", Kind("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ\x00", Kind("an xz archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7z archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"SQLite format 3\x00", Kind("an SQLite database", _EXPORT)),
    (b"PAR1", Kind("a Parquet file", _EXPORT)),
)

# What a zip holds tells the format that is built on it.
_ZIP_PARTS: tuple[tuple[str, Kind], ...] = (
    ("word/", Kind("a Word document (.docx)", _SAVE)),
    ("xl/", Kind("an Excel workbook (.xlsx)", _SHEET)),
    ("ppt/", Kind("a PowerPoint presentation (.pptx)", _SAVE)),
    ("OFD.xml", Kind("an OFD document", "open it in an OFD reader, copy its text into a .txt file and read that")),
    ("content.xml", Kind("an OpenDocument file (.odt or .ods)", _SAVE)),
    ("META-INF/container.xml", Kind("an e-book (.epub)", _EXPORT)),
)
_ZIP = Kind("a zip archive", _UNPACK)

# A PDF may be preceded by some junk; readers look for its mark in the first kilobyte.
_PDF_WINDOW = 1024


def sniff(data: bytes) -> Kind | None:
    """The kind of file, or None where nothing speaks against plain text.

    >>> sniff(b"%PDF-1.7").name
    'a PDF document'
    >>> sniff("全年救助三百人次".encode()) is None
    True
    """
    head = data[:_PDF_WINDOW]
    for prefix, kind in _PREFIXES:
        if head.startswith(prefix):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    # The mark at the very start settles it; further in only where a binary comment follows, since a text may speak of it.
    at = head.find(b"%PDF-")
    if at == 0 or (at > 0 and b"\n%\xe2\xe3\xcf\xd3" in head):
        return Kind("a PDF document", _PDF)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind("a WebP picture", _SCAN)
    if head.startswith(b"BM") and int.from_bytes(head[2:6], "little") == len(data) > 2:
        return Kind("a BMP picture", _SCAN)
    return None


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _ZIP
    for part, kind in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return _ZIP
