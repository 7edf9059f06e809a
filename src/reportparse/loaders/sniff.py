"""What kind of file some bytes are, by their content: a name can lie (a .doc that is really RTF or a web page)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import NamedTuple

from reportparse.loaders.review_pages import is_review_page


class Kind(NamedTuple):
    """A kind of file: the code of the format that reads it, or None with what a user can do to have it read."""

    name: str
    code: str | None = None
    way_out: str = ""


_SAVE = "open it in the program that wrote it, save it as .docx, .pdf or plain text (.txt) and read that"
_UNPACK = "unpack it first and read the files inside"
_EXPORT = "export its text to a .txt file and read that"
_AGAIN = "check whether it was copied or downloaded completely, or have the program that wrote it repair it"
_OPEN = "open it with its password, save it without one and read that"

_PREFIXES: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind("an RTF document", "rtf")),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG picture", "png")),
    (b"\xff\xd8\xff", Kind("a JPEG picture", "jpeg")),
    (b"GIF87a", Kind("a GIF picture", "gif")),
    (b"GIF89a", Kind("a GIF picture", "gif")),
    (b"II*\x00", Kind("a TIFF picture", "tiff")),
    (b"MM\x00*", Kind("a TIFF picture", "tiff")),
    (b"AT&TFORM", Kind("a DjVu document", None, "convert it to PDF and read that")),
    (b"\x1f\x8b\x08", Kind("a gzip archive", None, _UNPACK)),
    (b"BZh", Kind("a bzip2 archive", None, _UNPACK)),
    (b"\xfd7zXZ\x00", Kind("an xz archive", None, _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7z archive", None, _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", None, _UNPACK)),
    (b"SQLite format 3\x00", Kind("an SQLite database", None, _EXPORT)),
    (b"PAR1", Kind("a Parquet file", None, _EXPORT)),
    (b"KC\x00\x00", Kind("a CAJ document", None, "convert it to PDF and read that")),
    (b"CAJ", Kind("a CAJ document", None, "convert it to PDF and read that")),
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The streams of an OLE file bear the names of what they hold, in UTF-16. The outer kind first: a text may hold a sheet.
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind("an Office document protected by a password", None, _OPEN)),
    ("WordDocument", Kind("a Word document (.doc)", "doc")),
    ("Workbook", Kind("an Excel workbook (.xls)", "xls")),
    ("Book", Kind("an Excel workbook (.xls)", "xls")),
    ("PowerPoint Document", Kind("a PowerPoint presentation (.ppt)", None, _SAVE)),
    ("__properties_version1.0", Kind("an Outlook message (.msg)", None, _SAVE)),
)
_OLE_OTHER = Kind("an OLE file without a text document in it", None, _SAVE)
# Every OLE file has a directory, and its first entry this name.
_OLE_ROOT = "Root Entry"
_OLE_SECTOR, _OLE_MOST_SHIFT, _OLE_NO_SECTOR = 512, 12, 0xFFFFFFFA
_OLE_DAMAGED = Kind("an Office file of the old kind (OLE) that is damaged or cut off", None, _AGAIN)

# What a zip holds tells the format that is built on it.
_ZIP_PARTS: tuple[tuple[str, Kind], ...] = (
    ("word/", Kind("a Word document (.docx)", "docx")),
    ("xl/", Kind("an Excel workbook (.xlsx)", "xlsx")),
    ("ppt/", Kind("a PowerPoint presentation (.pptx)", None, _SAVE)),
    ("ofd.xml", Kind("an OFD document", "ofd")),
    ("meta-inf/container.xml", Kind("an e-book (.epub)", None, _EXPORT)),
)
_ODT = Kind("an OpenDocument text", "odt")
_ODF_OTHER = Kind("an OpenDocument file that is no text and no spreadsheet", None, _SAVE)
_ZIP = Kind("a zip archive", None, _UNPACK)
_MOST_MEMBERS = 100_000
# A zip is found by its end, so it may have junk before it. The end holds a comment of at most 64 KB.
_ZIP_END = b"PK\x05\x06"
_ZIP_END_WINDOW = 65_557

# A PDF may be preceded by some junk; readers look for its mark in the first kilobyte.
_PDF_WINDOW = 1024
_PDF = Kind("a PDF document", "pdf")

_MARKUP_WINDOW = 4096
_RTF_WORDS = 20
_TAGS_OF_A_PAGE = 5
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|span|p|br|font|center|style)[\s>/]", re.I)
_MHT = re.compile(r"^(?:mime-version|content-type):[^\n]*(?:\n[ \t][^\n]*)?", re.I | re.M)
# A page or an RTF file may stand behind junk, as tools of the web leave it before what they fetched.
_PAGE_BEGINS = re.compile(r"<!doctype\s+html|<html[\s>]", re.I)
_RTF_BEGINS = re.compile(rb"\{\\rtf1?\\[a-z]{2,12}")
_REVIEW_PAGE = Kind("a review page (复核页)", None, "give the reports that it was made from")
_WORD_ML = Kind("a Word document in flat XML", None, _SAVE)


def sniff(data: bytes) -> Kind | None:
    """The kind of file, or None where nothing speaks against plain text.

    >>> sniff(b"%PDF-1.7").code
    'pdf'
    >>> sniff("全年救助三百人次".encode()) is None
    True
    """
    head = data[:_PDF_WINDOW]
    if head.startswith(_OLE):
        return _ole_kind(data)
    for prefix, kind in _PREFIXES:
        if head.startswith(prefix):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    # The mark at the very start settles it; further in only where a binary comment follows, since a text may speak of it.
    at = head.find(b"%PDF-")
    if at == 0 or (at > 0 and b"\n%\xe2\xe3\xcf\xd3" in head):
        return _PDF
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind("a WebP picture", "webp")
    if head.startswith(b"BM") and int.from_bytes(head[2:6], "little") == len(data) > 2:
        return Kind("a BMP picture", "bmp")
    if (rtf := _RTF_BEGINS.search(head)) and data.count(b"\\", rtf.start(), rtf.start() + _MARKUP_WINDOW) > _RTF_WORDS:
        return Kind("an RTF document", "rtf")
    if is_review_page(data):
        return _REVIEW_PAGE
    # No text has this mark in it: two of its four signs are controls.
    return _markup_kind(data[:_MARKUP_WINDOW]) or (_zip_kind(data) if _ZIP_END in data[-_ZIP_END_WINDOW:] else None)


def _ole_kind(data: bytes) -> Kind:
    for stream, kind in _OLE_STREAMS:
        if (stream + "\0").encode("utf-16-le") in data:
            return kind
    return _OLE_OTHER if _OLE_ROOT.encode("utf-16-le") in data and not _is_cut_off(data) else _OLE_DAMAGED


def _is_cut_off(ole: bytes) -> bool:
    """Whether an OLE file ends before its directory or its table of sectors, whose places stand in its first sector."""
    if len(ole) < _OLE_SECTOR:
        return True
    size = 1 << min(ole[30], _OLE_MOST_SHIFT)
    sectors = struct.unpack_from("<L", ole, 48) + struct.unpack_from("<109L", ole, 76)
    return any(sector < _OLE_NO_SECTOR and (sector + 2) * size > len(ole) for sector in sectors)


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()[:_MOST_MEMBERS]]
            if "content.xml" in names:
                return _odf_kind(archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return _by_member_names(data)
    for part, kind in _ZIP_PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return _ZIP


def _by_member_names(data: bytes) -> Kind:
    """A zip cut short has no directory, but its members' names still stand before them: its loader says it is damaged."""
    for part, kind in (*_ZIP_PARTS, ("content.xml", _ODT)):
        if part.encode() in data[:_MARKUP_WINDOW].lower():
            return kind
    return _ZIP


def _odf_kind(archive: zipfile.ZipFile) -> Kind:
    try:
        with archive.open("mimetype") as member:
            mime = member.read(100)
    except (KeyError, zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return _ODT  # the loader looks further
    if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return Kind("an OpenDocument spreadsheet", "ods")
    return _ODT if mime.startswith(b"application/vnd.oasis.opendocument.text") else _ODF_OTHER


def _markup_kind(head: bytes) -> Kind | None:
    """Web pages, web archives and flat XML: text files by their bytes, told by their first signs."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = head.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n").removeprefix("ï»¿").lstrip()
    if text.startswith("<"):
        if "office:document" in text:
            return _ODT
        if "Word.Document" in text or "schemas.microsoft.com/office/word/2003/wordml" in text:
            return _WORD_ML
        return Kind("a web page", "html") if _HTML.search(text) else None
    if text[:40].lower().startswith(("mime-version:", "from:", "content-type:", "date:", "subject:")):
        fields = " ".join(m.group().lower() for m in _MHT.finditer(text))
        coded = "content-transfer-encoding:" in text.lower()
        if ("mime-version" in fields or coded) and ("multipart/" in fields or "text/html" in fields):
            return Kind("a web archive", "mht")
    if (begin := _PAGE_BEGINS.search(text)) and len(_HTML.findall(text, begin.start())) >= _TAGS_OF_A_PAGE:
        return Kind("a web page", "html")
    return None
