"""Which signs the bytes of an RTF file stand for: by font, by code page, and by repair where the file is wrong."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from reportparse.loaders.rtf_words import CHARSETS, CODE_PAGES, DOUBLE, SYMBOL_CHARSET

SYMBOL = "symbol"
_WESTERN = "cp1252"
_PAIRS = re.compile(rb"(?:[\xa1-\xfe]{2})+")
_HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(slots=True)
class Fonts:
    """The encodings of the document and of its fonts."""

    page: str = _WESTERN
    chinese: bool = False
    """Whether anything says that this is a Chinese document."""
    raw: str = ""
    by_number: dict[int, str] = field(default_factory=dict)

    def encoding(self, font: int | None) -> str:
        """The encoding of text in a font."""
        return self.by_number.get(font, "") or self.page if font is not None else self.page

    def set_page(self, number: int) -> None:
        """`\\ansicpg`."""
        self.page = _known(CODE_PAGES.get(number, f"cp{number}")) or self.page
        self.chinese = self.chinese or number == 936

    def set_charset(self, font: int, charset: int) -> None:
        """`\\fcharset` of a font."""
        self.by_number[font] = SYMBOL if charset == SYMBOL_CHARSET else CHARSETS.get(charset, "")
        self.chinese = self.chinese or charset == 134

    def set_font_page(self, font: int, number: int) -> None:
        """`\\cpg` of a font."""
        self.by_number[font] = _known(CODE_PAGES.get(number, f"cp{number}"))

    def bare(self, data: bytes) -> str:
        """Text that stands in the file as it is, against all rules; empty where it does not."""
        if not self.raw:
            return ""
        try:
            return data.decode(self.raw)
        except UnicodeDecodeError:
            return ""

    def decode(self, data: bytes, encoding: str) -> str:
        """The text of some bytes. A western font with pairs of bytes that are Chinese in a Chinese document lies."""
        if encoding == SYMBOL:
            return "".join(chr(0xF000 + byte) if byte > 0x20 else " " for byte in data)
        if data.isascii():
            return data.decode("ascii")
        if text := self.bare(data):
            return text
        if encoding not in DOUBLE and self.chinese and all(map(_PAIRS.fullmatch, _HIGH.findall(data))):
            try:
                return data.decode("gb2312")
            except UnicodeDecodeError:
                pass
        return data.decode(encoding, errors="replace")


def _known(encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return ""
    return encoding
