"""The characters of a Word file, in the order of the text, from the pieces they are scattered over.

Positions count as Word counts them (one for a byte of an 8-bit piece, one for a 16-bit unit): the text made here has
exactly one sign per position, FILLER where a character takes two. So every position in the file is an index here.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from typing import NamedTuple

from reportparse.errors import UnreadableDocument
from reportparse.loaders.doc_file import CLX, DAMAGED_WAY_OUT, WordFile, u16, u32

FILLER = "\uffff"  # a noncharacter: no document has it as text

# A document of a thousand pages has about a million characters. Pieces may point at the same bytes again and again, so
# the size of the file does not bound the text.
MAX_CHARACTERS = 5_000_000

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_CHINESE_PAIR = re.compile(rb"[\xb0-\xf7\xa1-\xa3][\xa1-\xfe]")
_CODE_PAGES = {0x0804: "gbk", 0x1004: "gbk", 0x0404: "cp950", 0x0C04: "cp950", 0x1404: "cp950"}
_CODE_PAGES |= {0x0411: "cp932", 0x0412: "cp949", 0x0419: "cp1251"}
_CHARSETS = {134: "gbk", 136: "cp950", 128: "cp932", 129: "cp949", 204: "cp1251"}


class PieceOfText(NamedTuple):
    """A stretch of the text: where it stands in the text and in the file, bytes per sign, changes made to all of it."""

    cp: int
    end: int
    fc: int
    width: int
    changes: bytes

    def place(self, cp: int) -> int:
        """Where in the file a position of this piece lies."""
        return self.fc + (cp - self.cp) * self.width


class TextOfFile(NamedTuple):
    """The whole text, its pieces, and how many characters lie beyond the end of the file."""

    text: str
    pieces: tuple[PieceOfText, ...]
    missing: int

    def piece_at(self, cp: int) -> PieceOfText | None:
        """The piece that holds a position."""
        at = bisect_right(self.pieces, cp, key=lambda p: p.cp) - 1
        return self.pieces[at] if at >= 0 and cp < self.pieces[at].end else None


def read_text(file: WordFile) -> TextOfFile:
    """The text of all stories, one after the other."""
    pieces = _pieces(file)
    if not pieces:
        raise UnreadableDocument(file.name, "its list of text pieces is damaged", DAMAGED_WAY_OUT)
    raw = [file.word[p.fc : p.place(p.end)] for p in pieces]
    code_page = _code_page(file, [r for p, r in zip(pieces, raw, strict=True) if p.width == 1])
    wide_code_page = _wide_code_page(file, raw) if file.old else None
    parts: list[str] = []
    missing = 0
    for piece, data in zip(pieces, raw, strict=True):
        size = piece.end - piece.cp
        if piece.width == 2:
            text = _wide(data) if wide_code_page is None else _double_bytes(data, wide_code_page)
        else:
            text = _narrow(data, code_page)
        missing += size - len(text)
        parts.append(text.ljust(size, FILLER))
    return TextOfFile("".join(parts), pieces, missing)


def _pieces(file: WordFile) -> tuple[PieceOfText, ...]:
    """The piece table, or one piece where the file has none."""
    # An old file that was saved whole has no piece table, whatever its header points at.
    changes, plc = _clx(b"" if file.old and not file.complex else file.part(CLX))
    count = (len(plc) - 4) // 12
    if count < 1:
        return _one_piece(file)
    starts = struct.unpack_from(f"<{count + 1}I", plc)
    total = 0
    pieces: list[PieceOfText] = []
    for i in range(count):
        at = 4 * (count + 1) + 8 * i
        where, change = u32(plc, at + 2), u16(plc, at + 6)
        size = starts[i + 1] - starts[i]
        # A piece must begin where the one before ends; from the first that does not on, the table is nonsense.
        if starts[i] != total or size < 0:
            break
        if file.old:
            fc, width = where & 0x7FFFFFFF, 2 if file.wide else 1
        elif where & 0x40000000:
            fc, width = (where & 0x3FFFFFFF) // 2, 1
        else:
            fc, width = where & 0x3FFFFFFF, 2
        total += size
        _check_length(file, total)
        if size:
            pieces.append(PieceOfText(starts[i], starts[i + 1], fc, width, _change(change, changes, file.old)))
    return tuple(pieces)


def _check_length(file: WordFile, total: int) -> None:
    if total > MAX_CHARACTERS:
        raise UnreadableDocument(
            file.name, f"it claims more than {MAX_CHARACTERS:,} characters", "split it, or check whether it is damaged"
        )


def _one_piece(file: WordFile) -> tuple[PieceOfText, ...]:
    """Without a piece table (Word 6 and 95 as a rule) the text lies in one stretch."""
    size = sum(file.lengths) or file.text_end - file.text_start
    room = file.text_end - file.text_start
    wide = file.wide if file.old else room >= 2 * size
    size = min(size, room // (2 if wide else 1))
    if size <= 0:
        return ()
    _check_length(file, size)
    return (PieceOfText(0, size, file.text_start, 2 if wide else 1, b""),)


def _clx(clx: bytes) -> tuple[list[bytes], bytes]:
    """The changes that pieces refer to, and the piece table itself."""
    changes: list[bytes] = []
    at = 0
    while at < len(clx):
        if clx[at] == 1:
            size = u16(clx, at + 1)
            changes.append(clx[at + 3 : at + 3 + size])
            at += 3 + size
        elif clx[at] == 2:
            return changes, clx[at + 5 : at + 5 + u32(clx, at + 1)]
        else:
            break
    return changes, b""


# A change of one property can stand in the piece itself. Of the short codes for that these matter here.
_SHORT_CHANGES = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C}


def _change(word: int, changes: list[bytes], old: bool) -> bytes:
    """The property changes a piece carries (a fast-saved file has them), as a list of modifiers."""
    if word & 1:
        return changes[word >> 1] if word >> 1 < len(changes) else b""
    code, value = (word >> 1) & 0x7F, bytes([word >> 8])
    if old:  # there the short code is the code itself
        return bytes([code]) + value if code else b""
    return _SHORT_CHANGES[code].to_bytes(2, "little") + value if code in _SHORT_CHANGES else b""


def _wide(data: bytes) -> str:
    data = data[: len(data) // 2 * 2]
    text = data.decode("utf-16-le", "replace")
    if FILLER in text:
        text = text.replace(FILLER, "\ufffd")
    if 2 * len(text) != len(data):
        text = _ASTRAL.sub(lambda m: m.group() + FILLER, text)
    return text


def _narrow(data: bytes, code_page: str) -> str:
    if code_page == "cp1252":
        return data.decode("cp1252") if not _HIGH_BYTE.search(data) else "".join(map(_western, data))
    text: list[str] = []
    for char in data.decode(code_page, "replace"):
        text.append(char)
        # In a double-byte code page a sign above ASCII takes two bytes, but for the few of one byte.
        if char > "\x7f" and (char == "\ufffd" or len(char.encode(code_page, "replace")) == 2):
            text.append(FILLER if char != "\ufffd" else "")
    return "".join(text)


def _western(byte: int) -> str:
    """A byte of cp1252; the five that it leaves undefined stand for themselves."""
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def _double_bytes(data: bytes, code_page: str) -> str:
    """16-bit units of Word 6/95: a pair of bytes of the code page, lead byte high, or a single byte."""
    out: list[str] = []
    for (unit,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2]):
        if unit < 0x80:
            out.append(chr(unit))
        elif unit < 0x100:
            out.append(_western(unit))
        else:
            char = unit.to_bytes(2, "big").decode(code_page, "replace")
            out.append(char if len(char) == 1 else "\ufffd")
    return "".join(out)


def _code_page(file: WordFile, narrow: list[bytes]) -> str:
    """How to read 8-bit pieces: cp1252 in a file of Word 97 and later unless the bytes themselves are Chinese."""
    by_file = _CHARSETS.get(file.charset & 0xFF) or _CODE_PAGES.get(file.language, "cp1252")
    if file.old and by_file != "cp1252":
        return by_file
    high = pairs = 0
    for data in narrow:
        high += len(_HIGH_BYTE.findall(data))
        pairs += len(_CHINESE_PAIR.findall(data))
    # Western text has its signs above ASCII one by one; in Chinese they come in pairs, nearly all of them.
    if pairs >= 2 and 2 * pairs >= 0.8 * high:
        return by_file if by_file != "cp1252" else "gbk"
    return "cp1252"


def _wide_code_page(file: WordFile, raw: list[bytes]) -> str | None:
    """The code page of 16-bit units in an old file, by what the units look like; None: they are Unicode."""
    units = [u for data in raw for (u,) in struct.iter_unpack("<H", data[: len(data) // 2 * 2])]
    pairs = sum(1 for u in units if 0xA1A1 <= u <= 0xF7FE and u & 0xFF >= 0x40)
    unicode = sum(1 for u in units if 0x3000 <= u <= 0x9FFF)
    if pairs <= unicode:
        return None
    return _CHARSETS.get(file.charset & 0xFF) or _CODE_PAGES.get(file.language, "gbk")
