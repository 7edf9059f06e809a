"""The container of a .doc or .wps: its streams, and the FIB (file information block) that says where in them all is.

The layouts here and in the other doc_* modules are those Microsoft publishes as [MS-DOC]; Word 6 and 95 have the same
parts at other places and with narrower fields.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import olefile  # type: ignore[import-untyped]  # olefile ships no types

from reportparse.errors import UnreadableDocument, UnsupportedFormat

# Parts of the file by their place in the FIB's table of offsets and lengths.
STYLES, NOTE_TEXTS, COMMENT_TEXTS, SECTIONS = 1, 3, 5, 6
HEADERS, CHAR_PAGES, PARA_PAGES, FONTS, CLX = 11, 12, 13, 15, 33
SHAPES, HEADER_SHAPES, ENDNOTE_TEXTS, DRAWINGS = 40, 41, 47, 50
BOX_TEXTS, HEADER_BOX_TEXTS, LISTS, LIST_USES = 56, 58, 73, 74

# The subdocuments in the order in which the FIB counts their characters and the text holds them.
STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")

_FIRST_WORD_97, _FIRST_WORD_6 = 0xC0, 0x65
_SIGNATURES = {0xA5EC, 0xA5DC}
_ENCRYPTED, _TABLE_1, _WIDE_CHARS, _COMPLEX = 0x0100, 0x0200, 0x1000, 0x0004

_CONTAINER_DAMAGED = "its OLE container is damaged or cut off"
_WORD_STREAM = "WordDocument\0".encode("utf-16-le")
DAMAGED_WAY_OUT = "open it in Word, WPS or LibreOffice and save it as .docx"


@dataclass(frozen=True, slots=True)
class WordFile:
    """The streams of a Word file and what its FIB says.

    `old` is Word 6 or 95: there all is in the one stream. `wide` says of an old file that its characters take two
    bytes. `lengths` are the characters of each story.
    """

    name: str
    word: bytes
    table: bytes
    data: bytes
    old: bool
    wide: bool
    complex: bool
    language: int
    charset: int
    text_start: int
    text_end: int
    lengths: tuple[int, ...]

    def part(self, number: int, *, beyond: int = 0) -> bytes:
        """A part of the table stream; empty where the file has none. `beyond`: bytes wanted after its stated end."""
        at = self._entry(number)
        if at is None or at + 8 > len(self.word):
            return b""
        start, length = struct.unpack_from("<II", self.word, at)
        return self.table[start : start + length + beyond] if length else b""

    def part_length(self, number: int) -> int:
        """The stated length of a part."""
        at = self._entry(number)
        return u32(self.word, at + 4) if at is not None else 0

    def _entry(self, number: int) -> int | None:
        if self.old:
            # Word 6 has ten bytes of other fields before the 38th entry, and none after the notes.
            return None if number > DRAWINGS else 0x58 + 8 * number + (10 if number >= 38 else 0)
        words = u16(self.word, 0x20)
        longs = u16(self.word, 0x22 + 2 * words)
        count_at = 0x24 + 2 * words + 4 * longs
        return count_at + 2 + 8 * number if number < u16(self.word, count_at) else None


def u16(data: bytes, at: int) -> int:
    """Two bytes as a number; 0 beyond the end of the data."""
    return int.from_bytes(data[at : at + 2], "little") if 0 <= at <= len(data) - 2 else 0


def u32(data: bytes, at: int) -> int:
    """Four bytes as a number; 0 beyond the end of the data."""
    return int.from_bytes(data[at : at + 4], "little") if 0 <= at <= len(data) - 4 else 0


def open_word_file(data: bytes, name: str) -> WordFile:
    """The Word file in an OLE container; a clear refusal for all else."""
    streams = _streams(data, name)
    word = streams.get("worddocument")
    if word is None:
        raise _not_word(streams, name)
    if len(word) < 0x60 or u16(word, 0) not in _SIGNATURES:
        raise UnreadableDocument(name, "its Word header is damaged", DAMAGED_WAY_OUT)
    version, flags = u16(word, 2), u16(word, 0x0A)
    if flags & _ENCRYPTED:
        raise encrypted(name)
    if version < _FIRST_WORD_6:
        raise UnsupportedFormat(
            name, "it was written by a Word older than 6.0", "open it in LibreOffice and save it as .docx"
        )
    old = version < _FIRST_WORD_97
    return WordFile(
        name=name,
        word=word,
        table=word if old else _table_stream(streams, flags, name),
        data=streams.get("data", b""),
        old=old,
        wide=bool(flags & _WIDE_CHARS),
        complex=bool(flags & _COMPLEX),
        language=u16(word, 0x06),
        charset=u16(word, 0x14),
        text_start=u32(word, 0x18),
        text_end=u32(word, 0x1C),
        lengths=_lengths(word, old),
    )


def encrypted(name: str) -> UnreadableDocument:
    """The refusal of a file with a password."""
    return UnreadableDocument(
        name, "it is protected by a password", "open it with the password and save it without one"
    )


def _streams(data: bytes, name: str) -> dict[str, bytes]:
    """The streams that matter, by their name in small letters."""
    wanted = {"worddocument", "0table", "1table", "data", "encryptedpackage"}
    found: dict[str, bytes] = {}
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            entries = ole.listdir(streams=True, storages=False)
            for path in entries:
                key = path[-1].lower()
                # Only the streams at the top: an embedded object may be a Word file too, and is not the document.
                if len(path) == 1:
                    found[key] = ole.openstream(path).read() if key in wanted else b""
    # A damaged container makes olefile fail in many ways (OSError, IndexError, struct.error, UnicodeError ...); all
    # of them mean the same here. A lack of memory is the fence's business.
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableDocument(name, _CONTAINER_DAMAGED, DAMAGED_WAY_OUT) from error
    # The name of the stream stands in the file, but its directory does not lead to it.
    if not any(path[-1].lower() == "worddocument" for path in entries) and _WORD_STREAM in data:
        raise UnreadableDocument(name, _CONTAINER_DAMAGED, DAMAGED_WAY_OUT)
    return found


def _not_word(streams: dict[str, bytes], name: str) -> UnreadableDocument:
    if not streams:
        return UnreadableDocument(name, _CONTAINER_DAMAGED, DAMAGED_WAY_OUT)
    if "encryptedpackage" in streams:
        return encrypted(name)
    if "workbook" in streams or "book" in streams:
        return UnsupportedFormat(name, "it is an Excel workbook, no Word document", "save it as .xlsx")
    if "powerpoint document" in streams:
        return UnsupportedFormat(name, "it is a PowerPoint presentation", "save it as .pdf")
    return UnsupportedFormat(
        name,
        "it is an OLE file without a Word document in it (such as those of early WPS or of Works)",
        "open it in WPS Office and save it as .docx",
    )


def _table_stream(streams: dict[str, bytes], flags: int, name: str) -> bytes:
    names = ("1table", "0table") if flags & _TABLE_1 else ("0table", "1table")
    for key in names:
        if streams.get(key):
            return streams[key]
    raise UnreadableDocument(name, "its table stream is missing", DAMAGED_WAY_OUT)


def _lengths(word: bytes, old: bool) -> tuple[int, ...]:
    at = 0x34 if old else 0x24 + 2 * u16(word, 0x20) + 12
    counts = [u32(word, at + 4 * i) for i in range(len(STORIES))]
    return tuple(n if n < 0x7FFFFFFF else 0 for n in counts)
