"""The characters of a PDF page with their boxes, in points from the page's top left corner as it is shown.

A page is kept as one string and four arrays rather than as one object a character: only so does reading stay close to
the time pdfium itself needs.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from ctypes import addressof, byref, c_int, create_string_buffer, sizeof
from dataclasses import dataclass, field
from itertools import chain
from math import hypot
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium_c

from reportparse.loaders.pdf_calls import address, font_info, loose_box, render_mode, text_object
from reportparse.loaders.pdf_turn import as_laid_out, from_top_left, lettering_turn, runs_down
from reportparse.model.document import Box

# A printed page holds some 2,000 characters, the densest table 20,000: more is an attack or no page.
MAX_CHARACTERS = 200_000


class PdfChar(NamedTuple):
    """A character as the page shows it: its box from the top left corner, its size in points."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool


class Stroke(NamedTuple):
    """A ruling line, horizontal or vertical, or a thin filled rectangle that serves as one."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Sheet:
    """A page's characters in the order of the file: a string, and the boxes' edges, one entry a character.

    Blanks and line ends that pdfium adds of itself have boxes without width. `turn`: a page whose lettering stands on
    its side is laid out as if it were turned; `box` turns the boxes back.
    """

    width: float
    height: float
    text: str
    x0: array[float]
    y0: array[float]
    x1: array[float]
    y1: array[float]
    size: float
    strokes: list[Stroke] = field(default_factory=list)
    turn: int = 0
    by_ocr: bool = False
    sureness: Sequence[float] | None = None
    shown: Sequence[Box] | None = None
    """The boxes on the page as shown, where they are not those of the layout: a scan is laid out level."""
    artifacts: frozenset[int] = frozenset()
    """Where stretches begin that the file itself calls no part of the text."""
    sizes: Mapping[int, float] = field(default_factory=dict)
    """The size of the letters of some stretches, by where they begin, as the file tells it; boxes may be higher."""

    @property
    def span(self) -> tuple[float, float]:
        """Width and height of the page as it is laid out."""
        return (self.height, self.width) if self.turn in (90, 270) else (self.width, self.height)

    def boxes(self, start: int, end: int) -> Sequence[Box]:
        """The boxes of text[start:end] on the page as shown."""
        if self.shown is not None:
            return self.shown[start:end]
        boxes = list(zip(self.x0[start:end], self.y0[start:end], self.x1[start:end], self.y1[start:end], strict=True))
        if self.turn == 180:
            return [(self.width - x1, self.height - y1, self.width - x0, self.height - y0) for x0, y0, x1, y1 in boxes]
        if self.turn == 90:
            return [(y0, self.height - x1, y1, self.height - x0) for x0, y0, x1, y1 in boxes]
        if self.turn == 270:
            return [(self.width - y1, x0, self.width - y0, x1) for x0, y0, x1, y1 in boxes]
        return boxes

    def flat_boxes(self, start: int, end: int) -> array[float]:
        """The same, four numbers a character in one array."""
        if self.shown is not None or self.turn:
            return array("f", chain.from_iterable(self.boxes(start, end)))
        flat = array("f", bytes(4 * 4 * (end - start)))
        flat[0::4], flat[1::4] = self.x0[start:end], self.y0[start:end]
        flat[2::4], flat[3::4] = self.x1[start:end], self.y1[start:end]
        return flat


def read_sheet(page: Any, text_page: Any) -> Sheet:
    """The characters of a page (PdfPage and PdfTextPage of pypdfium2)."""
    count = text_page.count_chars()
    text = radicals(_text(text_page, count))
    rects = (pdfium_c.FS_RECTF * count)()
    handle, first, size = address(text_page.raw), addressof(rects), sizeof(pdfium_c.FS_RECTF)
    for i in range(count):
        loose_box(handle, i, first + i * size)
    flat = array("f", bytes(rects))
    width, height = page.get_size()
    edges = from_top_left(page, flat)
    turn = lettering_turn(text_page, text, count, page.get_rotation()) or (270 if runs_down(text, edges) else 0)
    x0, y0, x1, y1 = as_laid_out(edges, turn, width, height)
    sheet = Sheet(width, height, text, x0, y0, x1, y1, 10.0, turn=turn)
    sheet.size = typical_size(sheet)
    return sheet


def radicals(text: str) -> str:
    """Kangxi radicals and compatibility ideographs as the plain characters that they look like; nothing else changes.

    Some fonts name their glyphs so: the page shows 民, its text layer says the radical. NFKC would also change ①, ㎡ or
    full-width signs, which the text must keep.
    """
    if not _COMPATIBLE.search(text):
        return text
    return _COMPATIBLE.sub(_plain, text)


def typical_size(sheet: Sheet) -> float:
    """The size of most of the page's letters in points."""
    step = max(1, len(sheet.text) // 200)
    heights = sorted(b - a for a, b in zip(sheet.y0[::step], sheet.y1[::step], strict=True) if b - a > 1)
    return heights[len(heights) // 2] if heights else 10.0


def _plain(match: re.Match[str]) -> str:
    sign = match.group()
    plain = _LIKE_RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign  # the boxes go with the characters one by one


# Radicals that look like a whole character and that NFKC leaves as they are.
_LIKE_RADICALS = dict(
    zip(
        "⺁⺒⺓⺠⺫⺬⺮⻁⻄⻅⻆⻇⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "厂巳幺民目示竹虎西见角角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def _text(text_page: Any, count: int) -> str:
    """One character for each of pdfium's: one call where it gives as many and the same, else one by one."""
    text: str = text_page.get_text_range(0, count) if count else ""
    code_of = pdfium_c.FPDFText_GetUnicode
    asked = {*range(0, count, max(1, count // 8)), count - 1} if count else set()
    if len(text) != count or any(text[i] not in _MARKS and ord(text[i]) != code_of(text_page, i) for i in asked):
        text = "".join(_sign(code_of(text_page, i)) for i in range(count))
    if _MARK.search(text) is None:
        return text
    # The same mark stands for a hyphen at a line's end and for a glyph without a character: never a sign to guess.
    is_hyphen = pdfium_c.FPDFText_IsHyphen
    return _MARK.sub(lambda mark: "-" if is_hyphen(text_page, mark.start()) == 1 else "\ufffd", text)


_MARKS = "\x00\x02\ufffe\uffff"
_MARK = re.compile(f"[{_MARKS}]")


def _sign(code: int) -> str:
    return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def letter_size(text_page: Any, index: int) -> float:
    """The size of a letter in points as the file tells it; 0 where it tells none."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFText_GetMatrix(text_page, index, byref(matrix)):
        return 0.0
    return float(pdfium_c.FPDFText_GetFontSize(text_page, index) * hypot(matrix.c, matrix.d))


_BOLD = re.compile(rb"bold|black|heavy|demi|[-,]bd", re.IGNORECASE)
_SUBSET = re.compile(rb"^[A-Z]{6}\+")


class Fonts:
    """Tells a character's font, and whether it is bold, on one page."""

    def __init__(self, text_page: Any) -> None:
        self._page = text_page
        self._handle = address(text_page.raw)
        self._name = create_string_buffer(128)
        self._flags = c_int()
        self._places = addressof(self._name), sizeof(self._name), addressof(self._flags)
        self._known: dict[bytes, tuple[str, bool]] = {}
        self.unseen: set[int] = set()
        """Of the characters asked for, those that are drawn with neither fill nor line."""

    def of(self, index: int) -> tuple[str, bool]:
        """The name of the font without the letters of its subset, and whether it is bold."""
        font_info(self._handle, index, *self._places)
        name = self._name.value
        known = self._known.get(name)
        if known is None:
            plain = _SUBSET.sub(b"", name)
            bold = _BOLD.search(plain) is not None or pdfium_c.FPDFText_GetFontWeight(self._page, index) >= 600
            known = self._known[name] = plain.decode("utf-8", "replace"), bold
        if known[1]:
            return known
        drawn = text_object(self._handle, index)  # none for a blank that pdfium adds
        mode = render_mode(drawn) if drawn else pdfium_c.FPDF_TEXTRENDERMODE_FILL
        if mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.unseen.add(index)
        return known[0], mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE
